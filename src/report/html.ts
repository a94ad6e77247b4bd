import { createHash } from 'node:crypto';
import { formatCount, plural } from '../crash/format.ts';
import { headline, ignoredPhrase, watchLine } from './headline.ts';
import { script, style } from './html/assets.ts';
import { incidentArticle } from './html/incident.ts';
import { Markup, markup } from './html/markup.ts';
import { timeline } from './html/timeline.ts';
import { plain } from './plain.ts';
import type { Report, ReportIgnored, ReportIncident } from './report.ts';
import { acceptedOf, ignoredByUs, objectionsOf } from './rules.ts';

/** One page that needs nothing else: it may run its own script and style by their hashes, and may fetch nothing at all. */
export function renderHtml(report: Report): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Markup(policy)}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Crash Gate: ${headline(report)}</title>
<style>${new Markup(style)}</style>
</head>
<body data-verdict="${report.verdict}">
<a class="skip" href="#incidents">Skip to the incidents</a>
${top(report)}<main>
${objections(report)}${missed(report)}${timeline(report)}${incidents(report)}${accepted(report)}${ignored(report)}${watch(report)}</main>
<script>${new Markup(script)}</script>
</body>
</html>
`.html;
}

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;

const marks = { clean: '✓', tolerated: '!', failed: '✗', inconclusive: '?' } as const;

function top(report: Report): Markup {
  const { job, command } = report;
  const what = job?.repository ?? (command === null ? null : command.argv.join(' '));
  const details = [job?.workflow ?? null, job?.name ?? null, report.watch.startedAt].filter(part => part !== null);
  return markup`<header><p class="brand">Crash Gate${what === null || what === '' ? null : markup` · <code>${plain(what, 200)}</code>`}${details.map(part => markup` · ${part}`)}</p>
<h1><span class="verdict" aria-hidden="true">${marks[report.verdict]}</span> ${headline(report)}</h1>
<p>${watchLine(report)}</p>
<button type="button" id="theme" hidden>Light or dark</button></header>
`;
}

function missed({ watch: { complete, problems } }: Report): Markup | null {
  if (complete) return null;
  return markup`<section class="missed"><h2>The watch was incomplete, so there may be more</h2><ul>${problems.map(({ message }) => markup`<li>${message}</li>`)}</ul></section>
`;
}

/** So few are shown open at once. */
const FEW = 3;

function incidents({ incidents: all }: Report): Markup {
  if (all.length === 0)
    return markup`<section id="incidents"><h2>Incidents</h2><p>Nothing died that should not.</p></section>
`;
  return markup`<section id="incidents" aria-labelledby="incidents-title">
<div class="title"><h2 id="incidents-title">${plural(all.length, 'incident')}</h2>
${all.length > 1 ? tools(all) : null}</div>
${all.map((incident, index) => incidentArticle(incident, all.length <= FEW || index === 0))}</section>
`;
}

function tools(all: readonly ReportIncident[]): Markup {
  const levels = [...new Set(all.map(({ level }) => level))];
  return markup`<search class="tools" id="tools" hidden><span role="status" id="found"></span>
<label>Search <input type="search" id="query" placeholder="name, signal, container, …" autocomplete="off" spellcheck="false" aria-keyshortcuts="/"></label>
${levels.length > 1 ? levels.map(level => markup`<label class="level"><input type="checkbox" name="level" value="${level}" checked> ${level}</label>`) : null}
<button type="button" id="fold" aria-pressed="false">Open all</button></search>`;
}

function objections(report: Report): Markup | null {
  const all = objectionsOf(report);
  if (all.length === 0) return null;
  return markup`<section class="missed"><h2>Rules</h2><ul>${all.map(({ title, message, rule }) => markup`<li><strong>${title}</strong>: ${message} (<code>${rule}</code>)</li>`)}</ul></section>
`;
}

function accepted(report: Report): Markup | null {
  const all = acceptedOf(report);
  if (all.length === 0) return null;
  return markup`<section><h2>Accepted by rules</h2><ul>${all.map(({ what, reason, rule }) => markup`<li>${what}: ${reason} (<code>${rule}</code>)</li>`)}</ul></section>
`;
}

function ignored(report: Report): Markup | null {
  const rules = ignoredByUs(report);
  if (rules.length === 0) return null;
  return markup`<section><h2>${ignoredPhrase(report)}</h2>
${rules.map(ignoredRule)}</section>
`;
}

const ignoredRule = ({ rule, sentence, counted, count, examples }: ReportIgnored): Markup =>
  markup`<details><summary>${formatCount(count)} ${counted}: ${sentence}</summary><p>Rule <code>${rule}</code>, for example:</p><ul>${examples.map(example => markup`<li><code>${example}</code></li>`)}</ul></details>
`;

function watch({ watch: seen, reasons, verdict }: Report): Markup {
  const facts: readonly (readonly [string, string])[] = [
    ['Verdict', `${verdict}: ${reasons.join('; ')}`],
    ['Kernel', seen.kernel ?? 'not known'],
    ['From', seen.startedAt ?? 'not known'],
    ['To', seen.endedAt ?? 'not known'],
    ['Processes that ended', seen.processes === null ? 'not known' : formatCount(seen.processes)],
    ['Abnormal ends', formatCount(seen.deaths)],
    ['Events lost', seen.lost === null ? 'not known' : formatCount(seen.lost)],
  ];
  return markup`<section><h2>How much was watched</h2>
<dl>${facts.map(([label, value]) => markup`<dt>${label}</dt><dd>${value}</dd>`)}</dl>
<details><summary>${plural(seen.hooks.length, 'kernel hook')}</summary><ul>${seen.hooks.map(({ name, attached, why }) => markup`<li><code>${name}</code> ${attached ? 'attached' : `not attached: ${why ?? 'no reason recorded'}`}</li>`)}</ul></details></section>
`;
}
