/** Answers that aren't GitHub's, and tokens that are none: told, never taken for success, and never asked about for long. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Fault, type GitHub, startGitHub } from './github.ts';
import { clean, crashes, fakeClock, publish } from './publication.ts';

let github: GitHub;
beforeEach(async () => {
  github = await startGitHub();
});
afterEach(() => github.close());

const both = { comment: true, checkRun: true } as const;
const messages = async (options: Parameters<typeof publish>[1]) => (await publish(github, options)).map(notice => notice.message);
const page: Fault = { raw: '<html>Please log in</html>', headers: { 'content-type': 'text/html; charset=utf-8' } };

describe.each<[string, Fault, string]>([
  ['a login page', page, 'status 200, text/html'],
  ['null', { raw: 'null' }, 'status 200, application/json'],
  ['an empty object', { raw: '{}' }, 'status 200, application/json'],
  ['an object with another id', { raw: '{"id":"1"}' }, 'status 200, application/json'],
  ['no content', { raw: '', status: 204 }, 'status 204, application/json'],
  ['no content and no type', { raw: '', headers: { 'content-type': '' } }, 'status 200'],
  ['a page that refuses', { ...page, status: 403 }, 'status 403, text/html'],
])('%s', (_name, fault, what) => {
  test('is told for both, and not asked for again', async () => {
    github.fail(/./, ...Array.from({ length: 20 }, () => fault));
    const clock = fakeClock();
    const told = await messages({ ...both, clock });
    expect(told).toEqual(
      ['comment', 'check run'].map(one =>
        expect.stringContaining(`The ${one} could not be published: GitHub's answer can't be read (${what}). A proxy`),
      ),
    );
    expect(told[0]).toContain(github.url);
    expect([github.requests.length, clock.waits]).toEqual([2, []]);
  });

  test.each([
    [/^POST .*comments/, 'comment'],
    [/^POST .*check-runs/, 'check run'],
    [/^PATCH .*check-runs/, 'check run'],
  ] as const)('is told where something is to be written: %s', async (route, one) => {
    github.fail(route, fault);
    expect(await messages({ ...both, report: crashes(60) })).toEqual([
      expect.stringContaining(`The ${one} could not be published: GitHub's answer can't be read`),
    ]);
  });

  test('hears nothing when there is nothing to say', async () => {
    github.fail(/./, ...Array.from({ length: 20 }, () => fault));
    expect(await publish(github, { ...both, report: clean })).toEqual([]);
  });
});

test('an answer that breaks off is asked for again, and what it was the answer to is not done twice', async () => {
  github.fail(/^POST/, { raw: '{"id":', done: true }, { raw: '{"id":', done: true });
  github.fail(/^GET .*comments/, { raw: '[{"id"' });
  expect(await messages(both)).toEqual([]);
  expect([github.comments.length, github.checkRuns.length]).toEqual([1, 1]);
});

test('answers that always break off are told', async () => {
  github.fail(/./, ...Array.from({ length: 40 }, () => ({ raw: '{"id":' })));
  const [comment, check] = await messages(both);
  expect(comment).toContain("GitHub's answer can't be read (status 200, and it breaks off)");
  expect(check).toContain("GitHub's answer can't be read (status 200, and it breaks off)");
});

describe('redirects', () => {
  const to = (location: string, status = 307): Fault => ({ status, headers: { location } });

  test('to where a repository is now are followed, with the same method', async () => {
    github.fail(/^GET \/repos\/shop\/api\/issues/, to('/repos/shop/new/issues/7/comments?per_page=100&page=1', 301));
    github.fail(/^POST \/repos\/shop\/api\/issues/, to(`${github.url}/repos/shop/new/issues/7/comments`));
    expect(await publish(github)).toEqual([]);
    expect(github.requests.map(line => line.split('/')[3])).toEqual(['api', 'new', 'api', 'new']);
    expect(github.comments).toHaveLength(1);
  });

  test('in circles are left after a few', async () => {
    github.fail(/./, ...Array.from({ length: 100 }, () => to('/repos/shop/api/x', 302)));
    const clock = fakeClock();
    expect(await messages({ ...both, clock })).toEqual([
      expect.stringContaining('GitHub answered 302: it redirects to /repos/shop/api/x'),
      expect.anything(),
    ]);
    expect(github.requests.length).toBeLessThanOrEqual(8);
    expect(clock.waits).toEqual([]);
  });

  test('to another host are not followed: the token is for GitHub', async () => {
    const other = await startGitHub();
    github.fail(/./, to(`${other.url}/repos/shop/api/issues/7/comments`));
    expect(await messages({})).toEqual([expect.stringContaining('to another host')]);
    expect(other.requests).toEqual([]);
    await other.close();
  });
});

describe('a token that is none', () => {
  test.each(['ghs_first-hush\nghs_second-hush', 'two words-hush', 'tökén-hush', 'nul\0-hush'])('%j is told at once, and never shown', async token => {
    for (const report of [crashes(1), clean]) {
      const clock = fakeClock();
      const notices = await publish(github, { ...both, report, token, clock });
      expect(notices).toMatchObject([{ title: expect.stringContaining('no comment'), message: expect.stringContaining('is no token') }]);
      expect(JSON.stringify(notices)).not.toContain('hush');
      expect([github.requests, clock.waits]).toEqual([[], []]);
    }
  });

  test('is never told, whatever goes wrong with it', async () => {
    github.fail(/^GET/, { status: 422, body: { message: 'bad header: token ghx-1234567890' } });
    expect(await messages({ token: 'ghx-1234567890' })).toEqual([expect.stringContaining('bad header: token ***')]);
  });
});
