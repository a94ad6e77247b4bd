import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { annotationsOf } from '../../src/report/annotations.ts';
import * as r from '../records.ts';
import { recorded, told } from './golden.ts';
import { acting, hostileReport } from './hostile.ts';

const place = { file: '.github/workflows/ci.yml', line: 12 };

test('a title that says it all', () => {
  const [annotation] = annotationsOf(recorded('nginx-worker-segv-thrice'), place);
  expect(annotation).toMatchObject({
    level: 'error',
    title: 'Hidden crash: nginx: worker process died of SIGSEGV 3 times and was replaced',
    ...place,
  });
});

test('no place is invented', () => {
  for (const annotation of annotationsOf(told('steps'), null)) expect(Object.keys(annotation)).toEqual(['level', 'title', 'message']);
});

test('nothing when there is nothing to say', () => {
  expect(annotationsOf(recorded('ordinary-shell'), place)).toEqual([]);
});

describe('at most ten', () => {
  const program = (index: number) => `/usr/bin/app-${String.fromCharCode(97 + (index % 26))}${String.fromCharCode(97 + Math.floor(index / 26))}`;
  const crashes = Array.from({ length: 200 }, (_, index) => r.segfaulted(r.process(1000 + index, program(index))));
  const warning = r.exited(3, {
    ...r.process(5000, '/opt/worker'),
    cgroup: '/system.slice/x.service',
    ancestors: [r.init],
    listening: [r.listening(91)],
    at: 2e9,
  });

  test('worst first; the last one speaks for the rest, and the one about the watch stays', () => {
    const all = annotationsOf(analyse(r.recording([...r.job(), warning, ...crashes], { trailer: { lost: { events: 3 } } })), place);
    expect(all).toHaveLength(10);
    expect(all.map(({ level }) => level)).toEqual([...Array(9).fill('error'), 'warning']);
    expect(all[8]!.title).toBe('193 more incidents in the report');
    expect(all[9]!.title).toBe('The watch was incomplete: there may be more');
    expect(annotationsOf(analyse(r.recording([...r.job(), ...crashes])), null, 1)).toHaveLength(1);
  });

  test('the same in many containers is one', () => {
    const inMany = ['a', 'b', 'c', 'd', 'e'].map((letter, index) =>
      r.segfaulted({ ...r.process(600 + index, '/usr/bin/api'), cgroup: `/docker/${letter.repeat(64)}`, nsPid: 1 }),
    );
    const report = analyse(r.recording([...r.job(), ...inMany]));
    const [only, ...others] = annotationsOf(report, place);
    expect(others).toEqual([]);
    expect(only!.title).toContain('/usr/bin/api'.slice(9));
    expect(only!.title).toContain('5 times');
  });
});

test('hostile names are inert, and short', () => {
  fc.assert(
    fc.property(hostileReport, report => {
      for (const { title, message } of annotationsOf(report, place)) {
        expect(title).not.toMatch(new RegExp(`${acting.source}|\n`, 'u'));
        expect(message).not.toMatch(acting);
        expect(Buffer.byteLength(message)).toBeLessThan(4096 * 3);
        expect(message.length).toBeLessThanOrEqual(4096);
      }
    }),
  );
});
