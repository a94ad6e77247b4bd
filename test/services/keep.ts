/**
 * Keeps recordings of these tests as fixtures/records, for the golden tests: only when CRASH_GATE_KEEP_RECORDS is set.
 * What belongs to the machine they were made on is replaced: the processes above the test, temporary folders, the boot's id.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export function keepRecording(name: string, file: string): void {
  if (!process.env.CRASH_GATE_KEEP_RECORDS) return;
  const above = ancestorsOfThisTest();
  const records = readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Json);
  const lines = withoutStrangers(records as unknown as Row[], DAEMONS[name.split('-')[0]!] ?? []).map(record =>
    JSON.stringify(clean(record as unknown as Json, above)),
  );
  keep(name, lines);
}

/** The same for a machine that was made for the test: all that is on it belongs to the story. */
export function keepGuestRecording(name: string, file: string): void {
  if (process.env.CRASH_GATE_KEEP_RECORDS) keep(name, readFileSync(file, 'utf8').trimEnd().split('\n'));
}

/** A recording of some workload as text, without all that isn't below the job's own process, and with short command lines. */
export function withoutMachine(text: string, job: number): string {
  const records = text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Json);
  const above = new Set(records.flatMap(record => ancestorsAbove(record, job)));
  const ours = withoutStrangers(records as unknown as Row[], []);
  const own = ours.find(({ inJob }) => inJob === true)?.cgroup;
  const lines = ours.map(row => JSON.stringify(clean(shorten({ ...row, ...(row.cgroup === own ? { cgroup: '/' } : {}) } as unknown as Json), above)));
  return checked('the workload', `${anonymous(lines.join('\n'))}\n`);
}

function ancestorsAbove(record: Json, job: number): number[] {
  const pids = ((record as unknown as Row).ancestors ?? []).map(({ pid }) => pid);
  const index = pids.indexOf(job);
  return index === -1 ? [] : pids.slice(index + 1);
}

const MOST_ARGUMENTS = 4;
const MOST_CHARACTERS = 80;

function shorten(value: Json): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(shorten);
  const cut = (item: Json) => (Array.isArray(item) ? item.slice(0, MOST_ARGUMENTS).map(word => String(word).slice(0, MOST_CHARACTERS)) : item);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, key === 'argv' ? cut(item) : shorten(item)]));
}

function checked(name: string, text: string): string {
  const rest = [root, hostname(), '/root/', process.env.HOME ?? '/root'].find(word => word.length > 3 && text.includes(word));
  if (rest !== undefined) throw new Error(`the recording ${name} still names ${rest}`);
  return text;
}

function keep(name: string, lines: readonly string[]): void {
  const text = checked(name, `${anonymous(lines.join('\n'))}\n`);
  // ./configure alone makes a megabyte.
  if (text.length > 300_000) return;
  writeFileSync(join(root, 'fixtures/records', `${name}.ndjson`), text);
}

interface Row {
  readonly type: string;
  readonly status?: number;
  readonly comm?: string;
  readonly inJob?: unknown;
  readonly pid?: number;
  readonly startedAt?: number;
  readonly ancestors?: readonly { readonly pid: number; readonly startedAt: number; readonly comm: string }[];
  readonly [key: string]: unknown;
}

/** What a service's processes descend from, once it has detached from the test that started it: by the first word of the recording's name. */
const DAEMONS: Readonly<Record<string, readonly string[]>> = {
  nginx: ['nginx'],
  postgres: ['postgres'],
  docker: ['dockerd', 'containerd', 'containerd-shim'],
};

