import { formatDuration, plural } from '../../crash/format.ts';
import type { Report, ReportCrash, ReportIncident, ReportStep } from '../report.ts';
import { stepsShown } from '../steps.ts';
import { endOf, momentsOf } from '../words.ts';
import { anchorOf } from './incident.ts';
import { type Markup, markup } from './markup.ts';

/** More lanes are no picture any more. */
const MOST_LANES = 60;
const MOST_STEPS = 20;

/**
 * A lane for each step and for each incident. Positions are percentages of the whole watch, so that the picture is right without
 * the script; the script moves everything with data-at and data-from when one zooms. Null when there is nothing to show.
 */
export function timeline(report: Report): Markup | null {
  const { incidents } = report;
  const steps = stepsShown(report, MOST_STEPS);
  if (incidents.length === 0) return null;
  const end = endOfTime(report);
  const more = incidents.length - MOST_LANES;
  return markup`<section aria-labelledby="timeline-title">
<div class="title"><h2 id="timeline-title">Timeline</h2>
<div class="tools" role="toolbar" aria-label="Zoom"><button type="button" data-zoom="in" title="Zoom in (+)">+<span class="aside"> zoom in</span></button><button type="button" data-zoom="out" title="Zoom out (-)">−<span class="aside"> zoom out</span></button><button type="button" data-zoom="all" title="Show all (0)">All</button><output id="range"></output></div></div>
<div id="timeline" data-end="${end}" tabindex="0" role="group" aria-label="Timeline. Plus and minus zoom, the arrow keys move, 0 shows all." aria-describedby="range">
<ul class="lanes">
${steps.map(step => stepLane(step, end))}${incidents.slice(0, MOST_LANES).map(incident => incidentLane(incident, end))}</ul>
<div class="lane axis" aria-hidden="true"><span></span><svg class="track" id="axis"><text class="start" x="0" y="14">0</text><text class="end" x="100%" y="14">+${formatDuration(end)}</text></svg></div>
</div>
<p class="legend" aria-hidden="true"><span class="key crash"></span> died <span class="key gap"></span> until something took its place <span class="key again"></span> replaced${steps.length === 0 ? null : markup` <span class="key step"></span> ${steps[0]!.measured ? 'a step ran' : 'from the first start to the last death of what a step started'}`}</p>
${more > 0 ? markup`<p>And ${plural(more, 'more incident')} below.</p>` : null}</section>
`;
}

/** Something may have taken the place of the last one after the watch had ended by its own account. */
function endOfTime({ watch, incidents }: Report): number {
  const moments = incidents.flatMap(({ crashes }) => crashes.map(({ atMs, replacement }) => atMs + (replacement?.afterMs ?? 0)));
  return Math.max(1, (watch.seconds ?? 0) * 1000, ...moments);
}

const percent = (ms: number, end: number): string => `${((ms / end) * 100).toFixed(3)}%`;

function stepLane({ id, fromMs, toMs, measured }: ReportStep, end: number): Markup {
  const span = measured
    ? `ran from +${formatDuration(fromMs)} to +${formatDuration(toMs)}`
    : `processes that it started lived and died between +${formatDuration(fromMs)} and +${formatDuration(toMs)}`;
  return markup`<li class="lane"><span class="name">step ${id}<span class="unseen">: ${span}</span></span><svg class="track" aria-hidden="true"><rect class="step" data-from="${fromMs}" data-to="${toMs}" x="${percent(fromMs, end)}" width="${percent(toMs - fromMs, end)}" y="8" height="10"><title>${span}</title></rect></svg></li>
`;
}

function incidentLane(incident: ReportIncident, end: number): Markup {
  const sentence = `${endOf(incident)} ${momentsOf(incident)}`;
  return markup`<li class="lane" data-level="${incident.level}" data-for="${anchorOf(incident)}"><a class="name" href="#${anchorOf(incident)}">${incident.process.name}<span class="unseen"> ${sentence}</span></a><svg class="track" aria-hidden="true">${incident.crashes.map(crash => marks(incident, crash, end))}</svg></li>
`;
}

function marks(incident: ReportIncident, { atMs, pid, replacement }: ReportCrash, end: number): Markup {
  const crash = markup`<svg class="mark" data-at="${atMs}" x="${percent(atMs, end)}" y="13"><path class="crash" d="M0-7 7 0 0 7-7 0z"><title>+${formatDuration(atMs)}: pid ${pid} ${endOf(incident)}</title></path></svg>`;
  if (replacement === null) return crash;
  const again = atMs + replacement.afterMs;
  return markup`<rect class="gap" data-from="${atMs}" data-to="${again}" x="${percent(atMs, end)}" width="${percent(replacement.afterMs, end)}" y="10" height="6"></rect><svg class="mark" data-at="${again}" x="${percent(again, end)}" y="13"><circle class="again" r="4"><title>+${formatDuration(again)}: replaced by pid ${replacement.pid} after ${formatDuration(replacement.afterMs)}</title></circle></svg>${crash}`;
}
