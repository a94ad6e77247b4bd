import { plural } from '../crash/format.ts';
import type { Level } from '../rules/level.ts';
import { type Fact, factsOf } from './facts.ts';
import { headline, watchLine } from './headline.ts';
import { plain } from './plain.ts';
import type { Report, ReportIncident } from './report.ts';
import type { ReportExpectation } from './report-rules.ts';
import { expectedPhrase } from './rules.ts';
import { momentsOf } from './words.ts';
import { type Element, renderXml } from './xml.ts';

/**
 * JUnit XML as GitLab, Jenkins and report actions read it: a test case for each incident. An error is a failure, and what is
 * tolerated is skipped, for JUnit knows no warnings. Names are the same in every run of the same story, so that these systems can
 * tell old failures from new ones. A first case, which an incomplete watch fails, keeps the file from being empty.
 */
export function renderJunit(report: Report): string {
  const cases = [watchCase(report), ...ruleCases(report), ...incidentCases(report)];
  const count = (name: string): number => cases.filter(({ children = [] }) => children.some(child => child.name === name)).length;
  const counts = {
    name: 'crash-gate',
    ...{ tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped'), time: secondsOf(report) },
  };
  const { startedAt } = report.watch;
  // Without a time zone and in seconds, as the schemas want it.
  const timestamp = startedAt === null ? {} : { timestamp: plain(startedAt).slice(0, 19) };
  const suite: Element = { name: 'testsuite', attributes: { ...counts, ...timestamp }, children: [propertiesOf(report), ...cases] };
  // Jenkins's schema knows no "skipped" here.
  const { skipped: _, ...totals } = counts;
  return renderXml({ name: 'testsuites', attributes: totals, children: [suite] });
}

/** To the millisecond: the schemas take no more. */
const secondsOf = ({ watch }: Report): number => Math.round((watch.seconds ?? 0) * 1000) / 1000;

function propertiesOf(report: Report): Element {
  const values = { verdict: report.verdict, headline: headline(report), watch: watchLine(report), kernel: report.watch.kernel ?? 'not known' };
  return {
    name: 'properties',
    children: Object.entries(values).map(([name, value]) => ({ name: 'property', attributes: { name, value: plain(value) } })),
  };
}

function watchCase(report: Report): Element {
  const attributes = { classname: 'crash-gate.watch', name: 'the whole machine was watched', time: secondsOf(report) };
  const { watch } = report;
  if (watch.complete) return { name: 'testcase', attributes };
  const messages = watch.problems.map(({ message }) => plain(message));
  const error: Element = { name: 'error', attributes: { message: messages[0] ?? 'incomplete', type: 'incomplete' }, text: messages.join('\n') };
  return { name: 'testcase', attributes, children: [error] };
}

/** One for each expectation, met or not, and one that fails when the rules can't be read. */
function ruleCases(report: Report): Element[] {
  const { problems, expectations } = report.rules;
  const classname = 'crash-gate.rules';
  const unreadable = problems.map(({ file, line, column, message, fix }) => plain(`${file}:${line}:${column}: ${message}. ${fix}`, 500));
  const first: Element[] =
    unreadable.length === 0
      ? []
      : [
          {
            name: 'testcase',
            attributes: { classname, name: 'the rules can be used', time: 0 },
            children: [{ name: 'error', attributes: { message: unreadable[0] as string, type: 'rules' }, text: unreadable.join('\n') }],
          },
        ];
  return [...first, ...expectations.map(expectation => expectationCase(expectation, classname))];
}

function expectationCase(expectation: ReportExpectation, classname: string): Element {
  const { reason, rule, status } = expectation;
  const message = plain(`${expectedPhrase(expectation)} (${rule})`);
  const children: Readonly<Record<ReportExpectation['status'], readonly Element[]>> = {
    met: [],
    open: [{ name: 'skipped', attributes: { message } }],
    'too-few': [{ name: 'failure', attributes: { message, type: 'expectation' }, text: message }],
    'too-many': [{ name: 'failure', attributes: { message, type: 'expectation' }, text: message }],
  };
  return { name: 'testcase', attributes: { classname, name: plain(reason), time: 0 }, children: children[status] };
}

function incidentCases({ incidents }: Report): Element[] {
  const taken = new Set<string>();
  return incidents.map(incident => {
    const title = plain(incident.title);
    // Two containers may tell the same story.
    const name = taken.has(title) ? `${title} [${incident.id}]` : title;
    taken.add(name);
    return { name: 'testcase', attributes: { classname: `crash-gate.${plain(incident.rule)}`, name, time: 0 }, children: [outcomeOf(incident)] };
  });
}

const elements: Readonly<Record<Level, string>> = { error: 'failure', warning: 'skipped', notice: 'skipped', ignored: 'skipped' };

function outcomeOf(incident: ReportIncident): Element {
  const name = elements[incident.level] ?? 'skipped';
  const message = plain(`${incident.explanation}; ${incident.outcome}`, 500);
  const times = `${plural(incident.count, 'time')}, ${plain(momentsOf(incident))}`;
  const text = [...factsOf(incident).map(factLine), `Times: ${times}`].join('\n');
  return name === 'failure'
    ? { name, attributes: { message, type: plain(incident.rule) }, text }
    : { name, attributes: { message: `${incident.level}: ${message}` } };
}

const factLine = ({ label, parts }: Fact): string =>
  `${label}: ${plain(parts.map(part => (typeof part === 'string' ? part : part.code)).join(''), 2000)}`;
