import type { BpfRecord, Death } from 'bpf-linux';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { builtinRules } from '../../src/rules/builtin.ts';
import * as r from '../records.ts';
import { app, containerId, script, segv, shim, unit } from './cast.ts';
import { rows } from './meanings.ts';

const { SECOND, MS } = r;

/** Which rules decided what, with the counts: "error fault 1", "ignored exit 3". */
function decided(records: readonly BpfRecord[]): string[] {
  const { incidents, ignored } = analyse(r.recording(records));
  return [...incidents.map(({ level, rule, count }) => `${level} ${rule} ${count}`), ...ignored.map(({ rule, count }) => `ignored ${rule} ${count}`)];
}

test('every rule has a test, an id of its own and a sentence', () => {
  const ids = builtinRules.map(rule => rule.id);
  expect(Object.keys(rows)).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  for (const rule of builtinRules) expect(rule.sentence).toMatch(/^\S.*[^.\s]$/);
});

describe.each(Object.keys(rows))('%s', id => {
  test.each(rows[id]!.map(row => [...row] as const))('%s', (_, records, expected) => {
    expect(decided([...r.job(), ...records])).toContain(expected);
    expect(decided([...r.job(), ...records]).filter(line => !line.startsWith('ignored')).length).toBeLessThanOrEqual(1);
  });
});

test('a unit that is started again and fails again, for good', () => {
  const dead = r.exited(3, { ...unit, lifetimeNs: 5 * MS });
  const successor = { ...app(501), startedAt: dead.at + 3 * MS };
  const last = r.exited(3, { ...unit, ...successor, at: dead.at + 8 * MS, lifetimeNs: 5 * MS });
  const start = r.start(successor, dead, { at: dead.at + 3 * MS, cgroup: dead.cgroup });
  expect(decided([...r.job(), dead, start, last])).toEqual(['error exit-replaced 1', 'warning exit-supervised 1']);
});

describe('no false alarm', () => {
  const loop = (command: string, code: number, parent = script, changes: Partial<Death> = {}) => {
    const tries = [1, 2, 3].map(number =>
      r.exited(code, { ...r.process(500 + number, command), at: (10 + number) * SECOND, ancestors: [parent, ...r.jobRoot], ...changes }),
    );
    const starts = tries.map((dead, index) => r.start(r.process(501 + index + 1, command), dead, { at: dead.at + 1 * MS }));
    return decided([...r.job(), ...tries, ...starts]);
  };

  test('until curl …; do sleep 1; done', () => expect(loop('curl -f localhost:8080', 7)).toEqual(['ignored exit 3']));
  test('a retry in python', () => expect(loop('app --serve', 1, r.process(200, 'python3 retry.py'))).toEqual(['ignored exit 3']));
  test('a retry in a JavaScript action', () => expect(loop('bash -e step.sh', 1, r.process(200, 'node dist/index.js'))).toEqual(['ignored exit 3']));
  test('xargs', () => expect(loop('grep x', 1, r.process(200, 'xargs grep'))).toEqual(['ignored exit 3']));
  test('make', () => expect(loop('cc x.c', 1, r.process(200, 'make -k'))).toEqual(['ignored exit 3']));
  test('a test runner that serves its own pages, in a retry loop', () =>
    expect(loop('node node_modules/.bin/vitest run', 1, script, { listening: [r.listening(5173)] })).toEqual(['ignored exit 3']));
  test('health checks of a container', () =>
    expect(loop('curl -f localhost', 7, shim, { cgroup: `/docker/${containerId}` })).toEqual(['ignored exit 3']));
  test('a server with a forked child per connection', () =>
    expect(loop('postgres', 1, r.process(200, '/usr/lib/postgresql/15/bin/postgres -D /x'), { parentListens: true, forkOnly: true })).toEqual([
      'ignored exit 3',
    ]));
  test('a server with a started child per connection', () =>
    expect(loop('sshd -R', 255, r.process(200, '/usr/sbin/sshd -D'), { parentListens: true })).toEqual(['ignored exit 3']));
  test('a forked child per connection that inherited the socket', () => {
    const changes = { parentListens: true, forkOnly: true, listening: [r.listening(9000, true)] };
    expect(loop('inetd', 1, r.process(200, '/usr/sbin/my-inetd'), changes)).toEqual(['ignored exit 3']);
  });
  test('short-lived children of a program that nobody knows', () =>
    expect(loop('app x', 1, r.process(200, '/opt/keeper'), { lifetimeNs: 100 * MS })).toEqual(['ignored exit 3']));

  test('a backend that another backend of the same server ends', () => {
    const postmaster = r.process(200, '/usr/lib/postgresql/15/bin/postgres -D /x');
    const backend = {
      ...r.process(510, 'postgres: user db'),
      exe: postmaster.exe,
      forkOnly: true,
      parentListens: true,
      ancestors: [postmaster, r.init],
    };
    const other = r.sender(r.process(511, 'postgres: admin db'), [postmaster, r.init]);
    const dead = r.exited(1, { ...backend, sent: r.sent(15, other) });
    expect(decided([...r.job(), dead, r.start(r.process(512, 'postgres'), dead, { how: 'fork' })])).toEqual(['ignored stopped 1']);
  });

  test('a fork followed by an exec of another program is a helper, no replacement', () => {
    const parent = r.process(60, '/opt/keeper');
    const dead = r.exited(1, { ancestors: [parent, r.init], forkOnly: true, exe: '/opt/keeper' });
    const helper = r.process(501, '/usr/bin/logger it died');
    expect(decided([...r.job(), dead, r.start({ ...parent, ...helper, exe: parent.exe }, dead, { how: 'fork' }), r.start(helper, dead)])).toEqual([
      'ignored exit 1',
    ]);
  });
});

test('the first rule that matches decides, and a user rule comes before the built-in ones', () => {
  const mine = { id: 'mine', level: 'ignored', sentence: 'known', counted: ['known crash', 'known crashes'], matches: () => true } as const;
  const report = analyse(r.recording([...r.job(), segv]), { rules: [mine], problems: [] });
  expect(report.verdict).toBe('clean');
  expect(report.ignored).toMatchObject([{ rule: 'mine', count: 1 }]);
});
