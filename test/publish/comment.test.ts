import { afterEach, beforeEach, expect, test } from 'vitest';
import { type GitHub, type GitHubOptions, startGitHub } from './github.ts';
import { clean, crashed, crashes, fakeClock, publish, unknown } from './publication.ts';

let github: GitHub;
const restart = async (options: GitHubOptions = {}): Promise<void> => {
  await github?.close();
  github = await startGitHub(options);
};
beforeEach(() => restart());
afterEach(() => github.close());

const LIST = 'GET /repos/shop/api/issues/7/comments';
const CREATE = 'POST /repos/shop/api/issues/7/comments';
const marker = (run: string, state: string) => `<!-- crash-gate 0123456789abcdef run ${run} ${state} -->`;
const bodies = () => github.comments.map(comment => comment.body);
const bot = { login: 'github-actions[bot]', type: 'Bot' } as const;

test('a comment is created once, updated in place, and resolved when all is clean', async () => {
  expect(await publish(github)).toEqual([]);
  expect(bodies()).toEqual([expect.stringMatching(new RegExp(`^${marker('100.1', 'open')}\n### ❌ Crash Gate: 1 hidden crash`))]);
  await publish(github, { run: { id: 101 } });
  expect(bodies()).toEqual([expect.stringContaining(marker('101.1', 'open'))]);
  expect(await publish(github, { run: { id: 102, job: 'a `b` <c>' }, report: clean })).toEqual([]);
  expect(github.comments).toHaveLength(1);
  expect(bodies()[0]).toContain(marker('102.1', 'resolved'));
  expect(bodies()[0]).toContain('✅ Crash Gate: resolved in job `a  b   c `');
  await publish(github, { run: { id: 103 }, report: clean });
  await publish(github, { run: { id: 104 }, report: unknown });
  expect(bodies()[0]).toContain(marker('102.1', 'resolved'));
  await publish(github, { run: { id: 105 } });
  expect(bodies()[0]).toContain(marker('105.1', 'open'));
});

test('nothing to say, no comment: one question and that is all', async () => {
  expect(await publish(github, { report: clean })).toEqual([]);
  expect(await publish(github, { report: unknown })).toEqual([]);
  expect(github.requests).toEqual([LIST, LIST]);
});

test('a watch that failed does not resolve a comment', async () => {
  await publish(github);
  await publish(github, { run: { id: 101 }, report: unknown });
  expect(bodies()).toEqual([expect.stringContaining(`${marker('101.1', 'open')}\n### ⚠️ Crash Gate: `)]);
});

test('each job has its own comment', async () => {
  await publish(github);
  await publish(github, { run: { key: 'fedcba9876543210' } });
  expect(github.comments).toHaveLength(2);
});

test('an older run that ends late does not overwrite a newer one', async () => {
  await publish(github, { run: { id: 101, attempt: 2 } });
  await publish(github, { run: { id: 100 }, report: clean });
  await publish(github, { run: { id: 101, attempt: 1 } });
  expect(bodies()[0]).toContain(marker('101.2', 'open'));
});

test('the comment is found on a later page', async () => {
  for (let id = 1000; id < 1250; id++) github.comments.push({ id, issue: 7, user: { login: 'someone', type: 'User' }, body: `comment ${id}` });
  await publish(github);
  await publish(github, { run: { id: 101 } });
  expect(github.comments).toHaveLength(251);
  expect(github.requests.filter(line => line === LIST)).toHaveLength(6);
});

test('the marker in somebody else’s comment, or quoted, is not ours', async () => {
  github.comments.push({ id: 900, issue: 7, user: { login: 'mallory', type: 'User' }, body: marker('1.1', 'open') });
  github.comments.push({ id: 901, issue: 7, user: bot, body: `> ${marker('1.1', 'open')}` });
  await publish(github);
  expect(github.comments).toHaveLength(3);
  expect(bodies().slice(0, 2)).toEqual([marker('1.1', 'open'), `> ${marker('1.1', 'open')}`]);
});

test('a person’s token finds its own comment', async () => {
  await restart({ user: 'deployer' });
  await publish(github);
  await publish(github, { run: { id: 101 } });
  expect(github.comments).toHaveLength(1);
});

test('a comment whose answer got lost is not written twice', async () => {
  github.fail(/^POST/, 'drop-after');
  const clock = fakeClock();
  expect(await publish(github, { clock })).toEqual([]);
  expect(github.comments).toHaveLength(1);
  expect(clock.waits).toEqual([1000]);
  expect(github.requests).toEqual([LIST, CREATE, LIST, 'PATCH /repos/shop/api/issues/comments/1']);
});

test('a comment that was deleted in between is created again', async () => {
  const old = { id: 5, user: bot, body: marker('99.1', 'open') };
  github.fail(/^GET/, { status: 200, body: [old] }, { status: 200, body: [] });
  expect(await publish(github)).toEqual([]);
  expect(github.requests).toEqual([LIST, 'PATCH /repos/shop/api/issues/comments/5', LIST, CREATE]);
  expect(bodies()).toHaveLength(1);
});

test('secrets that the runner would mask in the log are hidden', async () => {
  const [incident] = crashed.incidents;
  const argv = ['psql', 'postgres://app:hunter2@db/shop', '--db-password', 'hunter2', '--token=hunter2', 'secret-token'];
  const process = { ...incident!.process, name: argv.join(' '), argv };
  await publish(github, { report: { ...crashed, incidents: [{ ...incident!, process }] } });
  expect(bodies()[0]).toContain('psql');
  expect(bodies()[0]).not.toMatch(/hunter2|secret-token/);
});

test('a comment on very many crashes is as long as GitHub takes it', async () => {
  expect(await publish(github, { report: crashes(3000) })).toEqual([]);
  expect(bodies()[0]?.length).toBeGreaterThan(20_000);
});
