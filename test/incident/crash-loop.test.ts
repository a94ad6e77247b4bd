import { expect, test } from 'vitest';
import * as r from '../records.ts';
import { below, only } from './told.ts';

const { SECOND, MS } = r;
const keeper = r.process(60, '/opt/keeper');
const app = (pid: number) => r.process(pid, '/usr/bin/app --serve');

/** Each was started in the place of the one before, half a second after its death. */
function deaths(count: number, lifetime: number, from = 500) {
  return Array.from({ length: count }, (_, index) => {
    const dead = r.segfaulted({ ...app(from + index), at: 10 * SECOND + index * lifetime, lifetimeNs: lifetime, ancestors: below(keeper) });
    return [dead, r.start(app(from + index + 1), dead, { at: dead.at + 500 * MS })];
  }).flat();
}

test('three deaths in a row, each soon after its start', () => {
  expect(only(deaths(3, SECOND))).toMatchObject({ count: 3, replacedCount: 3, crashLoop: { times: 3, overMs: 2000 } });
  expect(only(deaths(3, SECOND)).outcome).toContain('; a crash loop: it died 3 times in a row within 2 s; ');
  expect(only(deaths(40, SECOND))).toMatchObject({ count: 40, replacedCount: 40, crashLoop: { times: 40, overMs: 39_000 } });
});

test('not two, nor three that had worked for long, nor three of different places', () => {
  expect(only(deaths(2, SECOND)).crashLoop).toBeNull();
  expect(only(deaths(3, 61 * SECOND)).crashLoop).toBeNull();
  expect(only([1, 2, 3].flatMap(place => deaths(1, SECOND, place * 1000))).crashLoop).toBeNull();
});
