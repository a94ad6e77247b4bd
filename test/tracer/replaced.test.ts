/** Replacements: what starts in the place of a process that died, and when its port is served again. */
import { constants } from 'node:os';
import { describe, expect, test } from 'vitest';
import { about } from './about.ts';
import { deathOf, executed, itsOwnStack } from './executed.ts';
import { aCount, anAddress, childDeath, crashAt1234, end, startAfter, startOfChild } from './expected.ts';
import { pathOf, run } from './program.ts';
import { watch } from './watch.ts';

const { SIGSEGV } = constants.signals;

describe('a supervisor', () => {
  test('that starts its crashed worker again', async () => {
    const file = 'has-crashed';
    const { result, recording } = await watch(() => run('supervisor', [pathOf('crash-once'), file]));
    const [first, second] = [result.said('worker', 0), result.said('worker', 1)];
    const { comm, exe, argv } = executed('crash-once', file);
    expect(about(recording, result)).toStrictEqual([
      childDeath(result, recording, first, {
        ...executed('crash-once', file),
        ...itsOwnStack(result),
        status: SIGSEGV,
        fault: crashAt1234(result, { tid: first, threadName: comm, instructionPointer: anAddress }),
      }),
      startOfChild(result, recording, second, { how: 'exec', comm, exe, argv, after: deathOf(result, recording, first) }),
      end(result, recording),
    ]);
    expect(recording.records.filter(({ type, pid }: { type: string; pid?: number }) => type === 'end' && pid === second)).toMatchObject([
      { status: 0 },
    ]);
  });

  test('nobody’s: a server that makes itself a daemon, and that somebody starts again', async () => {
    const { result, recording } = await watch(() => run('daemons'));
    const [first, second, port] = [result.said('server', 0), result.said('server', 1), result.said('port')];
    const { exe, argv, comm } = executed('daemons');
    const after = recording.records.filter(({ type, pid }: { type: string; pid?: number }) => type !== 'end' && (pid === first || pid === second));
    expect(after).toMatchObject([
      { type: 'death', pid: first, status: 7 << 8, forkOnly: true, listening: [{ port, shared: false }] },
      { type: 'start', how: 'fork', pid: second, exe, argv, comm, after: { pid: first } },
      { type: 'listen', pid: second, port },
    ]);
  });

  test('whose worker listens again', async () => {
    const { result, recording } = await watch(() => run('supervisor', [pathOf('serve-once'), 'port']));
    const [first, second, port] = [result.said('worker', 0), result.said('worker', 1), result.said('port')];
    const { comm, exe, argv } = executed('serve-once', 'port');
    expect(about(recording, result)).toStrictEqual([
      childDeath(result, recording, first, {
        ...executed('serve-once', 'port'),
        ...itsOwnStack(result),
        status: 1 << 8,
        listening: [{ family: 'inet', address: '127.0.0.1', port, networkNamespace: result.networkNamespace, shared: false }],
      }),
      startOfChild(result, recording, second, { how: 'exec', comm, exe, argv, after: deathOf(result, recording, first) }),
      { type: 'listen', at: aCount, pid: second, startedAt: startAfter(result, recording), port, networkNamespace: result.networkNamespace },
      end(result, recording),
    ]);
  });
});
