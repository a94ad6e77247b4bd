import type { Invocation, Location, Log, Notification, ReportingDescriptor, Result, Run } from 'sarif';
import { plural } from '../crash/format.ts';
import { type Place, titleOf } from './annotations.ts';
import { factsOf } from './facts.ts';
import { toJson } from './json.ts';
import { plain } from './plain.ts';
import type { Report, ReportIncident } from './report.ts';
import { isInRepository, type Objection, objectionsOf } from './rules.ts';
import { momentsOf } from './words.ts';

/**
 * SARIF 2.1.0, with what GitHub's upload-sarif asks for: every result has a place and a fingerprint that stays the same from run to run.
 * The place is the program that died, relative to the machine's root, or the workflow's line that uses the action where that is known.
 */
export function renderSarif(report: Report, place: Place | null = null): string {
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [runOf(report, place)],
  };
  return toJson(log);
}

/** Code scanning rejects a run with more than 25,000 results, and shows 5,000. The worst come first. */
const MOST_RESULTS = 5000;

/** What program paths are relative to. */
const MACHINE = 'MACHINE';

function runOf(report: Report, place: Place | null): Run {
  const objections = objectionsOf(report);
  const incidents = report.incidents.slice(0, MOST_RESULTS);
  const rules = [...new Map([...objections.map(ruleOfObjection), ...incidents.map(ruleOf)].map(rule => [rule.id, rule])).values()];
  const indexOf = (id: string): number => rules.findIndex(rule => rule.id === id);
  return {
    tool: { driver: { name: 'Crash Gate', rules } },
    automationDetails: { id: 'crash-gate/' },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [MACHINE]: { uri: 'file:///', description: { text: "The root of the machine's or container's file system." } } },
    invocations: [invocationOf(report, report.incidents.length - incidents.length)],
    results: [
      ...objections.map(objection => resultOfObjection(objection, indexOf(plain(objection.rule)), place)),
      ...incidents.map(incident => resultOf(incident, indexOf(plain(incident.rule)), place)),
    ],
    properties: { verdict: report.verdict },
  };
}

const levels = { error: 'error', warning: 'warning', notice: 'note', ignored: 'none' } as const;

function ruleOf({ rule, ruleSentence, level }: ReportIncident): ReportingDescriptor {
  const sentence = message(ruleSentence);
  return {
    id: plain(rule),
    shortDescription: { text: sentence },
    help: { text: sentence },
    defaultConfiguration: { level: levels[level] ?? 'warning' },
    properties: { tags: ['reliability', 'crash'], precision: 'very-high' },
  };
}

const ruleOfObjection = ({ rule, message: sentence }: Objection): ReportingDescriptor => ({
  id: plain(rule),
  shortDescription: { text: message(sentence) },
  help: { text: message(sentence) },
  defaultConfiguration: { level: 'error' },
  properties: { tags: ['reliability'], precision: 'very-high' },
});

function resultOfObjection({ id, title, message: sentence, rule, file, line }: Objection, ruleIndex: number, place: Place | null): Result {
  const own = isInRepository(file) ? { file, line } : place;
  return {
    ruleId: plain(rule),
    ruleIndex,
    level: 'error',
    message: { text: message(`${title}: ${sentence}`) },
    locations: [lineOf(own ?? { file: file.replace(/^\/+/, ''), line })],
    partialFingerprints: { primaryLocationLineHash: `${id}:1` },
  };
}

function resultOf(incident: ReportIncident, ruleIndex: number, place: Place | null): Result {
  return {
    ruleId: plain(incident.rule),
    ruleIndex,
    level: levels[incident.level] ?? 'warning',
    message: { text: textOf(incident) },
    locations: [place === null ? programOf(incident) : lineOf(place)],
    partialFingerprints: { primaryLocationLineHash: `${incident.id}:1`, 'crashGateSignature/v1': plain(incident.signature, 1000) },
    occurrenceCount: incident.count,
    properties: { masked: incident.masked, count: incident.count },
  };
}

function textOf(incident: ReportIncident): string {
  const facts = factsOf(incident).map(
    ({ label, parts }) => `${label}: ${message(parts.map(part => (typeof part === 'string' ? part : part.code)).join(''))}`,
  );
  return [message(titleOf([incident])), ...facts, `Times: ${message(momentsOf(incident))}`].join('\n');
}

/** Plain text; what would be a link in a message is none any more. */
const message = (text: string): string => plain(text, 1000).replaceAll('](', '] (');

function programOf({ process }: ReportIncident): Location {
  const path = plain(process.exe ?? process.comm, 500).replace(/^\/+/, '');
  return { physicalLocation: { artifactLocation: { uri: uriOf(path === '' ? 'unknown' : path), uriBaseId: MACHINE } } };
}

const lineOf = ({ file, line }: Place): Location => ({
  physicalLocation: { artifactLocation: { uri: uriOf(plain(file)) }, region: { startLine: line } },
});

/** A relative reference to an inert path: nothing in it can be a scheme, a query or a fragment. */
const uriOf = (path: string): string =>
  path
    .split('/')
    .map(segment => encodeURIComponent(segment))
    .join('/');

function invocationOf({ watch, command }: Report, leftOut: number): Invocation {
  const left: Notification[] =
    leftOut === 0
      ? []
      : [{ level: 'note', message: { text: `${plural(leftOut, 'more incident')}: code scanning takes no more. The JSON report has all.` } }];
  return {
    executionSuccessful: watch.complete,
    ...(command === null || command.exitCode === null ? {} : { properties: { commandExitCode: command.exitCode } }),
    ...(watch.startedAt === null ? {} : { startTimeUtc: watch.startedAt }),
    ...(watch.endedAt === null ? {} : { endTimeUtc: watch.endedAt }),
    toolExecutionNotifications: [
      ...watch.problems.map(
        (problem): Notification => ({
          level: 'error',
          descriptor: { id: problem.kind },
          message: { text: message(problem.message) },
        }),
      ),
      ...left,
    ],
  };
}
