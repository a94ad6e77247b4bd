/** The versions of Node that dist/ promises to start on, or to refuse in words. Node 24 comes with the tests; the others are fetched once, into the user's cache. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** One version of each line, pinned: a test must not change by itself. */
const versions = { 12: '12.22.12', 16: '16.20.2', 18: '18.20.8', 20: '20.20.2', 22: '22.23.3', 24: '24.21.0' } as const;

export type Major = keyof typeof versions;
const all = Object.keys(versions).map(Number) as Major[];
export const majors = all.filter(major => major >= 20);
/** Lines that distributions still have, or had not long ago. 12 knows no await outside of functions. */
export const oldMajors = all.filter(major => major < 20);

/** Path of that Node's executable. */
export function nodeOf(major: Major): string {
  return [process.execPath, 'node'].find(file => runs(file, major)) ?? fetched(major);
}

function fetched(major: Major): string {
  const folder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'crash-gate', `node-${versions[major]}`);
  const name = `node-linux-${process.arch}`;
  const file = join(folder, 'node_modules', name, 'bin/node');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    const { status, stderr } = spawnSync('npm', ['install', '--silent', '--prefix', folder, `${name}@${versions[major]}`], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`Node ${versions[major]} could not be fetched with npm: ${stderr}`);
  }
  if (!runs(file, major)) throw new Error(`${file} does not run; remove ${folder} and try again`);
  return file;
}

const runs = (file: string, major: Major): boolean => spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout?.startsWith(`v${major}.`) ?? false;
