import type { CauseKind } from '../../crash/cause.ts';
import { codeNames, signalNames } from '../../crash/signals.ts';
import type { Masked } from '../../incident/masked.ts';
import type { KeyName } from './subject.ts';

/**
 * glob: the whole text. path: a glob with a "/" is for the whole path, one without it for the name. choice: one of a few words.
 * number: 1 to 255, or a range such as "1-3".
 */
export type KeyKind = 'glob' | 'path' | 'choice' | 'number';

/** By default the kernel ignores these, or stops the process, or lets it go on (signal(7)); nobody asks for an end with them. */
export const harmlessSignals: readonly string[] = ['SIGCHLD', 'SIGCONT', 'SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGURG', 'SIGWINCH'];
const endingSignals = signalNames.filter(name => !harmlessSignals.includes(name));

export interface Key {
  readonly kind: KeyKind;
  /** For editors and documents: what it matches. */
  readonly about: string;
  readonly example: string;
  /** All values that there are; absent: any. */
  readonly values?: readonly string[];
  /** Values beside these begin like that. */
  readonly others?: string;
  /** Texts are never longer. */
  readonly most?: number;
}

export const causeKinds: readonly CauseKind[] = ['fault', 'abort', 'oom', 'killed', 'signal', 'limit', 'exit', 'unknown'];
const maskings: readonly Masked[] = ['replaced', 'swallowed', 'tests-passed', 'no'];

const faultSignals = ['SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE', 'SIGTRAP', 'SIGSYS'];
/** What the kernel may say of a fault with one of these signals. */
export const codesOf = (signals: readonly string[]): readonly string[] => [...new Set(signals.flatMap(codeNames))];
const allCodes = codesOf(faultSignals);

/** Every key of `match`, in the order in which a rule asks: what is cheap and tells most comes first. */
export const keys: Readonly<Record<KeyName, Key>> = {
  cause: { kind: 'choice', values: causeKinds, example: 'fault', about: 'Why it ended' },
  signal: { kind: 'glob', values: endingSignals, example: 'SIGSEGV', about: 'The signal that ended it, or that asked it to end' },
  'exit-code': { kind: 'number', example: '137', about: 'Its exit code: a number from 1 to 255, or a range such as "64-78"' },
  // A newer kernel's codes have no name here.
  code: { kind: 'glob', values: allCodes, others: 'code ', example: 'SEGV_MAPERR', about: "The kernel's word for a fault (si_code)" },
  masked: { kind: 'choice', values: maskings, example: 'replaced', about: 'What hid it' },
  comm: { kind: 'glob', most: 15, example: 'postgres', about: 'Its name as ps shows it, at most 15 bytes; a process chooses it for itself' },
  exe: { kind: 'path', example: '/usr/sbin/nginx', about: 'Its executable: the path, or with no "/" in the glob the file name' },
  unit: { kind: 'glob', example: 'shop.service', about: 'Its systemd unit' },
  step: { kind: 'glob', example: 'chaos', about: 'The id of the GitHub step that started it, or that ran as it died' },
  container: { kind: 'glob', example: 'shop-db-*', about: "Its container: the name, the Compose service, the id, or the id's first 12 characters" },
  image: { kind: 'glob', example: 'postgres:*', about: "Its container's image, as it was asked for" },
  pod: { kind: 'glob', example: 'shop-*', about: 'Its Kubernetes pod: the name or the uid' },
  sender: { kind: 'path', example: 'chaos.py', about: 'Who sent the signal: the path, or the name of the program or script' },
  ancestor: { kind: 'path', example: 'jest', about: 'Any process that it descends from: the path, or the name of the program or script' },
  argv: { kind: 'glob', example: '*--port 8080*', about: 'Its arguments, with one space between them' },
  signature: { kind: 'glob', example: 'fault | SIGSEGV | *', about: "The incident's signature, as report.json has it" },
};

export const keyNames = Object.keys(keys) as readonly KeyName[];

const all = endingSignals;
const ends: Readonly<Record<CauseKind, { readonly signals: readonly string[]; readonly has: readonly KeyName[] }>> = {
  fault: { signals: faultSignals, has: ['signal', 'code', 'exit-code'] },
  abort: { signals: ['SIGABRT'], has: ['signal'] },
  oom: { signals: ['SIGKILL'], has: ['signal'] },
  killed: { signals: all, has: ['signal', 'exit-code', 'sender'] },
  signal: { signals: all, has: ['signal', 'exit-code'] },
  limit: { signals: ['SIGXCPU', 'SIGXFSZ', 'SIGKILL'], has: ['signal'] },
  exit: { signals: [], has: ['exit-code'] },
  unknown: { signals: all, has: ['signal'] },
};

const dependent: readonly KeyName[] = ['signal', 'code', 'exit-code', 'sender'];

/** What an end of this cause can have. */
export const signalsOf = (cause: CauseKind): readonly string[] => ends[cause].signals;
export const hasKey = (cause: CauseKind, key: KeyName): boolean => !dependent.includes(key) || ends[cause].has.includes(key);
