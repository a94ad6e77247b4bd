/**
 * npm run demo: a small web service with two ordinary bugs runs under a real supervisor (node:cluster). A test against it
 * passes, because the supervisor replaces what crashes and the test retries. crash-gate watches and says what happened.
 * The crashes are genuine: nothing here sends a signal or exits on purpose.
 *
 * One file, three parts: `demo.js` (this story), `demo.js service`, `demo.js test`.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { serve } from './demo/service.ts';
import { test } from './demo/test.ts';
import { EXIT } from './errors.ts';
import type { Report } from './report/report.ts';

const self = fileURLToPath(import.meta.url);

async function demo(): Promise<number> {
  print('A web service runs under a supervisor that restarts what crashes. A test with retries runs against it.');
  print('$ crash-gate run -- node demo.js test', '');
  const folder = mkdtempSync(join(tmpdir(), 'crash-gate-demo-'));
  const cli = self.replace(/demo\.m?(js|ts)$/, 'cli.$1');
  const child = spawn(process.execPath, [cli, 'run', '--out', folder, '--', process.execPath, self, 'test'], { stdio: 'inherit' });
  const [status] = (await once(child, 'exit')) as [number | null];
  print('');
  return conclude(status, join(folder, 'report.json'));
}

function conclude(status: number | null, path: string): number {
  const report = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Report) : null;
  const errors = report?.incidents.filter(incident => incident.level === 'error') ?? [];
  if (status === EXIT.gateFailed && errors.length > 0) {
    print(`The test passed, and without the gate nobody would know: ${errors.map(error => error.title).join('; ')}.`);
    print(`crash-gate ended with ${status}: this is where a CI job fails. Without --out nothing of this is left behind; here it is kept:`);
    print(`  ${path}`);
    return EXIT.ok;
  }
  if (report === null && status === EXIT.inconclusive) {
    print("This machine can't be watched, so there is nothing to show: the reason and what to change are above.");
    print('Details: node dist/cli.js doctor');
    return EXIT.inconclusive;
  }
  print(`This is not what the demo should show: crash-gate ended with ${status}. What it saw: ${path}`);
  return 1;
}

const print = (...lines: readonly string[]): void => console.log(lines.join('\n'));

const parts: Readonly<Record<string, () => Promise<number>>> = { service: serve, test: () => test(self) };
const part = parts[process.argv[2] ?? ''];
process.exitCode = await (part ?? demo)();
