/** What the gate needs of a machine, each with a verdict. */
import { statSync } from 'node:fs';
import { release } from 'node:os';
import { type Checked, findTracer, type Header, type Surroundings } from 'bpf-linux';
import { complain } from '../errors.ts';
import { findProblems } from '../verdict/watch.ts';
import type { Trial } from './trial.ts';

/** What `doctor --format json` prints; keys are append-only, and so are the names of checks. */
export interface Diagnosis {
  readonly schema: 'crash-gate/doctor/1';
  /** The gate can watch on this machine, now, as this user. */
  readonly canWatch: boolean;
  /** The way to root that the tracer takes: "root", "sudo" or "docker"; null: none leads there. */
  readonly privilege: string | null;
  readonly checks: readonly Check[];
  /** What to change first; null when nothing has to be. */
  readonly remedy: string | null;
}

export interface Check {
  readonly group: 'machine' | 'program' | 'ways to root' | 'watching';
  readonly name: string;
  /** null: not tried, not needed, or neither good nor bad. */
  readonly ok: boolean | null;
  readonly detail: string;
  /** What would change a verdict of false. */
  readonly remedy: string | null;
}

export function diagnose(checked: Checked, surroundings: Surroundings, trial: Trial): Diagnosis {
  const checks = [...machine(surroundings), ...program(), ...waysToRoot(checked), ...watching(checked, trial)];
  // A watch that begins incomplete can't end in a verdict.
  const complete = checked.ok && findProblems({ header: checked.header, records: [], trailer: null, problems: [] }, null, 'during').length === 0;
  const inTheWay = checks.filter(({ name, ok }) => ok === false && indispensable.has(name));
  const canWatch = complete && inTheWay.length === 0;
  return {
    schema: 'crash-gate/doctor/1',
    canWatch,
    privilege: checked.ok ? checked.way : null,
    checks,
    remedy: canWatch ? null : checked.ok ? firstRemedy(checks, inTheWay) : checked.failure.remedy,
  };
}

/** Checks without which nothing runs, whatever the tracer could do. */
const indispensable: ReadonlySet<string> = new Set(['node', 'working directory', 'place for the record']);

function firstRemedy(checks: readonly Check[], inTheWay: readonly Check[]): string | null {
  const [first] = inTheWay.length > 0 ? inTheWay : checks.filter(({ group, ok }) => group === 'watching' && ok === false);
  return first?.remedy ?? null;
}

type Row = readonly [name: string, ok: boolean | null, detail: string, remedy?: string | undefined];

const group = (name: Check['group'], rows: readonly Row[]): readonly Check[] =>
  rows.map(([check, ok, detail, remedy]) => ({ group: name, name: check, ok, detail, remedy: ok === false ? (remedy ?? null) : null }));

const cgroupTexts = {
  v2: 'version 2',
  v1: 'version 1',
  hybrid: 'version 1, with an empty version 2 beside it',
  none: 'not mounted: containers are told by their processes alone',
} as const;

const TYPES_REMEDY = 'Use a kernel built with CONFIG_DEBUG_INFO_BTF=y; in a container, mount /sys.';

function machine(surroundings: Surroundings): readonly Check[] {
  const { lockdown, seccomp, cgroups, unprivilegedBpfDisabled } = surroundings;
  const bpf = '/sys/kernel/btf/vmlinux';
  const types = statSync(bpf, { throwIfNoEntry: false })?.size;
  return group('machine', [
    ['system', process.platform === 'linux', `${process.platform} ${release()} on ${process.arch}`, 'Run on Linux.'],
    ['kernel types', types !== undefined, types === undefined ? `there is no ${bpf}` : `BTF, ${Math.round(types / 1024)} KiB`, TYPES_REMEDY],
    [
      'lockdown',
      lockdown === null ? null : lockdown !== 'confidentiality',
      lockdown ?? 'the kernel has none',
      'Boot with "lockdown=integrity" or "lockdown=none" on the kernel command line.',
    ],
    ['container', null, containerText(surroundings)],
    ['cgroups', null, cgroups === null ? 'not known: /proc is not there' : cgroupTexts[cgroups]],
    ['seccomp', null, seccomp === null ? 'not known' : seccomp ? 'a filter decides which system calls are allowed here' : 'no filter'],
    ['bpf() for all', null, bpfText(unprivilegedBpfDisabled)],
  ]);
}

function containerText({ machinePids, machineUsers, container }: Surroundings): string {
  if (machinePids === null) return 'not known: /proc is not there';
  const users = machineUsers === false ? ', in a user namespace: root is nobody outside' : '';
  if (!machinePids) return `${container ?? 'some container'}, with process numbers of its own${users}`;
  return container === null ? `none${users}` : `${container}, with the machine's process numbers${users}`;
}

const bpfText = (disabled: number | null): string =>
  disabled === null
    ? 'not known'
    : disabled === 0
      ? 'allowed to every user; the tracer asks for root all the same'
      : 'for root only, as it should be';

