import { afterEach, beforeEach, expect, test } from 'vitest';
import { type GitHub, startGitHub } from './github.ts';
import { annotations, clean, crashed, type Options, publish as publishAll, unknown } from './publication.ts';

let github: GitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(() => github.close());
const publish = (options: Options = {}) => publishAll(github, { comment: false, checkRun: true, ...options });

test('all annotations arrive, fifty at a time', async () => {
  expect(await publish({ annotations: annotations(120) })).toEqual([]);
  expect(github.requests.map(line => line.replace(/ .*/, ''))).toEqual(['POST', 'PATCH', 'PATCH']);
  const [run] = github.checkRuns;
  expect(run).toMatchObject({
    name: 'Crash Gate / test (22, x64)',
    conclusion: 'failure',
    output: { title: crashed.reasons[0], summary: '### 1 crashes\n' },
  });
  expect(run?.annotations.map(annotation => annotation.title)).toEqual(annotations(120).map(annotation => annotation.title));
});

test('an annotation without a file stands at the line that uses the action, else where GitHub puts it', async () => {
  const given = [{ level: 'warning', title: 't', message: 'm', file: 'src/a.c', line: 3 } as const, ...annotations(1)];
  await publish({ annotations: given });
  await publish({ annotations: given, place: null });
  const where = github.checkRuns.map(run =>
    run.annotations.map(({ path, start_line, annotation_level }) => `${annotation_level} ${path}:${start_line}`),
  );
  expect(where).toEqual([
    ['warning src/a.c:3', 'failure .github/workflows/ci.yml:12'],
    ['warning src/a.c:3', 'failure .github:1'],
  ]);
});

test('annotations whose answers got lost arrive once', async () => {
  github.fail(/^POST/, 'drop-after');
  github.fail(/^PATCH/, 'drop-after', 'drop');
  expect(await publish({ annotations: annotations(170) })).toEqual([]);
  expect(github.checkRuns).toHaveLength(1);
  expect(github.checkRuns[0]?.annotations.map(annotation => annotation.title)).toEqual(annotations(170).map(annotation => annotation.title));
});

test('a clean run makes no check run, but takes back what was said of the same commit', async () => {
  await publish({ report: clean });
  expect(github.checkRuns).toHaveLength(0);
  await publish();
  await publish({ report: clean, run: { attempt: 2 }, annotations: [] });
  await publish({ report: clean, run: { attempt: 3 }, annotations: [] });
  expect(github.checkRuns.map(run => run.conclusion)).toEqual(['failure', 'success']);
});

test('conclusions', async () => {
  await publish({ failing: false });
  await publish({ report: unknown });
  await publish({ report: unknown, failing: true });
  expect(github.checkRuns.map(run => run.conclusion)).toEqual(['neutral', 'failure']);
});

test('secrets are hidden in annotations, too', async () => {
  await publish({ annotations: [{ level: 'error', title: 'API_TOKEN=abc', message: 'curl -H "Authorization: Bearer abc.def"' }] });
  expect(github.checkRuns[0]?.annotations[0]).toMatchObject({ title: 'API_TOKEN=***', message: 'curl -H "Authorization: Bearer ***"' });
});
