/** Counts the tests for scripts/test, which prints the closing line, and says at the end what failed or was skipped, and why. */
import { writeFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';
import type { Reporter, SerializedError, TestModule } from 'vitest/node';

export interface Counts {
  passed: number;
  failed: number;
  skipped: number;
}

/** The first lines of an error, in one: enough to know what to look for where only the end of a log is kept. */
const brief = (error: { message?: string; stack?: string; diff?: string } | undefined): string => {
  const where = error?.stack?.split('\n').find(line => line.includes('/test/'));
  const differing = stripVTControlCharacters(error?.diff ?? '')
    .split('\n')
    .filter(line => /^[-+] /.test(line));
  return [error?.message?.slice(0, 600) ?? 'no error was kept', where, ...differing]
    .filter(part => part !== undefined)
    .join(' ')
    .replace(/\s+/g, ' ')
    .slice(0, 1200);
};

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
    const lines = errors.map(error => `failed: outside of any test: ${brief(error)}`);
    for (const module of modules) {
      const before = counts.failed;
      for (const test of module.children.allTests()) {
        const result = test.result();
        counts[result.state === 'pending' ? 'skipped' : result.state]++;
        const name = `${module.relativeModuleId} > ${test.fullName}`;
        if (result.state === 'skipped') lines.push(`skipped: ${name}: ${result.note ?? 'the test names no missing ability'}`);
        if (result.state === 'failed') lines.push(`failed: ${name}: ${brief(result.errors[0])}`);
      }
      // A file that can't be loaded, or a hook that fails, has no failed test of its own.
      if (module.state() !== 'failed' || counts.failed > before) continue;
      counts.failed++;
      lines.push(`failed: ${module.relativeModuleId}: ${brief(module.errors()[0])}`);
    }
    for (const line of lines) console.log(line);
    const file = process.env.CRASH_GATE_TEST_COUNTS;
    if (file) writeFileSync(file, `${counts.passed} ${counts.failed} ${counts.skipped}\n`);
    else console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
    this.#leave(counts.failed > 0);
  }
}
