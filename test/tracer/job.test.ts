/** Whose a process is: what comes from the job's root is the job's, however it left it, and nothing else is. */
import { once } from 'node:events';
import { afterAll, describe, expect, test } from 'vitest';
import type { Death } from '../../bpf/record.ts';
import { removeFolders } from './folder.ts';
import { type Run, start } from './program.ts';
import { type Recording, Watch } from './watch.ts';

afterAll(removeFolders);

/** Resolves with the numbers that a program says with a name, when there are so many. */
async function hear(run: Run, name: string, count = 1): Promise<readonly number[]> {
  let heard = '';
  for (;;) {
    heard += String(await once(run.child.stdout!, 'data'));
    const numbers = [...heard.matchAll(new RegExp(`^${name} (\\d+)$`, 'gm'))].map(match => Number(match[1]));
    if (numbers.length >= count) return numbers;
  }
}

/** Ends a program by the end of its input, and waits until it is gone: its children have another parent then. */
async function leave(run: Run): Promise<void> {
  const gone = once(run.child, 'exit');
  run.child.stdin!.end();
  await gone;
}

async function kill(watch: Watch, pids: readonly number[]): Promise<void> {
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  await watch.until(records => pids.every(pid => records.some(record => record.type === 'death' && record.pid === pid)));
}

const deathOf = ({ records }: Recording, pid: number): Death => {
  const found = records.find((record): record is Death => record.type === 'death' && record.pid === pid);
  if (found === undefined) throw new Error(`no death of ${pid}`);
  return found;
};

interface Families {
  readonly job: readonly boolean[];
  readonly others: readonly boolean[];
}

/** The same family twice, one of them the job's. Both roots leave before their members are killed. */
async function families(when: 'before' | 'during', how: string, count = 1): Promise<Families> {
  const roots = [await start('family', [when, how])];
  const first = await hear(roots[0]!, when === 'during' ? 'ready' : 'member', when === 'during' ? 1 : count);
  roots.push(await start('family', [when, how]));
  const second = await hear(roots[1]!, when === 'during' ? 'ready' : 'member', when === 'during' ? 1 : count);
  const watch = await Watch.start(['--job', String(roots[0]!.pid)]);
  const members = [first, second];
  for (const [index, root] of roots.entries()) {
    if (when === 'before') continue;
    const heard = hear(root, 'member', count);
    root.child.stdin!.write('\n');
    members[index] = await heard;
  }
  for (const root of roots) await leave(root);
  await kill(watch, members.flat());
  const recording = await watch.stop();
  expect(recording.header.job?.pid).toBe(roots[0]!.pid);
  expect(recording.trailer.errors).toEqual({});
  const [job, others] = members.map(pids => pids.map(pid => deathOf(recording, pid).inJob as boolean));
  return { job: job!, others: others! };
}

describe('a process that left its root', () => {
  test.each(['child', 'session', 'detached', 'sibling', 'thread', 'grandchild', 'chain'])('during the watch: %s', async how => {
    expect(await families('during', how)).toEqual({ job: [true], others: [false] });
  });

  test.each(['child', 'session', 'thread', 'grandchild'])('that ran before the watch, and left during it: %s', async how => {
    expect(await families('before', how)).toEqual({ job: [true], others: [false] });
  });

  test('a hundred at once', async () => {
    const { job, others } = await families('before', 'hundred', 100);
    expect([job.length, new Set(job), others.length, new Set(others)]).toEqual([100, new Set([true]), 100, new Set([false])]);
  });

  test.each(['detached', 'sibling'])('before the watch: nobody can know (%s)', async how => {
    expect(await families('before', how)).toEqual({ job: [false], others: [false] });
  });
});

test('a process too deep below the root as the watch began is nobody’s for sure', async () => {
  const root = await start('family', ['before', 'chain']);
  const [member] = await hear(root, 'member');
  const watch = await Watch.start(['--job', String(root.pid)]);
  await kill(watch, [member!]);
  process.kill(root.pid, 'SIGKILL');
  expect(deathOf(await watch.stop(), member!).inJob).toBe(null);
});

test('a sender that has left the job is the job’s', async () => {
  const victim = await start('wait-for-signal');
  await hear(victim, 'waiting');
  const root = await start('family', ['during', 'detached', String(victim.pid)]);
  await hear(root, 'ready');
  const watch = await Watch.start(['--job', String(root.pid)]);
  const gone = once(victim.child, 'exit');
  root.child.stdin!.write('\n');
  await gone;
  await leave(root);
  const death = deathOf(await watch.stop(), victim.pid);
  expect([death.inJob, death.sent?.sender.inJob]).toEqual([false, true]);
});

test('the root itself is the job’s, and without a root nobody is', async () => {
  const root = await start('wait-for-signal');
  await hear(root, 'waiting');
  const [named, nameless] = [await Watch.start(['--job', String(root.pid)]), await Watch.start()];
  await kill(named, [root.pid]);
  const [one, other] = [await named.stop(), await nameless.stop()];
  expect([deathOf(one, root.pid).inJob, deathOf(one, root.pid).sent?.sender.inJob]).toEqual([true, false]);
  expect([deathOf(other, root.pid).inJob, other.header.job]).toEqual([null, null]);
});
