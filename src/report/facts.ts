/** What is known about an incident, fact by fact, for every report that shows details. */
import { formatBytes, formatCount, formatDuration, listed } from '../crash/format.ts';
import { isRetitled, type Named } from '../crash/name.ts';
import type { SenderRelation } from '../incident/sender.ts';
import type { ReportContainer, ReportIncident, ReportProcess } from './report.ts';
import { followed, stepsAround } from './words.ts';

/** `code`: a name, a path or an argument of others. Both kinds may hold hostile text. */
export type Part = string | { readonly code: string };

export interface Fact {
  readonly label: string;
  readonly parts: readonly Part[];
}

export function factsOf(incident: ReportIncident): readonly Fact[] {
  const facts: readonly (readonly [string, readonly Part[]])[] = [
    ['Why', [incident.explanation]],
    ['Then', [incident.outcome]],
    ['Followed by', incident.followerCount === 0 ? [] : [followed(incident).replace(/^then /, '')]],
    ['Process', processParts(incident.process)],
    ['Where', whereParts(incident)],
    ['Started by', chain(incident.process.ancestors)],
    ['Signal from', senderParts(incident)],
    ['Evidence', evidenceParts(incident)],
    ['Last words', incident.lastWords === null ? [] : [{ code: incident.lastWords }]],
    [
      'Stack',
      between(
        incident.frames.map(frame => ({ code: frame })),
        ' ← ',
      ),
    ],
    ['Counts as', [`${incident.level}, by the rule `, { code: incident.rule }, `: ${incident.ruleSentence}`]],
    ['Not known', notKnown(incident)],
  ];
  return facts.filter(([, parts]) => parts.length > 0).map(([label, parts]) => ({ label, parts }));
}

function processParts({ exe, argv, cwd, uid, ports, comm }: ReportProcess): Part[] {
  return [
    { code: exe ?? comm },
    ...commandParts({ exe, argv, comm }),
    ...(cwd === null ? [] : [', in ', { code: cwd }]),
    `, user ${uid}`,
    ...(ports.length === 0 ? [] : [`, which listened on port ${listed(ports.map(String))}`]),
  ];
}

/** What a daemon that overwrote its arguments was started with is gone. */
function commandParts(process: Named): Part[] {
  const { argv } = process;
  if (argv === null || argv.length === 0) return [];
  return isRetitled(process) ? [', which calls itself ', { code: argv.join(' ').trim() }] : [', started as ', { code: commandLine(argv) }];
}

/** So much of a command line is enough: the rest is in the JSON report. */
const MOST_ARGUMENTS = 100;
const MOST_CHARACTERS = 4000;

/** As one would type it in a shell. */
export function commandLine(argv: readonly string[]): string {
  const words = argv.slice(0, MOST_ARGUMENTS).map(word => {
    const start = word.slice(0, MOST_CHARACTERS);
    return /^[\w@%+=:,./-]+$/.test(start) ? start : `'${start.replaceAll("'", "'\\''")}'`;
  });
  return `${words.join(' ').slice(0, MOST_CHARACTERS)}${argv.length > MOST_ARGUMENTS ? ' …' : ''}`;
}

function whereParts(incident: ReportIncident): Part[] {
  const { container, unit, cgroup } = incident.process;
  const places: Part[][] = [
    ...containersParts(container),
    ...(unit === null ? [] : [['unit ', { code: unit }]]),
    ...stepsAround(incident).map(({ how, id }) => [`${how} `, { code: id }]),
    ...(cgroup === '' || cgroup === '/' || container !== null ? [] : [['cgroup ', { code: cgroup }]]),
  ];
  return joined(places);
}

/** The container, what is known of it, and the one around it. */
function containersParts(container: ReportContainer | null): Part[][] {
  if (container === null) return [];
  const { id, name, runtime, image, compose, restart, pod, podName, namespace, inside } = container;
  return [
    name === null ? ['container ', { code: id }, ` (${runtime})`] : ['container ', { code: name }, ` (${runtime}, `, { code: id.slice(0, 12) }, ')'],
    ...(image === null ? [] : [['image ', { code: image }]]),
    ...(compose === null
      ? []
      : [['compose project ', { code: compose.project }, ...(compose.service === null ? [] : [', service ', { code: compose.service }])]]),
    ...(podName === null ? [] : [['pod ', { code: podName }, ...(namespace === null ? [] : [' in namespace ', { code: namespace }])]]),
    ...(pod === null ? [] : [[podName === null ? 'pod ' : 'pod uid ', { code: pod }]]),
    ...(restart === null || restart.policy === null ? [] : [restartParts(restart.policy, restart)]),
    ...(inside === null ? [] : [['in ', ...joined(containersParts(inside))]]),
  ];
}

