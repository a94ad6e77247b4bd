import { createHash } from 'node:crypto';
import type { Identity, Layer } from 'bpf-linux';
import type { Crash } from '../crash/crash.ts';
import { displayName } from '../crash/name.ts';
import type { Container } from '../crash/place.ts';
import { causeSentence, endPhrase, portsOf } from '../crash/sentence.ts';
import { type Incident, MAX_STORIES } from '../incident/incident.ts';
import { isOwn } from '../incident/port.ts';
import type { Replacement } from '../incident/replacement.ts';
import { relationOf } from '../incident/sender.ts';
import type { Story } from '../incident/story.ts';
import { belongsTo, type Job } from '../job.ts';
import type { Decision } from '../rules/rule.ts';
import type { Accepting } from './accept.ts';
import type { Clock } from './clock.ts';
import { outcomeSentence } from './outcome.ts';
import type {
  ReportContainer,
  ReportCrash,
  ReportFollower,
  ReportIncident,
  ReportProcess,
  ReportReplacement,
  ReportSender,
  ReportSwallower,
} from './report.ts';

export interface Decided {
  readonly incident: Incident;
  readonly decision: Decision;
  readonly accept: Accepting;
}

/** An incident as reports show it. `taken`: the ids so far, since two containers may tell the same story. */
export function toReportIncident(
  { incident, decision: { rule, builtin }, accept }: Decided,
  job: Job | null,
  clock: Clock,
  taken: Set<string>,
  unknown: Layer['unknown'],
): ReportIncident {
  const first = incident.stories[0]!;
  const { lead } = first;
  return {
    id: uniqueId(`${incident.signature} ${builtin.id}`, taken),
    signature: incident.signature,
    level: rule.level,
    rule: rule.id,
    ruleSentence: rule.sentence,
    title: `${displayName(lead.death)} ${endPhrase(lead)}`,
    explanation: causeSentence(lead),
    outcome: outcomeSentence(incident, job),
    masked: incident.masked,
    count: incident.count,
    cause: lead.cause,
    process: toProcess(lead, job),
    sender: toSender(lead, job),
    replacements: incident.stories.flatMap(({ replacement }) => (replacement === null ? [] : [toReplacement(replacement)])),
    replacedCount: incident.replacedCount,
    crashLoop: incident.crashLoop,
    swallowers: incident.stories.flatMap(story => toSwallower(story, clock)),
    step: lead.step.of?.id ?? null,
    stepBy: lead.step.of?.by ?? null,
    during: lead.step.during,
    darkMs: incident.dark?.ms ?? null,
    frames: [],
    lastWords: null,
    crashes: incident.stories.map(story => toCrash(story, clock)),
    followers: toFollowers(incident),
    followerCount: incident.followerCount,
    accept,
    absent: { ...absentOf(incident), ...untold(lead, incident, unknown) },
  };
}

function uniqueId(text: string, taken: Set<string>): string {
  const id = createHash('sha256').update(text).digest('hex').slice(0, 12);
  let unique = id;
  for (let number = 2; taken.has(unique); number++) unique = `${id}-${number}`;
  taken.add(unique);
  return unique;
}

function toProcess(crash: Crash, job: Job | null): ReportProcess {
  const { death, place } = crash;
  const { exe, argv, comm, cwd, uid, cgroup } = death;
  return {
    name: displayName(death),
    ...{ exe, argv, comm, cwd, uid },
    container: toContainer(place.container),
    unit: place.unit,
    cgroup,
    ports: portsOf(death.listening),
    ancestors: death.ancestors.map(toNamed),
    inJob: belongsTo(job, death),
  };
}

function toContainer(container: Container | null): ReportContainer | null {
  if (container === null) return null;
  const { noName: _, inside, ...known } = container;
  return { ...known, inside: toContainer(inside) };
}

const toNamed = (process: Identity): { pid: number; name: string } => ({ pid: process.pid, name: displayName(process) });

function toSender(crash: Crash, job: Job | null): ReportSender | null {
  const { sender } = crash;
  if (sender === null) return null;
  const { pid, exe, argv, comm, uid } = sender;
  const relation = relationOf(crash, job) ?? 'unknown';
  return { pid, name: displayName(sender), ...{ exe, argv, comm, uid }, ancestors: sender.ancestors.map(toNamed), relation };
}

