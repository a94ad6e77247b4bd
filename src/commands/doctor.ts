/** crash-gate doctor: what works on this machine, what doesn't, and the one thing to change. */
import { readFileSync, statSync } from 'node:fs';
import { release } from 'node:os';
import { type Checked, checkTracer, findTracer } from 'bpf-linux';
import { EXIT } from '../errors.ts';
import { inert } from '../report/inert.ts';
import type { DoctorSettings } from '../settings.ts';
import { STDOUT, wantsColour, write } from './streams.ts';

/** What `doctor --format json` prints; keys are append-only. */
export interface Diagnosis {
  readonly schema: 'crash-gate/doctor/1';
  /** The gate can watch on this machine, now, as this user. */
  readonly canWatch: boolean;
  readonly checks: readonly Check[];
  /** What to change first; null when nothing has to be. */
  readonly remedy: string | null;
}

interface Check {
  readonly name: string;
  /** null: not known, because something before it failed, or not needed. */
  readonly ok: boolean | null;
  readonly detail: string;
}

export async function doctor(settings: DoctorSettings): Promise<number> {
  const diagnosis = diagnose(await checkTracer());
  write(STDOUT, settings.format === 'json' ? `${JSON.stringify(diagnosis, null, 2)}\n` : render(diagnosis));
  return diagnosis.canWatch ? EXIT.ok : EXIT.inconclusive;
}

function diagnose(checked: Checked): Diagnosis {
  const checks = [system(), node(), executable(), types(), privilege(checked), ...tracing(checked)];
  return { schema: 'crash-gate/doctor/1', canWatch: checked.ok, checks, remedy: checked.ok ? null : checked.failure.remedy };
}

const system = (): Check => ({ name: 'system', ok: process.platform === 'linux', detail: `${process.platform} ${release()} on ${process.arch}` });

const node = (): Check => ({
  name: 'node',
  ok: Number(process.versions.node.split('.')[0]) >= 20,
  detail: `${process.version} (20 or newer is needed)`,
});

function executable(): Check {
  const found = findTracer();
  return { name: 'tracer', ok: found.ok, detail: found.ok ? found.path : found.failure.message };
}

function types(): Check {
  const path = '/sys/kernel/btf/vmlinux';
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  return { name: 'kernel types', ok: size !== undefined, detail: size === undefined ? `no ${path}` : `BTF, ${Math.round(size / 1024)} KiB` };
}

function privilege(checked: Checked): Check {
  const how = process.getuid?.() === 0 ? `root (capabilities ${capabilities()})` : 'sudo -n';
  if (checked.ok) return { name: 'privilege', ok: true, detail: how };
  const refused = checked.failure.kind === 'no-privilege';
  // Any exit status of the tracer's own means that it was started as root.
  const known = refused || checked.failure.exitStatus !== null;
  return { name: 'privilege', ok: refused ? false : known ? true : null, detail: refused ? checked.failure.message : known ? how : 'not tried' };
}

function capabilities(): string {
  return /^CapEff:\s*(\S+)/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1] ?? 'unknown';
}

function tracing(checked: Checked): readonly Check[] {
  if (!checked.ok) {
    const output = checked.failure.output.length === 0 ? '' : ` (${checked.failure.output.join('; ')})`;
    const earlier = checked.executable === null || checked.failure.kind === 'no-privilege';
    return [{ name: 'tracing', ok: earlier ? null : false, detail: earlier ? 'not tried' : checked.failure.message + output }];
  }
  const { header } = checked;
  const milliseconds = (nanoseconds: number) => (nanoseconds / 1e6).toFixed(1);
  return [
    { name: 'tracing', ok: true, detail: `armed and proven in ${milliseconds(header.armedAfterNs)} ms on Linux ${header.kernel}` },
    ...header.hooks.map(hook => ({
      name: `hook ${hook.name}`,
      ok: hook.needed === false ? null : hook.attached,
      detail: hook.attached ? 'attached' : `${hook.needed === false ? 'not needed' : 'not attached'}: ${hook.why ?? 'no reason recorded'}`,
    })),
  ];
}

function render({ checks, canWatch, remedy }: Diagnosis): string {
  const paint = painter(wantsColour(STDOUT, process.env));
  const column = Math.max(...checks.map(check => check.name.length));
  const mark = (ok: boolean | null) => (ok === null ? '-' : ok ? paint('32', '✓') : paint('31', '✗'));
  const lines = checks.map(check => `${mark(check.ok)} ${inert(check.name).padEnd(column)}  ${inert(check.detail)}`);
  const verdict = canWatch
    ? paint('32', 'crash-gate can watch this machine.')
    : `${paint('31', "crash-gate can't watch this machine.")}\nWhat to change: ${inert(remedy!)}`;
  return `${[...lines, '', verdict].join('\n')}\n`;
}

const painter = (colour: boolean) => (code: string, text: string) => (colour ? `\x1b[${code}m${text}\x1b[0m` : text);
