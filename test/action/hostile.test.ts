import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { prepareJobs } from './jobs.ts';

const job = prepareJobs();

describe('hostile names', () => {
  const names = [
    '::error::owned',
    '%0A::warning::x',
    '| a | b |',
    '`code`',
    '<script>alert(1)</script>',
    '@everyone',
    '](javascript:x)',
    '\u202egnp.exe',
  ];

  test('come out inert everywhere', async () => {
    const hostile = job();
    await hostile.uses('', { 'format-files': 'json markdown junit sarif html' });
    for (const name of names) {
      const file = name.replaceAll('/', '_');
      await hostile.run(
        `cp /bin/sh '${file}' && { './${file}' -c 'kill -SEGV $$' '${name}' "$(printf '\\n::error::second line\\n##[error]third')"; } 2>/dev/null || true`,
      );
    }
    await hostile.run("sh -c 'kill -SEGV $$' \"$(head -c 64000 /dev/zero | tr '\\0' x)\" 2>/dev/null || true");
    const { post } = await hostile.end();
    for (const { properties, data } of post.annotations) {
      expect(['owned', 'x', 'second line', 'third']).not.toContain(data);
      expect(properties.title).toMatch(/^(?:Hidden crash: |\d+ more incidents)/);
    }
    expect(post.output.split('\n').filter(line => /^\s*::(?!error |warning |notice |stop-commands::|[0-9a-f-]{36}::)/.test(line)).length).toBe(
      post.log.split('\n').filter(line => /^\s*::/.test(line)).length,
    );
    const html = await marked(post.summary!);
    expect(html).not.toMatch(/<script|href="javascript:|\u202e/);
    // Whoever is mentioned gets mail, except in code.
    expect(html.replaceAll(/<code[^>]*>.*?<\/code>/gs, '')).not.toContain('@everyone');
  });
});
