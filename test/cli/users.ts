/**
 * crash-gate as an unprivileged user, with and without a sudo that needs no password. The machine's own sudo rules are left
 * alone: a mount namespace of its own shows this process, and nobody else, another /etc/sudoers.d.
 */
import { chmodSync, cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Outcome, ROOT, start } from './harness.ts';

/** uid and gid of nobody and nogroup. */
export const NOBODY = 65534;

export interface Setting {
  readonly folder: string;
  /** A copy of dist/ that every user can enter: the checkout may lie in somebody's closed home. */
  readonly dist: string;
}

export function prepareUsers(folder: string): Setting {
  chmodSync(folder, 0o755);
  const dist = join(folder, 'dist');
  cpSync(join(ROOT, 'dist'), dist, { recursive: true });
  const rules = join(folder, 'sudoers');
  const allow = `#${NOBODY} ALL=(root) NOPASSWD: ${join(dist, 'bin')}/*/tracer\n`;
  const texts: Readonly<Record<Rules, string>> = {
    none: '',
    tracer: allow,
    'tracer-in-pty': `Defaults use_pty\n${allow}`,
    'with-tty': `Defaults requiretty\n${allow}`,
  };
  for (const [name, text] of Object.entries(texts)) {
    mkdirSync(join(rules, name), { recursive: true });
    writeFileSync(join(rules, name, 'crash-gate'), text, { mode: 0o440 });
  }
  return { folder, dist };
}

/** Which rules sudo has for nobody: none at all, or the tracer and nothing else, also with the terminal in between that Ubuntu's sudo makes, or only
 * for who has one. */
export type Rules = 'none' | 'tracer' | 'tracer-in-pty' | 'with-tty';

export function asNobody(
  { folder, dist }: Setting,
  rules: Rules,
  args: readonly string[],
  prefix: readonly string[] = [],
  first = ':',
): Promise<Outcome> {
  // sudo takes its rules from root only, and a test that isn't run by root can't make such files otherwise.
  const shell = `
    chown -R 0:0 "$1" && mount --bind "$1" /etc/sudoers.d && shift && ${first} &&
    exec setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups env HOME=/nonexistent USER=nobody "$@"`;
  const command = [
    'unshare',
    '--mount',
    'sh',
    '-c',
    shell,
    'sh',
    join(folder, 'sudoers', rules),
    ...prefix,
    process.execPath,
    join(dist, 'cli.js'),
    ...args,
  ];
  const [file, ...rest] = process.getuid?.() === 0 ? command : ['sudo', '-n', `PATH=${process.env.PATH}`, ...command];
  return start(file!, rest, { input: '', cwd: '/' }).outcome;
}
