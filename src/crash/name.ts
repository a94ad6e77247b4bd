import type { Identity } from 'bpf-linux';
import { classOf, classOfTitle, commands, isCheck, isTestBinary, isTestProgram, isTestScript, type ProgramClass } from './programs.ts';
import { scriptAmong } from './script.ts';

/** What names a process: any identity will do. */
export type Named = Pick<Identity, 'comm' | 'exe' | 'argv'>;

/** One process, as long as the recording goes: a pid alone is reused at will. */
export const processKey = (process: { readonly pid: number; readonly startedAt: number }): string => `${process.pid}:${process.startedAt}`;

export const baseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** One file under many names: argv[0] says which it is. */
const multiCall: ReadonlySet<string> = new Set(['busybox', 'toybox', 'coreutils', 'uutils', 'pgrep', 'dash']);
/** `busybox sh shop.sh`: or the first argument says it. */
const boxes: ReadonlySet<string> = new Set(['busybox', 'toybox', 'coreutils', 'uutils']);

function argvOf({ exe, argv }: Named): readonly string[] | null {
  const own = boxes.has(baseName(exe ?? '')) && baseName(argv?.[0] ?? '') === baseName(exe ?? '');
  return own && /^\w/.test(argv![1] ?? '') ? argv!.slice(1) : argv;
}

/** The executable's name: "nginx", "python3", "sh" for busybox's. */
export function exeName(process: Named): string {
  const exe = process.exe === null ? '' : baseName(process.exe);
  const first = baseName(argvOf(process)?.[0] ?? '');
  if (exe === '') return first === '' ? process.comm : first;
  if (multiCall.has(exe)) return first === '' ? exe : first.replace(/^-/, '');
  // python3 is a link to python3.11: the short name is what people call it.
  return first !== '' && exe.startsWith(first) && classOf(first) !== null ? first : exe;
}

/** The program that runs: for an interpreter its script without the suffix, or its title; else the executable's name. "supervisord", "jest", "nginx". */
export function programName(process: Named): string {
  if (isOneWord(process)) return process.argv![0]!;
  const script = scriptOf(process);
  return script === null ? exeName(process) : baseName(script).replace(/\.(?:c?m?js|ts|py|rb|pl|php|sh|jar|dll)$/, '');
}

export const programClass = (process: Named): ProgramClass | null => {
  const titled = classOfTitle(process.argv?.[0] ?? '') ?? classOfTitle(process.comm);
  if (titled !== null) return titled;
  const own = classOf(exeName(process)) ?? (isTestBinary(process.exe ?? '') || isTestProgram(exeName(process)) ? 'test-runner' : null);
  if (own !== 'interpreter') return own;
  // A script's own name says more: supervisord is a supervisor, jest a test runner. A shell's script may be anything.
  return classOf(programName(process)) ?? (isTestScript(scriptOf(process) ?? '') ? 'test-runner' : own);
};

export const isSystemd = (process: Named | null): boolean => process !== null && process.comm === 'systemd';

/** It is run for its answer: a tool, a test runner, a check, `sh -c` or `python -c` with whatever line. */
export function isCommand(process: Named): boolean {
  const kind = programClass(process);
  if (kind === 'shell') return scriptOf(process) === null;
  if (kind === 'interpreter' && scriptOf(process) === null) return isInline(process);
  return kind === 'tool' || kind === 'test-runner' || kind === 'runtime' || commands.has(exeName(process)) || isCheck(programName(process));
}

/** `python3 -c …`, `perl -e …`, `node -e …` */
const isInline = ({ argv }: Named): boolean => argv?.some(argument => /^-(?:[a-zA-Z]*[ce]|-eval)$/.test(argument)) === true;

/** The script that an interpreter or a shell runs: a path, a module's name, a jar. Null for other programs and for inline code. */
export function scriptOf(process: Named): string | null {
  const argv = argvOf(process);
  return argv === null ? null : scriptAmong(exeName(process), argv);
}

const LONGEST_NAME = 60;

/** What a person calls it: "nginx: worker process", "node server.js", "redis-server". Hostile text: make it inert before printing. */
export function displayName(process: Named): string {
  return nameOf(process) || shorten(process.comm.trim()) || '(no name)';
}

function nameOf(process: Named): string {
  if (isRetitled(process)) return shorten(commandTitle(process) ?? titleOf(process));
  const exe = exeName(process);
  const script = scriptOf(process);
  return shorten(script === null ? exe.trim() : `${exe} ${baseName(script)}`);
}

/**
 * A daemon that overwrites its arguments leaves a sentence where argv[0] was ("nginx: worker process", "node /srv/shop.js"), and nothing
 * in the arguments after it. What it was started with is gone.
 */
export function isRetitled(process: Named): boolean {
  const [title = '', ...rest] = process.argv ?? [];
  const sentence = title.includes(' ') && (!title.includes('/') || (rest.length === 0 && process.exe?.includes(' ') === false));
  return title.includes(': ') || sentence || isOneWord(process) || (rest.length > 0 && rest.every(argument => argument === ''));
}

/** Interpreters run under their own name or a link to it: "gulp", with no arguments, is a title that a script gave itself. */
function isOneWord(process: Named): boolean {
  const [title = '', ...rest] = process.argv ?? [];
  const own = classOf(exeName(process)) === 'interpreter';
  return own && /^[\w.@-]+$/.test(title) && !title.startsWith('-') && rest.length === 0 && classOf(title) !== 'interpreter';
}

/** "nginx: master process nginx -g daemon off;" is known as "nginx: master process": what it was started with is left out. */
function titleOf(process: Named): string {
  const words = (process.argv ?? []).join(' ').trim().split(' ');
  const exe = exeName(process);
  const command = words.findIndex((word, index) => index > 0 && (word.startsWith('/') || (word === exe && words[index + 1]?.startsWith('-'))));
  return words
    .slice(0, command === -1 ? words.length : command)
    .join(' ')
    .replace(/:$/, '');
}

/** A title that is a command line, as pm2 gives it and Chromium: "node /srv/shop.js", "/usr/lib/chromium/chromium --type=renderer --lang=en". */
function commandTitle(process: Named): string | null {
  const argv = process.argv?.length === 1 ? process.argv[0]!.split(' ') : [];
  const exe = exeName(process);
  if (argv[0] === process.exe && argv.length > 1) return `${exe} ${argv[1]}`;
  const script = argv[0] === exe ? scriptOf({ ...process, argv }) : null;
  // "node (vitest 1)" is a title.
  return script === null || !/[./]/.test(script) ? null : `${exe} ${baseName(script)}`;
}

function shorten(text: string): string {
  // By code points, so that a pair of surrogates is never cut in two; the slice keeps a name of a megabyte cheap.
  const points = [...text.slice(0, LONGEST_NAME * 2 + 2)];
  return points.length > LONGEST_NAME ? `${points.slice(0, LONGEST_NAME - 1).join('')}…` : text;
}
