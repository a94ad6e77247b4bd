import { formatDuration, plural } from '../../crash/format.ts';
import { factsOf, type Part } from '../facts.ts';
import type { ReportCrash, ReportIncident } from '../report.ts';
import { ruleForPage } from '../rule.ts';
import { endOf, labelOf, placeOf, stepsAround } from '../words.ts';
import { type Markup, markup } from './markup.ts';

/** Where links in the page go. Ids are hexadecimal, but what comes from a file may be anything. */
export const anchorOf = ({ id }: ReportIncident): string => `incident-${id.replace(/[^\w-]/g, '')}`;

export function incidentArticle(incident: ReportIncident, open: boolean): Markup {
  const place = placeOf(incident.process);
  const chips = [...(place === null ? [] : [place]), ...stepsAround(incident).map(({ how, id }) => `${how} ${id}`)];
  return markup`<article class="incident" id="${anchorOf(incident)}" data-level="${incident.level}">
<details${open ? markup` open` : null}><summary><h3><span class="badge">${labelOf(incident)}</span> <code>${incident.process.name}</code> ${endOf(incident)}</h3>
<span class="chips"><span class="chip times">${plural(incident.count, 'time')}</span>${chips.map(chip => markup`<span class="chip">${chip}</span>`)}</span></summary>
<dl>${factsOf(incident).map(({ label, parts }) => markup`<dt>${label}</dt><dd>${parts.map(partOf)}</dd>`)}</dl>
${crashTable(incident)}
${accepting(incident)}</details>
</article>
`;
}

const partOf = (part: Part): Markup | string => (typeof part === 'string' ? part : markup`<code>${part.code}</code>`);

function crashTable({ crashes, count }: ReportIncident): Markup {
  const more = count - crashes.length;
  return markup`<div class="scroll" tabindex="0" role="region" aria-label="Each time"><table><thead><tr><th scope="col">since the start</th><th scope="col">at</th><th scope="col">pid</th><th scope="col">had lived</th><th scope="col">what took its place</th></tr></thead>
<tbody>${crashes.map(crashRow)}${more > 0 ? markup`<tr><td colspan="5">and ${plural(more, 'more time')}</td></tr>` : null}</tbody></table></div>`;
}

function crashRow({ atMs, at, pid, lifetimeMs, replacement }: ReportCrash): Markup {
  const next =
    replacement === null
      ? markup`nothing`
      : markup`pid ${replacement.pid} after ${formatDuration(replacement.afterMs)}, started by <code>${replacement.by}</code>`;
  return markup`<tr><td>+${formatDuration(atMs)}</td><td>${at ?? 'not known'}</td><td>${pid}</td><td>${formatDuration(lifetimeMs)}</td><td>${next}</td></tr>
`;
}

function accepting(incident: ReportIncident): Markup | null {
  const rule = ruleForPage(incident);
  if (rule === null) return null;
  return markup`<p>Expected? Add this to <code>.github/crash-gate.yml</code>:</p><pre>${rule.split('\n').map(
    line => markup`${line}
`,
  )}</pre>`;
}
