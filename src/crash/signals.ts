/** Signal numbers and si_code values by name. The numbers are those of x86 and arm64, which are the same. */
const names = [
  ...['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGKILL', 'SIGUSR1', 'SIGSEGV', 'SIGUSR2', 'SIGPIPE'],
  ...['SIGALRM', 'SIGTERM', 'SIGSTKFLT', 'SIGCHLD', 'SIGCONT', 'SIGSTOP', 'SIGTSTP', 'SIGTTIN', 'SIGTTOU', 'SIGURG', 'SIGXCPU', 'SIGXFSZ'],
  ...['SIGVTALRM', 'SIGPROF', 'SIGWINCH', 'SIGIO', 'SIGPWR', 'SIGSYS'],
];

export const SIGHUP = 1;
export const SIGINT = 2;
export const SIGQUIT = 3;
export const SIGILL = 4;
export const SIGTRAP = 5;
export const SIGABRT = 6;
export const SIGBUS = 7;
export const SIGFPE = 8;
export const SIGKILL = 9;
export const SIGSEGV = 11;
export const SIGTERM = 15;
export const SIGXCPU = 24;
export const SIGXFSZ = 25;
export const SIGSYS = 31;

/** Signals that a process normally only gets for a fault of its own. */
export const faultSignals: ReadonlySet<number> = new Set([SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGSYS]);

/** What signal(7) calls some of them as well. */
export const signalAliases: Readonly<Record<string, string>> = { SIGIOT: 'SIGABRT', SIGCLD: 'SIGCHLD', SIGPOLL: 'SIGIO', SIGUNUSED: 'SIGSYS' };

/** "SIGSEGV", "SIGRTMIN+3", "signal 99". glibc keeps 32 and 33 for itself, so SIGRTMIN is 34. */
export function signalName(signal: number): string {
  if (signal >= 34 && signal <= 64) return signal === 34 ? 'SIGRTMIN' : `SIGRTMIN+${signal - 34}`;
  return names[signal - 1] ?? `signal ${signal}`;
}

const anyCode: Readonly<Record<number, string>> = {
  0: 'SI_USER',
  128: 'SI_KERNEL',
  [-1]: 'SI_QUEUE',
  [-2]: 'SI_TIMER',
  [-3]: 'SI_MESGQ',
  [-4]: 'SI_ASYNCIO',
  [-5]: 'SI_SIGIO',
  [-6]: 'SI_TKILL',
  [-7]: 'SI_DETHREAD',
  [-60]: 'SI_ASYNCNL',
};

/** Kernel-raised codes, counted from 1. */
const codes: Readonly<Record<number, readonly string[]>> = {
  [SIGILL]: ['ILL_ILLOPC', 'ILL_ILLOPN', 'ILL_ILLADR', 'ILL_ILLTRP', 'ILL_PRVOPC', 'ILL_PRVREG', 'ILL_COPROC', 'ILL_BADSTK'],
  [SIGTRAP]: ['TRAP_BRKPT', 'TRAP_TRACE', 'TRAP_BRANCH', 'TRAP_HWBKPT', 'TRAP_UNK', 'TRAP_PERF'],
  [SIGBUS]: ['BUS_ADRALN', 'BUS_ADRERR', 'BUS_OBJERR', 'BUS_MCEERR_AR', 'BUS_MCEERR_AO'],
  [SIGFPE]: ['FPE_INTDIV', 'FPE_INTOVF', 'FPE_FLTDIV', 'FPE_FLTOVF', 'FPE_FLTUND', 'FPE_FLTRES', 'FPE_FLTINV', 'FPE_FLTSUB'],
  [SIGSEGV]: [
    ...['SEGV_MAPERR', 'SEGV_ACCERR', 'SEGV_BNDERR', 'SEGV_PKUERR', 'SEGV_ACCADI', 'SEGV_ADIDERR', 'SEGV_ADIPERR', 'SEGV_MTEAERR'],
    ...['SEGV_MTESERR', 'SEGV_CPERR'],
  ],
  [SIGSYS]: ['SYS_SECCOMP', 'SYS_USER_DISPATCH'],
};

/** "SEGV_MAPERR", "SI_TKILL", "code 77". */
export function codeName(signal: number, code: number): string {
  return anyCode[code] ?? codes[signal]?.[code - 1] ?? `code ${code}`;
}

/** All that `signalName` calls a signal of this kernel. */
export const signalNames: readonly string[] = Array.from({ length: 64 }, (_, index) => signalName(index + 1)).filter(name => name.startsWith('SIG'));

/** What `codeName` may say with a signal of this name. */
export function codeNames(signal: string): readonly string[] {
  return [...Object.values(anyCode), ...(codes[signalNames.indexOf(signal) + 1] ?? [])];
}
