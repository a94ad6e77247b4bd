/** Exit codes: a death when it isn't 0, and never a signal, whatever the number looks like. */
import { constants } from 'node:os';
import { describe, expect, test } from 'vitest';
import { about } from './about.ts';
import { aCount, anAddress, childDeath, crashAt1234, death, end, whoever } from './expected.ts';
import { type Finished, pathOf, run } from './program.ts';
import { type Recording, watch } from './watch.ts';

const { SIGSEGV } = constants.signals;

test('carries the step of its environment', async () => {
  const { result, recording } = await watch(() => run('exit-code', ['1'], { env: { ...process.env, GITHUB_ACTION: 'integration-test' } }));
  expect(about(recording, result)).toStrictEqual([death(result, recording, { status: 1 << 8, step: 'integration-test' })]);
});

test('carries the step of its nearest ancestor that has one', async () => {
  const env = { ...process.env, GITHUB_ACTION: 'build' };
  const { result, recording } = await watch(() => run('fork-worker', [], { env }));
  expect(about(recording, result)[0]).toMatchObject({ pid: result.said('first'), step: 'build' });
});

describe('a shell', () => {
  const crash = (then: string) => run('segv-write', ['-c', `${pathOf('segv-write')}; ${then}`], { path: '/bin/sh' });
  const crashed = (shell: Finished, recording: Recording) =>
    childDeath(shell, recording, 0, {
      ...whoever,
      comm: 'segv-write',
      threadName: 'segv-write',
      exe: pathOf('segv-write'),
      argv: [pathOf('segv-write')],
      argvBytes: pathOf('segv-write').length + 1,
      forkOnly: false,
      status: SIGSEGV,
      fault: crashAt1234(shell, { tid: aCount, threadName: 'segv-write' }),
      stack: { limitBytes: shell.stack.limitBytes, start: anAddress },
    });

  test('that goes on after a crash and ends with 0: its end is recorded', async () => {
    const { result, recording } = await watch(() => crash('true'));
    expect(about(recording, result)).toStrictEqual([crashed(result, recording), end(result, recording)]);
  });

  test('that passes on what it got: 139 is its exit code', async () => {
    const { result, recording } = await watch(() => crash('exit $?'));
    // Unlike the programs, a shell doesn't close the gate, which is a socket of its parent's.
    expect(about(recording, result)).toStrictEqual([crashed(result, recording), death(result, recording, { status: 139 << 8, parentChannel: true })]);
  });
});
