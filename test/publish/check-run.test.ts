import { afterEach, beforeEach, expect, test } from 'vitest';
import { annotationsOf } from '../../src/report/annotations.ts';
import { type GitHub, startGitHub } from './github.ts';
import { clean, crashed, crashes, type Options, publish as publishAll, unknown } from './publication.ts';

let github: GitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(() => github.close());
const titles = () => github.checkRuns[0]?.annotations.map(annotation => annotation.title);
const expected = (count: number) => annotationsOf(crashes(count), null, count).map(annotation => annotation.title);
const publish = (options: Options = {}) => publishAll(github, { comment: false, checkRun: true, ...options });

test('all annotations arrive, fifty at a time', async () => {
  expect(await publish({ report: crashes(120) })).toEqual([]);
  expect(github.requests.map(line => line.replace(/ .*/, ''))).toEqual(['POST', 'PATCH', 'PATCH']);
  const [run] = github.checkRuns;
  expect(run).toMatchObject({
    name: 'Crash Gate / test (22, x64)',
    conclusion: 'failure',
    output: { title: crashed.reasons[0], summary: expect.stringMatching(/^### ❌ Crash Gate: /) },
  });
  expect(titles()).toEqual(expected(120));
});

test('annotations stand at the line that uses the action, else where GitHub puts what has no place', async () => {
  await publish();
  await publish({ place: null });
  const where = github.checkRuns.flatMap(run =>
    run.annotations.map(({ path, start_line, annotation_level: level }) => `${level} ${path}:${start_line}`),
  );
  expect(where).toEqual(['failure .github/workflows/ci.yml:12', 'failure .github:1']);
});

test('annotations whose answers got lost arrive once', async () => {
  github.fail(/^POST/, 'drop-after');
  github.fail(/^PATCH/, 'drop-after', 'drop');
  expect(await publish({ report: crashes(170) })).toEqual([]);
  expect(github.checkRuns).toHaveLength(1);
  expect(titles()).toEqual(expected(170));
});

test('a clean run makes no check run, but takes back what was said of the same commit', async () => {
  await publish({ report: clean });
  expect(github.checkRuns).toHaveLength(0);
  await publish();
  await publish({ report: clean, run: { attempt: 2 } });
  await publish({ report: clean, run: { attempt: 3 } });
  expect(github.checkRuns.map(run => run.conclusion)).toEqual(['failure', 'success']);
});

test('conclusions', async () => {
  await publish({ failing: false });
  await publish({ report: unknown });
  await publish({ report: unknown, failing: true });
  expect(github.checkRuns.map(run => run.conclusion)).toEqual(['neutral', 'failure']);
});

test('secrets are hidden in annotations, too', async () => {
  const report = crashes(1);
  const incidents = report.incidents.map(incident => ({ ...incident, explanation: 'API_TOKEN=abc died' }));
  await publish({ report: { ...report, incidents } });
  expect(github.checkRuns[0]?.annotations[0]?.message).toContain('API_TOKEN=*** died');
});