function toSwallower({ lead, swallowedBy }: Story, clock: Clock): ReportSwallower[] {
  if (swallowedBy === null) return [];
  const { process, at, direct, ranAgain } = swallowedBy;
  const afterMs = (at - lead.death.at) / 1e6;
  return [{ pid: process.pid, name: displayName(process), argv: process.argv, direct, ranAgain, exitCode: 0, at: clock.iso(at), afterMs }];
}

function toCrash(
  {
    lead: {
      death,
      step: { of },
    },
    replacement,
  }: Story,
  clock: Clock,
): ReportCrash {
  const { pid, tid, status } = death;
  return {
    pid,
    tid,
    at: clock.iso(death.at),
    atMs: death.at / 1e6,
    status,
    lifetimeMs: death.lifetimeNs / 1e6,
    step: of?.id ?? null,
    stepBy: of?.by ?? null,
    replacement: replacement === null ? null : toReplacement(replacement),
  };
}

const toReplacement = ({ pid, afterMs, by }: Replacement): ReportReplacement => ({ pid, afterMs, by });

function toFollowers({ stories }: Incident): readonly ReportFollower[] {
  const followers = stories.flatMap(story => story.followers.slice(0, MAX_STORIES)).slice(0, MAX_STORIES);
  return followers.map(crash => ({ pid: crash.death.pid, name: displayName(crash.death), how: causeSentence(crash) }));
}

/** Why something is null or empty. */
function absentOf({ stories, dark, masked }: Incident): Readonly<Record<string, string>> {
  const { lead, replacement } = stories[0]!;
  const { death, place, sender } = lead;
  const reasons: Record<string, string | null | undefined> = {
    frames: 'the recording holds no stacks',
    lastWords: 'the recording holds no output of processes',
    'process.exe': death.exe === null ? (death.missing ?? 'not recorded') : null,
    'process.argv': death.argv === null ? (death.missing ?? 'not recorded') : null,
    'process.container': place.noContainer,
    'process.container.name': place.container?.noName,
    'process.unit': place.noUnit,
    sender: sender === null ? 'nobody else sent a signal that explains this end' : null,
    replacements: replacement === null ? `no start was seen that took its place${masked === 'replaced' ? ' the first time' : ''}` : null,
    step: lead.step.none,
    darkMs: dark === null ? darkReason(lead) : null,
  };
  return Object.fromEntries(Object.entries(reasons).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** What is null or empty because the layer that watched can't know it: by the report's key, the header's keys that give the reason. */
const untoldBy: Readonly<Record<string, { readonly keys: readonly string[]; readonly isMissing: (crash: Crash, incident: Incident) => boolean }>> = {
  'process.ports': { keys: ['death.listening'], isMissing: () => true },
  darkMs: { keys: ['listen'], isMissing: () => true },
  replacements: { keys: ['start.elsewhere'], isMissing: (_, { stories }) => stories.every(({ replacement }) => replacement === null) },
  'cause.limitBytes': { keys: ['oom.levels'], isMissing: ({ cause }) => cause.kind === 'oom' },
  'cause.cpuMs': { keys: ['death.rusage'], isMissing: ({ cause }) => cause.kind === 'limit' },
  'cause.syscall': { keys: ['fault.syscall'], isMissing: ({ cause }) => cause.kind === 'fault' && cause.detail === 'seccomp' },
  'cause.faultAddress': {
    keys: ['fault.address', 'fault.other'],
    isMissing: ({ cause }) => cause.kind === 'fault' && cause.detail !== 'sent-to-itself' && cause.faultAddress === null,
  },
};

function untold(lead: Crash, incident: Incident, unknown: Layer['unknown']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(untoldBy).flatMap(([key, { keys, isMissing }]) => {
      const told = keys.find(name => Object.hasOwn(unknown, name));
      return told !== undefined && isMissing(lead, incident) ? [[key, unknown[told]!]] : [];
    }),
  );
}

function darkReason({ death }: Crash): string {
  if (portsOf(death.listening).length === 0) return 'it listened on no port';
  return death.listening.every(socket => !isOwn(socket, death)) ? 'others held its port all the time' : 'nobody was seen to listen on its port again';
}
