/** Whose crashes count: with `--scope job` all that comes from the command, however it got away, and nothing of a neighbour's. */
import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/report/report.ts';
import { gate, scratch, startGate } from './harness.ts';

const folder = scratch();

/** $HOW starts a process that tells its pid, waits for a word, and crashes; the command ends when that process has. */
const script = `
  cd "$1" && mkfifo pid go && shift
  "$@" sh -c 'echo $$ >pid; read word <go; kill -SEGV $$' &
  pid=$(cat pid)
  wait_for() { while kill -0 "$1" 2>/dev/null; do read -t 0.02 nothing <>waiting; done; }
  mkfifo waiting
  echo >go
  wait_for "$pid"
  true
`;

const twice = `"$@" & `;
const ways: readonly (readonly [how: string, ...command: readonly string[]])[] = [
  ['a child'],
  ['in a session of its own', 'setsid'],
  ['forked away', 'setsid', '--fork'],
  ['in the background, its parent gone', 'sh', '-c', twice, 'sh'],
  ['twice removed', 'sh', '-c', `sh -c '${twice}' sh "$@" &`, 'sh'],
  ['nohup', 'nohup', 'sh', '-c', twice, 'sh'],
  ['through sudo', 'sudo', '-n'],
];

const reportOf = (stdout: string): Report => JSON.parse(stdout.slice(stdout.search(/^\{\s*"schema"/m))) as Report;

describe('with --scope job, a crash counts', () => {
  test.each(ways)('%s', async (_how, ...command) => {
    const place = mkdtempSync(join(folder, 'way-'));
    const { status, stdout, stderr } = await gate([
      'run',
      '--scope',
      'job',
      '--format',
      'json',
      '--',
      'bash',
      '-c',
      script,
      'bash',
      place,
      ...command,
    ]);
    const { incidents, watch } = reportOf(stdout);
    expect(incidents, stderr).toMatchObject([{ level: 'error', rule: 'fault', cause: { signal: 'SIGSEGV' }, process: { inJob: true } }]);
    expect({ status, scope: watch.scope }).toEqual({ status: 3, scope: 'job' });
  });
});

describe('two gates at once on one machine', () => {
  test('a crash is one’s, and the other names it without counting it', async () => {
    const out = join(folder, 'quiet');
    const quiet = startGate(['run', '--scope', 'job', '--out', out, '--format', 'json', '--', 'sh', '-c', 'echo up; read word'], {});
    await quiet.says('up');
    const loud = await gate(['run', '--scope', 'job', '--format', 'json', '--', 'sh', '-c', "sh -c 'kill -SEGV $$'; true"]);
    quiet.process.stdin!.end('\n');
    const { status, stdout, stderr } = await quiet.outcome;

    expect(loud.status, loud.stderr).toBe(3);
    expect(reportOf(loud.stdout).incidents).toMatchObject([{ rule: 'fault', process: { name: 'sh' } }]);
    expect(status, stderr).toBe(0);
    const theirs = reportOf(stdout);
    expect(theirs).toMatchObject({ verdict: 'clean', incidents: [] });
    expect(theirs.ignored.find(({ rule }) => rule === 'outside-job')?.examples).toContainEqual(
      expect.stringMatching(/^sh died of SIGSEGV \(started by sh \(pid \d+\), not by the job\)$/),
    );
    const again = await gate(['report', '--scope', 'machine', '--format', 'json', join(out, 'record.ndjson')]);
    expect(reportOf(again.stdout)).toMatchObject({ verdict: 'failed', watch: { scope: 'machine' } });
  });
});

test('a self-hosted runner’s job counts its own alone, and a hosted one everything', async () => {
  const of = async (environment: string) => {
    const { stdout } = await gate(['run', '--format', 'json', '--', 'true'], { env: { RUNNER_ENVIRONMENT: environment } });
    return reportOf(stdout).watch.scope;
  };
  expect([await of('self-hosted'), await of('github-hosted'), await of('')]).toEqual(['job', 'machine', 'machine']);
});
