import { expect, test } from 'vitest';
import { redact } from '../../src/publish/redact.ts';

test.each([
  ['server --db-password=hunter2 --port 80', 'server --db-password=*** --port 80'],
  ['server --api-key hunter2 -v', 'server --api-key *** -v'],
  ['AWS_SECRET_ACCESS_KEY=abc/def+1 node a.js', 'AWS_SECRET_ACCESS_KEY=*** node a.js'],
  ['`PGPASSWORD=x`', '`PGPASSWORD=***`'],
  ['https://user:pass@host/path', 'https://user:***@host/path'],
  ['redis://:pass@host', 'redis://:***@host'],
  ['mysql -uroot -phunter2 shop', 'mysql -uroot -p*** shop'],
  ['curl -H Authorization: Bearer abc', 'curl -H Authorization: Bearer ***'],
  [`git clone https://x:ghs_${'a'.repeat(36)}@github.com/a/b`, 'git clone https://x:***@github.com/a/b'],
  [`echo ghp_${'A1'.repeat(18)}`, 'echo ***'],
  [`github_pat_${'a'.repeat(60)}`, '***'],
  ['AKIAIOSFODNN7EXAMPLE', '***'],
  ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', '***'],
  ['-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----', '***'],
  ['the token of this run is own-secret.', 'the token of this run is ***.'],
])('%j', (text, expected) => {
  expect(redact(text, ['own-secret'])).toBe(expected);
});

test.each([
  'nginx: worker process died of SIGSEGV: read of address 0x8',
  'replaced by nginx: master process (pid 811) after 3.1 ms',
  'node --max-old-space-size=256 server.js --token-ring',
  'https://github.com/shop/api/actions/runs/1',
  'mkdir -p /tmp/x',
])('%j stays', text => {
  expect(redact(text, [''])).toBe(text);
});
