/** Side by side with bcc's `exitsnoop -x` over every program: no death that it sees is missed. */
import { readdirSync } from 'node:fs';
import { constants } from 'node:os';
import { afterAll, expect, test } from 'vitest';
import type { Death } from '../../bpf/record.ts';
import { Exitsnoop } from './exitsnoop.ts';
import { removeFolders } from './folder.ts';
import { MemoryGroup } from './memory-group.ts';
import { type Finished, finish, hasSpoken, PROGRAMS, pathOf, run, start } from './program.ts';
import { watch } from './watch.ts';

const ARGUMENTS: Record<string, string[]> = {
  'changes-directory': ['/'],
  'clean-lives': ['1', pathOf('unloadable')],
  'crash-once': ['has-crashed'],
  'exit-code': ['139'],
  'exit-when-told': ['7'],
  'kill-self': [String(constants.signals.SIGKILL)],
  'serve-once': ['port'],
  storm: ['200'],
  'storm-one-by-one': ['20'],
  supervisor: [pathOf('crash-once'), 'has-crashed'],
  'threads-fault': ['200'],
};

/** Programs that don't end, or don't die, by themselves. */
const DRIVEN: Record<string, () => Promise<Finished>> = {
  'wait-for-signal': () => shoot('wait-for-signal'),
  'term-handled': () => shoot('term-handled'),
  'send-signal': () => run('send-signal', ['kill']),
  // Deletes itself: the next run would not find it.
  'deletes-itself': () => run('exit-code', ['1']),
  // Run by clean-lives.
  unloadable: () => run('clean-lives', ARGUMENTS['clean-lives']),
  oom: () => inMemoryGroup('oom'),
  'oom-innocent': () => inMemoryGroup('oom-innocent'),
};

async function shoot(program: string): Promise<Finished> {
  const victim = await start(program);
  await hasSpoken(victim);
  await run('send-signal', ['kill', String(constants.signals.SIGTERM), String(victim.pid)]);
  return finish(victim);
}

async function inMemoryGroup(program: string): Promise<Finished> {
  using group = new MemoryGroup({ limitBytes: 32 << 20 });
  return await run(program, [], { atGate: pid => group.add(pid) });
}

afterAll(removeFolders);

test('misses no death that exitsnoop sees', async () => {
  const { result, recording } = await watch(async () => {
    const exitsnoop = await Exitsnoop.start(['-x']);
    // Beside them are those of the other architecture, once the kernels were tried.
    const programs = readdirSync(PROGRAMS, { withFileTypes: true }).filter(entry => entry.isFile());
    for (const { name: program } of programs) await (DRIVEN[program]?.() ?? run(program, ARGUMENTS[program]));
    return exitsnoop.stop();
  });
  const recorded = new Set(recording.records.filter((record): record is Death => record.type === 'death').map(({ pid }) => pid));
  expect(result.length, 'deaths that exitsnoop saw').toBeGreaterThan(250);
  expect(result.filter(pid => !recorded.has(pid))).toEqual([]);
  expect(recorded.size).toBeGreaterThanOrEqual(new Set(result).size);
});
