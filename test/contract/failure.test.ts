/** failure.h and failure.ts: every exit status that the tracer gives has its own explanation. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { explainEnding, failure } from '../../bpf/failure.ts';
import { tooSlow } from '../../bpf/process.ts';
import type { Surroundings } from '../../bpf/surroundings.ts';

const header = readFileSync(new URL('../../bpf/failure.h', import.meta.url), 'utf8');
const statuses = [...header.matchAll(/^\s*(FAILURE_\w+) = (\d+),/gm)].map(([, name, status]) => ({ name, status: Number(status) }));
const kindOf = (status: number) => explainEnding({ status, signal: null, refused: null, output: [] }, '/tracer').kind;

test('there are statuses to compare', () => expect(statuses.length).toBeGreaterThan(5));

test.each(statuses)('$name ($status) is explained', ({ status }) => expect(kindOf(status)).not.toBe('died'));

test('each in its own way', () => expect(new Set(statuses.map(({ status }) => kindOf(status))).size).toBe(statuses.length));

test('any other status is an unexpected end', () => {
  const known = statuses.map(({ status }) => status);
  for (let status = 0; status < 256; status++) if (!known.includes(status)) expect(kindOf(status)).toBe('died');
});

const machine = { machineUsers: true } as Surroundings;
const sudoSays = (line: string) => explainEnding({ status: 1, signal: null, refused: null, output: [line] }, '/tracer', machine);
const sudoRefused = (code: string) =>
  explainEnding(
    { status: null, signal: null, refused: Object.assign(new Error(`spawn sudo ${code}`), { code, path: 'sudo' }), output: [] },
    '/tracer',
  );

test.each(['sudo: you do not exist in the passwd database', 'sudo: unknown uid 4242: who are you?'])('%s: no rule could help', line => {
  const { kind, message, remedy } = sudoSays(line);
  expect([kind, message]).toEqual(['no-privilege', expect.stringContaining('has no entry in /etc/passwd')]);
  expect(remedy).not.toContain('NOPASSWD');
});

test.each(['sudo: unable to fork: Resource temporarily unavailable', 'sudo: unable to allocate memory'])('%s: no rule could help', line => {
  const { message, remedy } = sudoSays(line);
  expect([message, remedy]).toEqual([expect.stringContaining('ran out of'), expect.stringContaining('TasksMax')]);
});

test.each([
  ['ENOENT', 'there is no sudo', ''],
  ['EAGAIN', 'sudo could not be started: this user may not have more processes', 'ulimit -u'],
  ['EACCES', 'sudo could not be started: it may not be run', 'noexec'],
  ['EIO', 'sudo could not be started: the system says EIO', ''],
])('sudo that can not be started (%s) is told as what it is', (code, message, remedy) => {
  expect(sudoRefused(code)).toMatchObject({
    ...{ kind: 'no-privilege', message: `this process is not root, and ${message}`, remedy: expect.stringMatching(remedy) },
    output: [`sudo could not be started (${code})`],
  });
});

test.each([
  ['sudo', '', 'sudo had not started it', 'sudo -n true'],
  ['docker', '', 'docker had not started it', 'docker run'],
  ['root', '', 'it had not begun', 'bigger machine'],
  ['sudo', 'loading\n', 'checking its programs', 'bigger machine'],
  ['docker', 'loading\nproving\n', 'for the proof', 'bigger machine'],
  ['sudo', null, 'perhaps sudo had not started it', 'sudo -n true'],
] as const)('what is too slow is told by how far it got: %s, %j', (way, said, message, remedy) => {
  const told = tooSlow(way, 60_000, said);
  expect(told).toMatchObject({ kind: 'too-slow', message: expect.stringContaining(message), remedy: expect.stringContaining(remedy) });
  expect(told.message).toContain('for 60 s');
  expect(told.remedy === failure('too-slow').remedy).toBe(remedy === 'bigger machine');
});

test('too few open files are told as such when nothing could be started with them', () => {
  const refused = Object.assign(new Error('spawn EMFILE'), { code: 'EMFILE' });
  expect(explainEnding({ status: null, signal: null, refused, output: [] }, '/tracer')).toMatchObject({
    message: expect.stringContaining('too few open files'),
    remedy: expect.stringContaining('ulimit -Hn'),
    output: ['/tracer could not be started (EMFILE)'],
  });
});