function program(): readonly Check[] {
  const found = findTracer();
  const current = Number(process.versions.node.split('.')[0]) >= 20;
  return group('program', [
    ['node', current, `${process.version} (20 or newer is needed)`, 'Install Node 20 or newer.'],
    ['tracer', found.ok, found.ok ? found.path : found.failure.message, found.ok ? undefined : found.failure.remedy],
    workingDirectory(),
  ]);
}

/** Your own rules are looked for from there, and run gives it to the command. */
function workingDirectory(): Row {
  try {
    return ['working directory', true, process.cwd()];
  } catch (error) {
    return ['working directory', false, ...(complain(error).lines as [string, string])];
  }
}

const ways = ['root', 'sudo', 'docker'] as const;

function waysToRoot({ attempts }: Checked): readonly Check[] {
  const worked = attempts.some(({ failure }) => failure === null);
  return group(
    'ways to root',
    ways.map((way): Row => {
      const attempt = attempts.find(tried => tried.way === way);
      if (attempt === undefined) return [way, null, worked ? 'not needed' : notTried(way)];
      const { failure } = attempt;
      if (failure === null) return [way, true, 'taken'];
      // Any trouble but this one came after the way had led to root.
      const led = failure.exitStatus !== null && failure.exitStatus !== 10 && failure.exitStatus !== 1;
      const output = failure.output.length === 0 ? '' : ` (${failure.output.join('; ')})`;
      return [way, led, led ? 'leads there, but what comes then fails' : failure.message + output, failure.remedy];
    }),
  );
}

const notTried = (way: (typeof ways)[number]): string =>
  way === 'root' ? 'this process is not root' : way === 'sudo' && process.getuid?.() === 0 ? 'not needed: this process is root' : 'not tried';

/** What each hook is for, by the name of the kernel's function or tracepoint. */
const purposes: Readonly<Record<string, string>> = {
  sched_process_exit: 'every end of a process',
  taskstats_exit: 'arguments and paths of those that end',
  signal_generate: 'who sent a signal',
  signal_deliver: 'where a fault happened',
  mark_victim: "the OOM killer's choices",
  mark_oom_victim: "the OOM killer's victims, whole",
  oom_kill_process: 'which memory ran out',
  sched_process_fork: 'replacements that are forked',
  sched_process_exec: 'replacements that load a program',
  inet_sock_set_state: 'when a port is served again',
  task_newtask: 'every beginning of a process',
  task_rename: 'names',
  page_fault_user: 'addresses of faults',
};

/** Which set of programs watches, and what it can't know. */
function layerRow({ layer }: Header): Row {
  const unknown = Object.keys(layer?.unknown ?? {});
  if (layer === undefined || unknown.length === 0) return ['layer', true, "with the kernel's types: all that there is to know"];
  return ['layer', false, `${layer.name}: ${layer.why ?? 'no reason recorded'}; it can't know ${unknown.join(', ')}`, TYPES_REMEDY];
}

function placeRow({ folder, ok, failure }: Trial): Row {
  if (failure !== null) return ['place for the record', false, [failure.message, ...failure.output].join('; '), failure.remedy];
  return ['place for the record', ok, ok ? `${folder}: a record was written there` : `${folder}: not tried, since there is nothing to record`];
}

function watching(checked: Checked, trial: Trial): readonly Check[] {
  if (!checked.ok) {
    const { kind, message, output, remedy } = checked.failure;
    const tried = checked.attempts.some(({ failure }) => failure?.kind === kind && failure.kind !== 'no-privilege');
    return group('watching', [['self-test', tried ? false : null, tried ? [message, ...output].join('; ') : 'not tried', remedy], placeRow(trial)]);
  }
  const { proof, armedAfterNs, hooks, kernel, snapshot } = checked.header;
  const milliseconds = (nanoseconds: number) => (nanoseconds / 1e6).toFixed(1);
  return group('watching', [
    [
      'self-test',
      true,
      `armed in ${milliseconds(armedAfterNs)} ms on Linux ${kernel}; a staged death was seen ${milliseconds(proof.seenAfterNs)} ms after it`,
    ],
    [
      'processes',
      snapshot > 0,
      snapshot > 0 ? `${snapshot} ran already, and are known from /proc` : 'the tracer can not read /proc: what runs already is not known',
      'Mount it: "mount -t proc proc /proc".',
    ],
    placeRow(trial),
    layerRow(checked.header),
    ...hooks.map(({ name, attached, needed, why }): Row => {
      const purpose = purposes[name.slice(name.lastIndexOf('/') + 1)];
      const missing = `${needed === false ? 'not needed' : 'not attached'}: ${why ?? 'no reason recorded'}`;
      return [
        `hook ${name}`,
        needed === false ? null : attached,
        attached ? (purpose ?? 'attached') : missing,
        'Use a newer kernel, or one with CONFIG_KPROBES=y and CONFIG_FTRACE=y.',
      ];
    }),
  ]);
}