const restartParts = (policy: string, { most, count }: { readonly most: number | null; readonly count: number }): Part[] => [
  'restart policy ',
  { code: most === null ? policy : `${policy}:${most}` },
  ...(count === 0 ? [] : [` (used ${count === 1 ? 'once' : `${formatCount(count)} times`})`]),
];

const joined = (places: readonly (readonly Part[])[]): Part[] => places.flatMap((parts, index) => (index === 0 ? [...parts] : [', ', ...parts]));

const chain = (ancestors: ReportProcess['ancestors']): Part[] =>
  ancestors.flatMap(({ name, pid }, index) => [...(index === 0 ? [] : [' ← ']), { code: name }, ` (pid ${pid})`]);

const between = (parts: readonly Part[], separator: string): Part[] => parts.flatMap((part, index) => (index === 0 ? [part] : [separator, part]));

const relations: Readonly<Record<SenderRelation, string>> = {
  ancestor: 'one of its ancestors',
  runtime: 'a container runtime or systemd',
  service: 'a part of the same service',
  'in-job': 'a part of the job, but none of its ancestors',
  outside: 'neither an ancestor nor a part of the job',
  unknown: 'none of its ancestors',
};

function senderParts({ sender }: ReportIncident): Part[] {
  if (sender === null) return [];
  const below = chain(sender.ancestors);
  return [
    { code: sender.name },
    ` (pid ${sender.pid}, user ${sender.uid}), ${relations[sender.relation] ?? sender.relation}`,
    ...commandParts(sender),
    ...(below.length === 0 ? [] : [', below ', ...below]),
  ];
}

/** What the kernel said, key by key: a cause that this version doesn't know is shown like any other. */
function evidenceParts({ cause, crashes }: ReportIncident): Part[] {
  const first = crashes[0];
  const known = Object.entries(cause).flatMap(([key, value]) => {
    const shown = told.has(key) ? null : shownValue(key, value);
    return shown === null ? [] : [[`${labels[key] ?? key} `, { code: shown }] satisfies Part[]];
  });
  const status: Part[][] = first === undefined ? [] : [['wait status ', { code: String(first.status) }]];
  return [...known, ...status].flatMap((parts, index) => (index === 0 ? parts : [', ', ...parts]));
}

/** The other facts say these in words. */
const told: ReadonlySet<string> = new Set(['kind', 'detail', 'level']);

const labels: Readonly<Record<string, string>> = {
  faultAddress: 'address',
  instructionPointer: 'instruction at',
  syscall: 'system call',
  ended: 'in the end',
  ownBytes: 'own memory',
  limitBytes: 'limit',
  usageBytes: 'usage',
  trigger: 'asked for more',
  cpuMs: 'processor time',
  exitCode: 'exit code',
  by: 'sent by',
};

function shownValue(key: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return key.endsWith('Bytes') ? formatBytes(value) : key.endsWith('Ms') ? formatDuration(value) : String(value);
  if (typeof value !== 'object') return String(value);
  const inner = Object.values(value).filter(item => item !== null);
  return inner.length === 0 ? null : inner.join(' ');
}

const absences: Readonly<Record<string, string>> = {
  frames: 'its stack',
  lastWords: 'its last words',
  'process.exe': 'its executable',
  'process.argv': 'its arguments',
  replacements: 'a replacement',
  step: 'its step',
  'process.container.name': "its container's name",
  'process.ports': 'its ports',
  'cause.limitBytes': 'the limit that was reached',
  'cause.cpuMs': 'the processor time that it used',
  'cause.syscall': 'the system call',
  'cause.faultAddress': 'the address',
};

/** Places that a process isn't in are no gap in what is known. */
function notKnown({ absent }: ReportIncident): Part[] {
  const gaps = Object.entries(absent).filter(([key]) => absences[key] !== undefined);
  return gaps.length === 0 ? [] : [gaps.map(([key, why]) => `${absences[key]} (${why})`).join('; ')];
}
