import { afterEach, beforeEach, expect, test } from 'vitest';
import { type GitHub, type GitHubOptions, startGitHub } from './github.ts';
import { clean, fakeClock, publish } from './publication.ts';

let github: GitHub;
const restart = async (options: GitHubOptions): Promise<void> => {
  await github.close();
  github = await startGitHub(options);
};
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(() => github.close());

const both = { comment: true, checkRun: true } as const;
const messages = async (options: Parameters<typeof publish>[1]) => (await publish(github, options)).map(notice => notice.message);

test('without permission there is exactly one notice, and it says which lines to add', async () => {
  await restart({ comments: 'read', checks: 'none' });
  expect(await publish(github, both)).toEqual([
    {
      level: 'notice',
      title: 'crash-gate: no comment and no check run',
      message: [
        'The token may not write that (GitHub answered 403: Resource not accessible by integration). The annotations and the job summary have everything, and the verdict stands. To allow it, add to the job:',
        'permissions:',
        '  contents: read',
        '  pull-requests: write',
        '  checks: write',
      ].join('\n'),
    },
  ]);
  // A missing permission is asked about once.
  expect(github.requests.filter(line => line.startsWith('POST'))).toHaveLength(2);
});

test('only what is missing is named', async () => {
  await restart({ checks: 'read' });
  const [message, ...others] = await messages(both);
  expect(others).toEqual([]);
  expect(message).toContain('  checks: write');
  expect(message).not.toContain('pull-requests');
  expect(github.comments).toHaveLength(1);
});

test('404 is how a token that may not see something is refused', async () => {
  github.fail(/^GET/, { status: 404, body: { message: 'Not Found' } });
  expect((await messages({}))[0]).toContain('GitHub answered 404: Not Found');
});

test('a pull request from a fork needs no change', async () => {
  await restart({ comments: 'read', checks: 'read' });
  const [message, ...others] = await messages({ ...both, run: { fork: true } });
  expect(others).toEqual([]);
  expect(message).toMatch(/^This pull request comes from a fork, so its token can only read .* Nothing has to be changed\.$/);
  expect(message).not.toContain('permissions:');
});

test('a clean job without any permission hears nothing', async () => {
  await restart({ comments: 'none', checks: 'none' });
  expect(await publish(github, { ...both, report: clean })).toEqual([]);
});

test('a token that is not accepted', async () => {
  expect((await messages({ token: 'another' }))[0]).toMatch(/^The token is not accepted \(GitHub answered 401: Bad credentials\)/);
});

test('a locked conversation is no matter of permissions', async () => {
  github.fail(/^POST/, { status: 403, body: { message: 'Unable to create comment because issue is locked.' } });
  const [message] = await messages({});
  expect(message).toMatch(/^The comment could not be published: GitHub answered 403: Unable to create comment because issue is locked/);
});

test('nothing is asked without a token, without a wish, or without a pull request', async () => {
  await publish(github, { ...both, token: '' });
  await publish(github, { comment: false, checkRun: false });
  await publish(github, { run: { pullRequest: null } });
  expect(github.requests).toEqual([]);
});

test('an outage is waited for, a little longer each time', async () => {
  github.fail(/^GET/, { status: 502 }, 'drop', { status: 503, headers: { 'retry-after': '7' } });
  const clock = fakeClock();
  expect(await publish(github, { clock })).toEqual([]);
  expect(clock.waits).toEqual([1000, 2000, 7000]);
  expect(github.comments).toHaveLength(1);
});

test('an outage that lasts is told, and is no failure', async () => {
  github.fail(/./, ...Array.from({ length: 20 }, () => ({ status: 500, body: { message: 'Server Error' } })));
  const notices = await publish(github, { ...both });
  expect(notices.map(notice => notice.message)).toEqual([
    'The comment could not be published: GitHub answered 500: Server Error. The annotations and the job summary have everything, and the verdict stands.',
    'The check run could not be published: GitHub answered 500: Server Error. The annotations and the job summary have everything, and the verdict stands.',
  ]);
});

test('rate limits are told from missing permissions, and waited for as GitHub says', async () => {
  const clock = fakeClock();
  github.fail(/^GET/, { status: 403, headers: { 'retry-after': '60' }, body: { message: 'You have exceeded a secondary rate limit.' } });
  github.fail(/^POST/, { status: 429, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(clock.now() / 1000 + 65) } });
  expect(await publish(github, { clock })).toEqual([]);
  expect(clock.waits).toEqual([60_000, 5000]);
  expect(github.comments).toHaveLength(1);
});

test('a date in Retry-After', async () => {
  const clock = fakeClock();
  github.fail(/^GET/, { status: 503, headers: { 'retry-after': new Date(clock.now() + 3000).toUTCString() } });
  await publish(github, { clock });
  expect(clock.waits).toEqual([3000]);
});

test('who is asked to wait longer than there is time for gives up at once', async () => {
  const clock = fakeClock();
  github.fail(/^GET/, { status: 429, headers: { 'retry-after': '3600' }, body: { message: 'Too many' } });
  expect((await messages({ clock }))[0]).toContain('GitHub answered 429: Too many (asked to wait 3600 s)');
  expect(clock.waits).toEqual([]);
});

test('other refusals are final', async () => {
  github.fail(/^POST/, { status: 422, body: { message: 'No commit found for SHA: 0' } });
  const [message] = await messages({ comment: false, checkRun: true });
  expect(message).toContain('The check run could not be published: GitHub answered 422: No commit found for SHA: 0');
  expect(github.requests).toHaveLength(1);
});

test('a GitHub that does not answer is left', async () => {
  github.fail(/./, 'hang', 'hang', 'hang', 'hang');
  const [message] = await messages({ limits: { totalMs: 60_000, requestMs: 20 } });
  expect(message).toContain('no answer from GitHub');
  expect(github.requests).toHaveLength(4);
});

test('a GitHub that is not there', async () => {
  await github.close();
  expect((await messages({}))[0]).toContain('no answer from GitHub');
});

test('GitHub Enterprise Server has its API below a path', async () => {
  expect(await publish(github, { ...both, run: { apiUrl: `${github.url}/api/v3` } })).toEqual([]);
  expect([github.comments.length, github.checkRuns.length]).toEqual([1, 1]);
});

test('what GitHub says is harmless', async () => {
  github.fail(/^GET/, { status: 422, body: { message: 'a\u001b[31m\n::error::b' } });
  expect((await messages({}))[0]).toContain('GitHub answered 422: a\\x1b[31m\\x0a::error::b');
});
