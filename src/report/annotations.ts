import { listed, plural } from '../crash/format.ts';
import type { Masked } from '../incident/masked.ts';
import { severity } from '../rules/level.ts';
import { response } from './outcome.ts';
import { plain } from './plain.ts';
import type { Report, ReportIncident } from './report.ts';
import { isInRepository, objectionsOf } from './rules.ts';
import { endOf, momentsOf, placeOf, ruleLine, whose } from './words.ts';

/** What is shown beside the code. Texts are inert; newlines in the message are ours. */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  /** Path from the repository's root. Without it, the annotation stands beside the job. */
  readonly file?: string;
  /** Counted from 1. */
  readonly line?: number;
}

/** Where the workflow file uses the action. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** So many are shown of a step; the runner drops the rest without a word. */
const MAX_ANNOTATIONS = 10;

/** Worst first, alike incidents together, at most `max`: the last one speaks for those that have no room. */
export function annotationsOf(report: Report, place: Place | null, max: number = MAX_ANNOTATIONS): readonly Annotation[] {
  const missed = report.watch.complete ? [] : [incomplete(report)];
  const groups = groupAlike(report.incidents);
  const objections = objectionsTo(report);
  const room = max - missed.length - objections.length;
  const shown = groups.length <= room ? groups : groups.slice(0, room - 1);
  const rest = groups.slice(shown.length);
  const texts: readonly Annotation[] = [...objections, ...shown.map(annotationOf), ...(rest.length === 0 ? [] : [remaining(rest)]), ...missed].slice(
    0,
    Math.max(0, max),
  );
  return place === null ? texts : texts.map(text => ({ ...text, file: text.file ?? place.file, line: text.line ?? place.line }));
}

type Text = Pick<Annotation, 'level' | 'title' | 'message'>;
/** The same end of the same program for the same reason, in one or more places. Never empty. */
type Group = readonly ReportIncident[];

function groupAlike(incidents: readonly ReportIncident[]): readonly Group[] {
  const groups = new Map<string, ReportIncident[]>();
  for (const incident of incidents) {
    const key = JSON.stringify([incident.level, incident.rule, incident.title, incident.process.exe]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [incident]);
    else group.push(incident);
  }
  return [...groups.values()];
}

/** So many beside the crashes; the summary has them all. */
const MOST_OBJECTIONS = 5;

/** At the line of the rule that objects. */
function objectionsTo(report: Report): readonly Annotation[] {
  const all = objectionsOf(report);
  const shown = all.length > MOST_OBJECTIONS ? all.slice(0, MOST_OBJECTIONS - 1) : all;
  const rest = all.slice(shown.length);
  return [
    ...shown.map(({ title, message, rule, file, line }) => ({
      level: 'error' as const,
      title: plain(title, NAME * 2),
      message: plain(`${message} (${rule})`, SENTENCE * 2),
      ...placeIn(file, line),
    })),
    ...(rest.length === 0
      ? []
      : [
          {
            level: 'error' as const,
            title: `${plural(rest.length, 'more complaint')} about the rules`,
            message: rest.map(({ title, rule }) => plain(`${rule}: ${title}`, SENTENCE)).join('\n'),
            ...placeIn(rest[0]!.file, rest[0]!.line),
          },
        ]),
  ];
}

const placeIn = (file: string, line: number): Partial<Place> => (isInRepository(file) ? { file: plain(file), line } : {});

const countOf = (group: Group): number => group.reduce((sum, { count }) => sum + count, 0);
const levelOf = (incident: ReportIncident): Annotation['level'] => (incident.level === 'ignored' ? 'notice' : incident.level);

const NAME = 100;
const SENTENCE = 400;

function annotationOf(group: Group): Text {
  const first = group[0]!;
  const lines = [first.explanation, first.outcome, [momentsOf(first), ...whose(first), ...placesOf(group)].join('; '), ruleLine(first)];
  return { level: levelOf(first), title: titleOf(group), message: lines.map(line => plain(line, SENTENCE)).join('\n') };
}

const nouns: Readonly<Partial<Record<ReportIncident['cause']['kind'], string>>> = { exit: 'failure', killed: 'kill' };
const hidden: Readonly<Record<Masked, (incident: ReportIncident) => string>> = {
  replaced: () => ' and was replaced',
  swallowed: ({ swallowers }) => `, and what waited for it ${response(swallowers[0])}`,
  'tests-passed': () => ', and the run passed',
  no: () => '',
};

/** "Hidden crash: nginx: worker process died of SIGSEGV twice and was replaced" */
export function titleOf(group: Group): string {
  const first = group[0]!;
  const count = countOf(group);
  const noun = nouns[first.cause.kind] ?? 'crash';
  const kind = first.masked === 'no' ? noun[0]!.toUpperCase() + noun.slice(1) : `Hidden ${noun}`;
  const times = count === 1 ? '' : count === 2 ? ' twice' : ` ${plural(count, 'time')}`;
  return `${kind}: ${plain(first.process.name, NAME)} ${plain(endOf(first), NAME)}${times}${hidden[first.masked](first)}`;
}

const MOST_PLACES = 3;

function placesOf(group: Group): string[] {
  const places = [...new Set(group.flatMap(({ process }) => placeOf(process) ?? []))];
  if (places.length === 0) return [];
  const more = places.length - MOST_PLACES;
  return [`in ${listed([...places.slice(0, MOST_PLACES), ...(more > 0 ? [plural(more, 'other')] : [])])}`];
}

const MOST_NAMED = 20;

function remaining(groups: readonly Group[]): Text {
  const incidents = groups.flat();
  const worst = incidents.toSorted((a, b) => severity(b.level) - severity(a.level))[0]!;
  const more = groups.length - MOST_NAMED;
  const lines = groups.slice(0, MOST_NAMED).map(titleOf);
  return {
    level: levelOf(worst),
    title: `${plural(incidents.length, 'more incident')} in the report`,
    message: [...lines, ...(more > 0 ? [`and ${plural(more, 'other')}`] : [])].join('\n'),
  };
}

const MOST_PROBLEMS = 5;

function incomplete({ watch, verdict }: Report): Text {
  const more = watch.problems.length - MOST_PROBLEMS;
  const problems = watch.problems.slice(0, MOST_PROBLEMS).map(({ message }) => plain(message, SENTENCE));
  return {
    level: 'warning',
    title:
      verdict === 'inconclusive' ? 'The watch was incomplete: nobody can say that nothing crashed' : 'The watch was incomplete: there may be more',
    message: [...problems, ...(more > 0 ? [`and ${plural(more, 'more problem')}`] : [])].join('\n'),
  };
}
