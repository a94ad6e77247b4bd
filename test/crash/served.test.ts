import { expect, test } from 'vitest';
import { explainDeath } from '../../src/crash/explain.ts';
import * as r from '../records.ts';

const SECOND = 1e9;
/** Of a process that dies at 10 s. */
const closed = (openedAt: number | null, closedAt: number) => ({ ...r.listening(8080), openedAt, closedAt });
const listening = (death: ReturnType<typeof r.exited>) => explainDeath(death, 'x86_64').death.listening;
const exited = (...sockets: readonly ReturnType<typeof closed>[]) => r.exited(1, { listening: sockets });

test('a socket that it closed on its way out of a long service is one that it served until its end', () => {
  expect(listening(exited(closed(4 * SECOND, 9.9 * SECOND)))).toHaveLength(1);
  expect(listening(exited(closed(null, 9.9 * SECOND))), 'open since before the watch').toHaveLength(1);
});

test('one that was closed long before is not, nor what served for a moment only', () => {
  expect(listening(exited(closed(1 * SECOND, 7 * SECOND)))).toEqual([]);
  expect(listening(exited(closed(9.2 * SECOND, 9.9 * SECOND)))).toEqual([]);
});

test('one that was asked to end closed it because of that', () => {
  const sent = r.sent(15, r.sender(r.process(9, 'supervisor')), { at: 9.5 * SECOND });
  expect(listening({ ...exited(closed(4 * SECOND, 9.9 * SECOND)), sent })).toEqual([]);
});
