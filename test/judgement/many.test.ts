/** Fifteen thousand deaths, so that everything happened more than MAX_STORIES times: nothing is lost, nothing is taken for something else, and what is kept of each incident is bounded. */
import { parseRecording } from 'bpf-linux';
import { expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { MAX_STORIES } from '../../src/incident/incident.ts';
import { formats } from '../../src/report/formats.ts';
import { manyDeaths } from './many.ts';

const { lines, rounds } = manyDeaths(15_000);
const report = analyse(parseRecording(lines));

test('every death is told', () => {
  const told = [...report.incidents.map(({ count, followerCount }) => count + followerCount), ...report.ignored.map(({ count }) => count)];
  expect(report.watch).toMatchObject({ complete: true, problems: [] });
  expect(report.watch.deaths).toBeGreaterThanOrEqual(10_000);
  expect(told.reduce((sum, count) => sum + count, 0)).toBe(report.watch.deaths);
});

test('an incident that happens again is the same incident, with a bounded number of examples', () => {
  const once = analyse(parseRecording(manyDeaths(1).lines));
  const summary = ({ incidents }: typeof report) => incidents.map(({ id, rule, followerCount, count }) => ({ id, rule, followerCount, count }));
  const times = summary(once).map(one => ({ ...one, count: one.count * rounds, followerCount: one.followerCount * rounds }));
  expect(summary(report)).toEqual(times);
  for (const { crashes, followers } of report.incidents) {
    expect(crashes.length).toBeLessThanOrEqual(MAX_STORIES);
    expect(followers.length).toBeLessThanOrEqual(MAX_STORIES);
  }
});

test('a report does not grow with the deaths', () => {
  const lengths = (of: typeof report) => Object.values(formats).map(render => render(of).length);
  const some = lengths(analyse(parseRecording(manyDeaths(30_000).lines)));
  for (const [format, length] of lengths(report).entries()) expect(length).toBeGreaterThan(some[format]! / 1.1);
});
