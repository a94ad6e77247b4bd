import type { Death, Identity } from 'bpf-linux';
import type { Crash } from '../crash/crash.ts';
import { baseName, scriptOf } from '../crash/name.ts';
import { isTestBinary, isTestProgram } from '../crash/programs.ts';
import type { Story } from '../incident/story.ts';

/**
 * Programs that crash because they are made to: probes of build systems, death tests, stress tests, fuzzers.
 * They are told by the executable, never by comm, which a process chooses for itself.
 */
const checks: readonly ((crash: Crash, exe: string) => boolean)[] = [
  // autoconf's conftest, CMake's cmTC_1a2b3, meson's sanity checks and run() probes.
  (_, exe) => /^(?:conftest(?:\..*)?|cmTC_[0-9a-f]+|sanitycheck(?:c|cpp|objc|objcpp)\.exe)$/.test(exe),
  ({ death }, exe) => exe === 'output.exe' && /\/(?:meson-private|tmp)[^/]*\//.test(death.exe ?? ''),
  ({ death }) => /\/CMakeFiles\/(?:CMakeTmp|CMakeScratch)\//.test(death.exe ?? ''),
  // googletest, threadsafe style: the child is told so; fast style: a fork of the test program, which its name or its options give away.
  ({ death }) => death.argv?.some(argument => argument.startsWith('--gtest_internal_run_death_test=')) === true,
  ({ death }, exe) => isFork(death) && isTestProgram(exe) && sameExe(death, death.ancestors[0]),
  // libcheck's programs (check_shop, test_shop) do the same. Others have such names, too (check-links), and what they fork are workers.
  ({ death }, exe) => isFork(death) && /^(?:check|tests?)[-_]/.test(exe) && sameExe(death, death.ancestors[0]) && isStruckYoung(death),
  ({ death }) => isFork(death) && death.ancestors[0]?.argv?.some(argument => argument.startsWith('--gtest_')) === true,
  // Criterion's tests, each a process of its own.
  ({ death }) => death.argv?.[0] === 'boxfort-worker',
  // Go's and Rust's way: the test program runs itself again to crash.
  ({ death }) => isTestBinary(death.exe ?? '') && sameExe(death, death.ancestors[0]),
  // Its stressors raise faults by the million, and some die of them.
  (_, exe) => exe === 'stress-ng',
  ({ death }) => death.ancestors.slice(0, 2).some(ancestor => /^(?:afl-fuzz|afl-showmap|afl-cmin|afl-tmin|honggfuzz)$/.test(exeBase(ancestor))),
  // libFuzzer's -fork mode calls itself, by way of a shell, and looks at how each ends.
  ({ death }) => death.ancestors.slice(0, 2).some(ancestor => sameExe(death, ancestor) && ancestor.argv?.some(word => /^-fork=\d/.test(word))),
];

export function isDeliberate(crash: Crash): boolean {
  const exe = exeBase(crash.death);
  return checks.some(check => check(crash, exe));
}

/**
 * A test program that a script of the same name calls, and the script found right how it ended: automake's test-c-stack2.sh. One that runs it
 * again, outside of automake's tests, has found nothing right: it retries. Or one that automake was told will fail (XFAIL_TESTS):
 * `test-driver --expect-failure yes -- ./crash`.
 */
export function isExpectedByItsTest({ lead, swallowedBy, retried }: Story): boolean {
  if (swallowedBy?.process.argv?.join('\0').includes('\0--expect-failure\0yes\0')) return true;
  const exe = exeBase(lead.death);
  const script = swallowedBy === null || (retried && !isAutomakes(lead)) ? null : scriptOf(swallowedBy.process);
  if (script === null || !(/[-_.]/.test(exe) && (isTestProgram(exe) || /^tests?[-_]/.test(exe)))) return false;
  const stem = baseName(script).replace(/\.\w+$/, '');
  return stem === exe || stem.replace(/[-_]?\d+$/, '') === exe;
}

const isAutomakes = ({ death }: Crash): boolean => death.ancestors.some(ancestor => baseName(scriptOf(ancestor) ?? '') === 'test-driver');

/** proof.c: its name, and where it writes. */
const PROOF = { comm: 'tracer-proof', lowest: 0x1000, highest: 0xf000 };

/**
 * The child by which another tracer proves that it sees deaths: of a second gate, or of one inside the watched command. (A tracer's own
 * never comes to its record.) All of what makes one must be there, root's identity too: only root can pretend to be one, and root
 * could as well end the watch.
 */
export function isProof({ death, cause }: Crash): boolean {
  const address = cause.kind === 'fault' && cause.signal === 'SIGSEGV' ? Number(cause.faultAddress) : 0;
  const itsWay = address >= PROOF.lowest && address < PROOF.highest && death.forkOnly && sameExe(death, death.ancestors[0]);
  return itsWay && death.comm === PROOF.comm && death.uid === 0;
}

/** Its parent is a debugger: somebody has the crash before their eyes, and nothing hides it. */
export function isDebugged({ death }: Crash): boolean {
  const parent = death.ancestors[0];
  return parent !== undefined && /^(?:gdb|gdb-multiarch|gdbserver|lldb(?:-server)?(?:-[\d.]+)?|strace|ltrace|rr)$/.test(exeBase(parent));
}

/** A death test has come to its point by then; a worker had worked. */
const YOUNG = 1e9;
/** Its lifetime would say less: a core file, or the report of a handler, may take seconds. */
const isStruckYoung = ({ fault, sent, at, startedAt }: Death): boolean => ((fault ?? sent)?.at ?? at) - startedAt < YOUNG;

/** What listens is a server, and its forks are workers, whatever it is called. */
const isFork = ({ forkOnly, parentListens }: Death): boolean => forkOnly && !parentListens;

const sameExe = (process: Identity, parent: Identity | undefined): boolean => process.exe !== null && process.exe === parent?.exe;

const exeBase = ({ exe }: Identity): string => (exe === null ? '' : baseName(exe));
