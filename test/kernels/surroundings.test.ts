/** What only a whole machine can be: locked down, with other settings, with old rules. The tracer's answer, and what is made of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explainEnding } from '../../bpf/failure.ts';
import type { Header } from '../../bpf/record.ts';
import { type Files, readSurroundings } from '../../bpf/surroundings.ts';
import { makeFolder, removeFolders } from '../tracer/folder.ts';
import { type Answer, ask } from './guest.ts';
import { kernels } from './kernels.ts';

afterAll(removeFolders);

const check = 'tracer check';
/** The files that say what a process is in, each after a line with its name. */
const FILES = ['/proc/self/status', '/proc/self/limits', '/sys/kernel/security/lockdown', '/proc/sys/kernel/unprivileged_bpf_disabled'];
const show = `mount -t securityfs none /sys/kernel/security; for file in ${FILES.join(' ')}; do echo "=== $file"; cat $file; done`;

function seen(said: string): Files {
  const texts = new Map(said.split(/^=== /m).map(part => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)]));
  return { read: path => texts.get(path) || null, link: () => null, exists: () => false };
}

const explained = ({ status, errors }: Answer, files: Files) =>
  explainEnding({ status, signal: null, refused: null, output: errors.trim().split('\n') }, '/bin/tracer', readSurroundings(files));

const x64 = kernels.filter(({ machine }) => machine === 'x86_64');

test.each([x64[1]!, x64.at(-1)!])('$name: locked down (confidentiality)', async kernel => {
  const [shown, checked] = await ask(kernel, [show, check], makeFolder('guest'), { words: ['lockdown=confidentiality'] });
  expect(checked!.status, checked!.errors).not.toBe(0);
  expect(explained(checked!, seen(shown!.said))).toMatchObject({ message: expect.stringContaining('locked down (confidentiality)') });
});

// Programs at raw tracepoints may be preempted there, and classic ones be out of reach: then the raw ones watch all the same.
describe('the newest, x64: classic tracepoints', () => {
  const held = [
    'tracepoint/task/task_newtask',
    'tracepoint/sched/sched_process_exec',
    'tracepoint/sched/sched_process_exit',
    'tracepoint/sock/inet_sock_set_state',
  ];
  const raw = ['tp_btf/sched_process_fork', 'tp_btf/sched_process_exec', 'tp_btf/sched_process_exit', 'raw_tp/inet_sock_set_state'];
  const cases = [
    ['as they are', check, held, raw, 'could be interrupted'],
    ['perf_event_open() is not permitted', `filtered no-events ${check}`, raw, held, "can't be attached: Permission denied"],
  ] as const;
  let answers: readonly Answer[] = [];
  beforeAll(async () => {
    const commands = cases.map(([, command]) => command);
    answers = await ask(x64.at(-1)!, commands, makeFolder('guest'), {});
  });

  test.each(cases)('%s', (name, _, attached, left, why) => {
    const answer = answers[cases.findIndex(one => one[0] === name)]!;
    expect(answer.status, `${answer.said}${answer.errors}`).toBe(0);
    const { hooks } = JSON.parse(answer.said) as Header;
    for (const hook of attached) expect(hooks).toContainEqual({ name: hook, attached: true });
    for (const hook of left) expect(hooks).toContainEqual({ name: hook, attached: false, needed: false, why: expect.stringContaining(why) });
  });
});

describe('5.10: other settings', () => {
  const asNobody = (command: string) => `mkdir -p /etc && echo nobody:x:65534:65534::/:/bin/sh >/etc/passwd && su -s /bin/sh nobody -c '${command}'`;
  const set = (value: number) => `echo ${value} >/proc/sys/kernel/unprivileged_bpf_disabled && cat /proc/sys/kernel/unprivileged_bpf_disabled`;
  const commands = {
    'bpf() for all: 0': `${set(0)} && ${check}`,
    'as a user, bpf() for all: 0': `${asNobody(check)}`,
    'locked memory: 8 KiB': `ulimit -l 8 && ${check}`,
    'as a user, bpf() for all: 2': `${set(2)} && ${asNobody(check)}`,
    'no /sys/kernel/tracing, no bpffs': `umount /sys/kernel/debug/tracing /sys/kernel/tracing /sys/fs/bpf; ls /sys/kernel/tracing | wc -l && ${check}`,
  };
  let answers: readonly Answer[] = [];
  beforeAll(async () => {
    answers = await ask(x64[0]!, Object.values(commands), makeFolder('guest'), {});
  });

  test.each(Object.keys(commands))('%s', name => {
    const answer = answers[Object.keys(commands).indexOf(name)]!;
    const expected = name.startsWith('as a user') ? 10 : 0;
    expect(answer.status, `${answer.said}${answer.errors}`).toBe(expected);
  });
});