/** Whoever else used the machine meanwhile is left out, and out of the trailer's counts. */
function withoutStrangers(records: readonly Row[], daemons: readonly string[]): Row[] {
  const ours = records.filter(record => !isStranger(record, daemons));
  const known = new Set(
    ours
      .flatMap(({ pid, startedAt, ancestors }) => (ancestors === undefined ? [] : [{ pid, startedAt }, ...ancestors]))
      .map(({ pid, startedAt }) => `${pid}:${startedAt}`),
  );
  const groups = ours.map(({ cgroup }) => (typeof cgroup === 'string' ? cgroup : '')).join('\n');
  const kept = ours
    .filter(({ type, pid, startedAt }) => (type !== 'end' && type !== 'listen') || known.has(`${pid}:${startedAt}`))
    .filter(({ type, id }) => type !== 'container' || groups.includes(String(id)));
  const gone = records.filter(record => isStranger(record, daemons) && record.type === 'death');
  const signals = gone.filter(({ status = 0 }) => (status & 0x7f) !== 0).length;
  return kept.map(record => {
    if (record.type !== 'trailer') return record;
    const { ended, recorded, deaths } = record as unknown as { ended: number; recorded: number; deaths: { exit: number; signal: number } };
    const left = { ...deaths, exit: deaths.exit - (gone.length - signals), signal: deaths.signal - signals };
    return { ...record, ended: ended - gone.length, recorded: recorded - gone.length, deaths: left };
  });
}

function isStranger({ comm, ancestors, inJob }: Row, daemons: readonly string[]): boolean {
  if (ancestors === undefined || inJob === true || ancestors.some(({ pid }) => pid === process.pid)) return false;
  const top = ancestors.findLast(({ pid }) => pid !== 1)?.comm ?? comm ?? '';
  return !daemons.includes(top);
}

/** This process and everything above it: whoever runs the tests is nobody's business. */
function ancestorsOfThisTest(): Set<number> {
  const pids = new Set<number>();
  for (let pid = process.pid; pid > 0; ) {
    pids.add(pid);
    pid = Number(/^PPid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))![1]);
  }
  return pids;
}

const INIT = { comm: 'init', exe: '/sbin/init', argv: ['/sbin/init'] };

function clean(value: Json, above: Set<number>): Json {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(item => clean(item, above));
  const copy = Object.fromEntries(Object.entries(value).map(([key, item]) => [key, clean(item, above)]));
  if (Array.isArray(copy.ancestors)) copy.ancestors = cutAncestors(copy.ancestors as { pid: number; startedAt: number }[], above);
  if (copy.pid === 1 && 'argv' in copy) Object.assign(copy, INIT);
  return copy;
}

/** The processes above the test become one: init. */
function cutAncestors(ancestors: { pid: number; startedAt: number }[], above: Set<number>): Json[] {
  const kept: Json[] = ancestors.filter(({ pid }) => !above.has(pid)) as unknown as Json[];
  const init = ancestors.find(({ pid }) => pid === 1);
  return init === undefined ? kept : [...kept, { ...init, ...INIT }];
}

const replacements: readonly (readonly [RegExp, string])[] = [
  [/\/tmp\/shop-\w{6}/g, '/tmp/shop'],
  [/"bootId":"[^"]*"/g, '"bootId":"00000000-0000-4000-8000-000000000000"'],
  [/"kernel":"([\d.]+)[^"]*"/g, '"kernel":"$1"'],
  // Where the test itself ran, in v1's memory hierarchy; a container's path follows it.
  [new RegExp(literal(ownMemoryCgroup()), 'g'), ''],
  [/"cgroup":""/g, '"cgroup":"/"'],
  [new RegExp(`"${literal(process.execPath)}"`, 'g'), '"/usr/bin/node"'],
  [new RegExp(literal(root), 'g'), '/src/crash-gate'],
  [new RegExp(`${literal(process.env.HOME ?? '/root')}(?=[/"])`, 'g'), '/home/shop'],
];

function anonymous(text: string): string {
  return replacements.reduce((done, [pattern, replacement]) => done.replace(pattern, replacement), text);
}

function literal(text: string): string {
  return text === '' ? '(?!)' : text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

function ownMemoryCgroup(): string {
  const path = /^\d+:memory:(.*)$/m.exec(readFileSync('/proc/self/cgroup', 'utf8'))?.[1] ?? '';
  return path === '/' ? '' : path;
}
