import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { script, style } from '../../src/report/html/assets.ts';
import { renderHtml } from '../../src/report/html.ts';
import { recorded, told } from './golden.ts';
import { acting, hostileReport } from './hostile.ts';

test('style and script are those of the .css and .mjs files', () => {
  const check = spawnSync(process.execPath, [join(import.meta.dirname, '../../scripts/assets.mjs'), '--check'], { encoding: 'utf8' });
  expect(check).toMatchObject({ status: 0, stderr: '' });
});

test('nothing is fetched, and nothing runs but what the policy names', () => {
  const page = renderHtml(told('steps'));
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
  expect(page).toContain(`<meta http-equiv="Content-Security-Policy" content="${policy}">`);
  expect(page).toContain(`<style>${style}</style>`);
  expect(page).toContain(`<script>${script}</script>`);
  expect(page.match(/<(?:script|style)\b/g)).toHaveLength(2);
  expect(page.replace(/http:\/\/www\.w3\.org\/2000\/svg/, '')).not.toMatch(/https?:|\b(?:src|action|data|style|on\w+)=/);
});

describe('without the script', () => {
  test('positions are right', () => {
    const page = renderHtml(told('worker'));
    expect(page).toContain('data-at="12400" x="26.271%"');
    expect(page).toContain('data-from="12400" data-to="12403.1" x="26.271%" width="0.007%"');
  });

  test('the first incident is open, and of few all are', () => {
    expect(renderHtml(told('worker-and-container')).match(/<details open>/g)).toHaveLength(2);
    expect(renderHtml(recorded('causes')).match(/<details open>/g)).toHaveLength(1);
  });
});

/** Every tag that we write: its attributes hold no quotes and no angle brackets. */
const tag = /^<(?:!doctype html|\/?[a-z][a-z0-9]*(?: [a-zA-Z-]+(?:="[^"<>]*")?)*)>$/;
const known =
  /^<\/?(?:!doctype|html|head|meta|title|style|body|a|header|p|h[1-3]|span|code|button|main|section|div|output|ul|li|svg|rect|path|circle|text|g|search|label|input|article|details|summary|pre|strong|dl|dt|dd|table|thead|tbody|tr|th|td|script)\b/;

test('hostile names are only text', () => {
  fc.assert(
    fc.property(hostileReport, report => {
      const page = renderHtml(report).replace(style, '').replace(script, '');
      expect(page).not.toMatch(acting);
      const tags = [...page.matchAll(/<[^>]*>?/g)].map(([text]) => text);
      expect(tags.filter(text => !tag.test(text) || !known.test(text))).toEqual([]);
      expect(tags.filter(text => text.startsWith('<article'))).toHaveLength(report.incidents.length);
      expect(
        tags.filter(
          text =>
            /^<(?:script|style|meta|a) /.test(text) && !/^<meta (?:charset|http-equiv|name)=|^<a class="(?:skip|name)" href="#[\w-]+">$/.test(text),
        ),
      ).toEqual([]);
    }),
    { numRuns: 200 },
  );
});
