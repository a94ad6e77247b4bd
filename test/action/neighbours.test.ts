/** Two jobs at once on a self-hosted machine: neither fails for what crashed in the other. */
import { expect, test } from 'vitest';
import { levels, prepareJobs, reportOf } from './jobs.ts';

const job = prepareJobs();
const environment = { RUNNER_ENVIRONMENT: 'self-hosted' };
/** In a session of its own, and nobody's child: what a runner's own look at its processes would miss. */
const DETACHED = `mkfifo pid go
  setsid --fork sh -c 'echo $$ >pid; read -r word <go; kill -SEGV $$'
  pid=$(cat pid); echo now >go
  while kill -0 $pid 2>/dev/null; do sleep 0.02; done`;

test('the job in which it crashed is red, and its neighbour green', async () => {
  const [red, green] = [job({ environment }), job({ environment })];
  const mains = [await red.uses(), await green.uses()];
  for (const { output } of mains) expect(output).toContain('and those of this job count');
  await green.run('true');
  expect((await red.run(DETACHED)).status).toBe(0);
  const [ours, theirs] = [await red.end(), await green.end()];
  expect({ conclusion: ours.conclusion, annotations: levels(ours.post) }, ours.post.output).toEqual({
    conclusion: 'failure',
    annotations: ['error'],
  });
  expect({ conclusion: theirs.conclusion, annotations: levels(theirs.post) }, theirs.post.output).toEqual({ conclusion: 'success', annotations: [] });
  expect(theirs.post.output).toContain("only the job's processes count, 1 crash outside the job");
  expect(reportOf(ours.post)).toMatchObject({ watch: { scope: 'job' }, incidents: [{ rule: 'fault', process: { name: 'sh', inJob: true } }] });
});

test('unless the whole machine was asked for', async () => {
  const [red, other] = [job({ environment }), job({ environment })];
  await red.uses('', { scope: 'machine' });
  await other.run(DETACHED);
  const { conclusion, post } = await red.end();
  expect({ conclusion, annotations: levels(post) }, post.output).toEqual({ conclusion: 'failure', annotations: ['error'] });
});
