import type { Identity } from 'bpf-linux';
import type { Crash } from '../crash/crash.ts';
import { baseName } from '../crash/name.ts';

/**
 * Programs that crash because they are made to: probes of build systems, death tests, fuzzers, the tracer's own proof.
 * They are told by the executable, never by comm, which a process chooses for itself.
 */
const checks: readonly ((crash: Crash, exe: string) => boolean)[] = [
  // autoconf's conftest, CMake's cmTC_1a2b3, meson's sanity checks and run() probes.
  (_, exe) => /^(?:conftest(?:\..*)?|cmTC_[0-9a-f]+|sanitycheck(?:c|cpp|objc|objcpp)\.exe)$/.test(exe),
  ({ death }, exe) => exe === 'output.exe' && /\/(?:meson-private|tmp)[^/]*\//.test(death.exe ?? ''),
  ({ death }) => /\/CMakeFiles\/(?:CMakeTmp|CMakeScratch)\//.test(death.exe ?? ''),
  // googletest, threadsafe style: the child is told so; fast style: a fork of the test program.
  ({ death }) => death.argv?.some(argument => argument.startsWith('--gtest_internal_run_death_test=')) === true,
  ({ death }, exe) => death.forkOnly && isTestProgram(exe) && sameExe(death, death.ancestors[0]),
  // Go's way: the test program runs itself again to crash.
  ({ death }, exe) => exe.endsWith('.test') && sameExe(death, death.ancestors[0]),
  ({ death }) => death.ancestors.slice(0, 2).some(ancestor => /^(?:afl-fuzz|afl-showmap|afl-cmin|afl-tmin|honggfuzz)$/.test(exeBase(ancestor))),
];

export function isDeliberate(crash: Crash): boolean {
  const exe = exeBase(crash.death);
  return checks.some(check => check(crash, exe));
}

/** The child that the tracer kills to prove that it sees deaths. */
export function isProof({ death }: Crash, proof: number | null): boolean {
  const parent = death.ancestors[0];
  return (death.pid === proof || death.comm === 'tracer-proof') && parent !== undefined && exeBase(parent) === 'tracer';
}

const isTestProgram = (exe: string): boolean => /(?:^|[-_.])(?:unit_?)?tests?(?:\.exe)?$|(?:UnitTests?|Tests?)$/.test(exe);

const sameExe = (process: Identity, parent: Identity | undefined): boolean => process.exe !== null && process.exe === parent?.exe;

const exeBase = ({ exe }: Identity): string => (exe === null ? '' : baseName(exe));
