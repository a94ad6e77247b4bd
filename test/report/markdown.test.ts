import fc from 'fast-check';
import { marked } from 'marked';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderMarkdown } from '../../src/report/markdown.ts';
import type { Report } from '../../src/report/report.ts';
import { renderSummary, SUMMARY_BYTES } from '../../src/report/summary.ts';
import * as r from '../records.ts';
import { told } from './golden.ts';
import { acting, hostileReport } from './hostile.ts';

/** As GitHub does it: GFM, where raw HTML passes. */
const toHtml = (markdown: string): string => marked.parse(markdown, { gfm: true, async: false });

/** All that we write or mean; no attribute but alignment and the diagram's language. */
const ours =
  /^<\/?(?:h3|p|ul|li|strong|code|pre|table|thead|tbody|tr|details|summary)>$|^<t[hd](?: align="right")?>$|^<\/t[hd]>$|^<code class="language-(?:mermaid|yaml)">$/;

const decode = (html: string): string =>
  html
    .replace(/&#(\d+);/g, (_, code) => String.fromCodePoint(Number(code)))
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');

/** What GitHub looks for mentions, references and links in: text outside code. */
const prose = (html: string): string => decode(html.replace(/<(code|pre)\b[^>]*>[\s\S]*?<\/\1>/g, 'CODE').replace(/<[^>]*>/g, '\n'));
const linked = /@\w|(?<![\w&])#\d|\bGH-\d|https?:\/\/|www\.\w|mailto:\w|xmpp:\w/i;

const mermaidLine =
  /^(?:%%\{init: \{"gantt": \{"leftPadding": 170\}\}\}%%|gantt| {2}title [\w ,()]+| {2}dateFormat [\w .:-]+| {2}axisFormat [%\w:.]+| {2}section [\p{L}\p{M}\p{N} ._/+()…-]+| {2}[\p{L}\p{M}\p{N} ._/+()…-]+ :(?:crit, milestone|active|done), [\d .:-]+, \d+ms)$/u;

function expectInert(markdown: string, report: Report): void {
  // GitHub's own zero-width space is the only character of its kind, and it is spelled.
  expect(markdown.replaceAll('\ufe0f', '')).not.toMatch(acting);
  const html = toHtml(markdown);
  expect([...html.matchAll(/<[^>]*>?/g)].map(([tag]) => tag).filter(tag => !ours.test(tag))).toEqual([]);
  expect(prose(html)).not.toMatch(linked);
  expect(html.match(/<details>/g)?.length ?? 0).toBe(html.match(/<\/details>/g)?.length ?? 0);
  const [overview] = html.match(/<table>[\s\S]*?<\/table>/) ?? [''];
  expect(overview.match(/<tr>/g)?.length ?? 0).toBe(report.incidents.length === 0 ? 0 : report.incidents.length + 1);
  for (const row of html.match(/<tr>[\s\S]*?<\/tr>/g) ?? []) expect([5, 6]).toContain(row.match(/<t[hd]/g)!.length);
  const diagrams = html.match(/<pre><code class="language-mermaid">[\s\S]*?<\/pre>/g) ?? [];
  // Its rule, or a word that it is too long.
  expect(html.match(/<pre>/g)?.length ?? 0).toBeLessThanOrEqual(diagrams.length + (html.match(/<details>/g)?.length ?? 0));
  expect(diagrams.length).toBeLessThanOrEqual(1);
  for (const line of decode((diagrams[0] ?? '').replace(/<[^>]*>/g, ''))
    .trim()
    .split('\n')
    .filter(Boolean))
    expect(line).toMatch(mermaidLine);
}

describe('hostile names', () => {
  test('are inert once GitHub has made a page of them', () => {
    fc.assert(
      fc.property(hostileReport, report => {
        expectInert(renderMarkdown(report), report);
        expectInert(renderComment(report), report);
        expect(toHtml(renderMarkdown(report)).match(/<details>/g)).toHaveLength(report.incidents.length + report.ignored.length);
      }),
      { numRuns: 300 },
    );
  });

  test('64 kB of arguments take little room', () => {
    const argv = Array.from({ length: 700 }, (_, index) => `--flag-${index}=${'|`<@x\u202e'.repeat(10)}`);
    const report = analyse(r.recording([...r.job(), r.segfaulted({ argv, comm: 'x'.repeat(15), cwd: `/${'y'.repeat(60_000)}` })]));
    const markdown = renderMarkdown(report);
    expectInert(markdown, report);
    expect(markdown.length).toBeLessThan(10_000);
  });
});

const letters = (index: number): string => [index / 676, index / 26, index].map(part => String.fromCharCode(97 + (Math.floor(part) % 26))).join('');
const many = (count: number): Report =>
  analyse(
    r.recording([
      ...r.job(),
      ...Array.from({ length: count }, (_, index) =>
        r.segfaulted({ ...r.process(1000 + index, `/usr/bin/${letters(index)}`), at: (1 + index / 1000) * 1e9 }),
      ),
    ]),
  );

describe('the limit', () => {
  const report = many(2000);

  test('holds for a summary and a comment; what was left out is said', () => {
    const summary = renderSummary(report);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(SUMMARY_BYTES);
    expect(summary).toMatch(/Left out, because this page has a size limit: the details of [\d,]+ incidents.* All of it is in the JSON report\.\n$/);
    expect(summary).toContain('and 1,900 more incidents');
    const comment = renderComment(report, { bytes: 65_535, fullReport: 'the artifact `crash-gate`' });
    expect(comment.length).toBeLessThanOrEqual(65_535);
    expect(comment).toContain('All of it is in the artifact `crash-gate`.');
    expectInert(comment, { ...report, incidents: report.incidents.slice(0, 26) });
  });

  test('drops whole sections, the last ones first', () => {
    const some = many(30);
    fc.assert(
      fc.property(fc.integer({ min: 3000, max: 60_000 }), bytes => {
        const summary = renderSummary(some, { bytes });
        expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(bytes);
        const shown = [...summary.matchAll(/<details><summary>❌ <code>(\w+)</g)].map(([, name]) => name);
        expect(shown).toEqual(Array.from({ length: shown.length }, (_, index) => letters(index)));
        expect(summary.match(/<\/details>/g)?.length ?? 0).toBe(shown.length);
        expect(summary.includes('Left out')).toBe(shown.length < 30 || !summary.includes('```mermaid'));
      }),
    );
  });

  test('ten thousand incidents take no time that anybody notices', () => {
    expect(renderSummary(many(10_000)).length).toBeGreaterThan(100_000);
  });
});

test('no diagram of one crash, none of steps where there are none', () => {
  expect(renderSummary(told('tolerated'))).not.toContain('```mermaid');
  expect(renderSummary(told('worker'))).not.toContain('section started by');
  expect(renderSummary(told('steps'))).toContain('  section started by\n  step integration :done,');
});
