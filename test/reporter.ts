/** Counts the tests for scripts/test, which prints the closing line, and names why a test was skipped. */
import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly SerializedError[]): void {
    const counts: Counts = { passed: 0, failed: errors.length, skipped: 0 };
    const skipped: string[] = [];
    for (const module of modules) {
      const before = counts.failed;
      for (const test of module.children.allTests()) {
        const result = test.result();
        counts[result.state === 'pending' ? 'skipped' : result.state]++;
        if (result.state === 'skipped') skipped.push(`${test.fullName}: ${result.note ?? 'the test names no missing ability'}`);
      }
      // A file that can't be loaded, or a hook that fails, has no failed test of its own.
      if (module.state() === 'failed' && counts.failed === before) counts.failed++;
    }
    for (const line of skipped) console.log(`skipped: ${line}`);
    const file = process.env.CRASH_GATE_TEST_COUNTS;
    if (file) writeFileSync(file, `${counts.passed} ${counts.failed} ${counts.skipped}\n`);
    else console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
  }
}
