/** Counts the tests for scripts/test, which prints the closing line, and names why a test was skipped. */
import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

export default class ClosingLine implements Reporter {
  /** A process that a test left behind may hold vitest's pipes open, and vitest would wait for it for ever. */
  #leave(failed: boolean): void {
    setTimeout(() => {
      console.log('the tests are over, but something that they started still runs and holds their output');
      process.exit(failed ? 1 : 0);
    }, 20_000).unref();
  }

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
    this.#leave(counts.failed > 0);
  }
}
