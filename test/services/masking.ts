/** How tests hide what crashes below them, and what the gate has to say about it: one row a scene of fixtures/services/masking. */
import type { Report, ReportIncident } from '../../src/report/report.ts';
import { type Gated, gate, newFolder, removeFolder } from './harness.ts';

export interface Masking {
  /** The function of masking.sh; its recording is masking-NAME. */
  readonly scene: string;
  /** Who took no notice. */
  readonly by: string;
  /** What handed the crash on, as far as there, nearest first. */
  readonly via?: readonly string[];
  /** What isn't `error fault: shop-tool died of SIGSEGV; swallowed`. */
  readonly expect?: string;
  /** Only its recording is judged: Go is too large to be installed for one scene. */
  readonly recorded?: true;
}

// biome-ignore format: a table has a row a line
export const maskings: readonly Masking[] = [
  { scene: 'or_true', by: 'bash masking.sh' },
  { scene: 'next_command', by: 'bash masking.sh' },
  { scene: 'if_not', by: 'bash masking.sh' },
  { scene: 'trap_says_zero', by: 'bash' },
  { scene: 'inner_shell', by: 'sh' },
  { scene: 'pipeline', by: 'bash masking.sh' },
  { scene: 'substitution', by: 'bash masking.sh' },
  { scene: 'process_substitution', by: 'bash masking.sh' },
  { scene: 'eval_in_function', by: 'bash masking.sh' },
  { scene: 'never_waited', by: 'bash masking.sh' },
  { scene: 'waited_together', by: 'bash masking.sh' },
  { scene: 'waited_and_ignored', by: 'bash masking.sh' },
  { scene: 'detached', by: 'bash masking.sh' },
  { scene: 'double_fork', by: 'sh' },
  { scene: 'make_ignores', by: 'make' },
  { scene: 'make_keeps_going', by: 'bash masking.sh', via: ['make exited with 2'] },
  { scene: 'make_dash', by: 'make' },
  { scene: 'make_parallel', by: 'make' },
  { scene: 'make_shell', by: 'make' },
  { scene: 'ninja_ignores', by: 'sh' },
  { scene: 'python_run', by: 'python3' },
  { scene: 'python_system', by: 'sh, python3', via: ['sh exited with 139'] },
  { scene: 'python_popen', by: 'python3' },
  { scene: 'python_catches', by: 'python3' },
  { scene: 'python_pool', by: 'python3' },
  { scene: 'python_forks', by: 'python3', expect: 'error fault: python3 died of SIGSEGV; swallowed' },
  { scene: 'node_spawns', by: 'node' },
  { scene: 'node_sync', by: 'node' },
  { scene: 'node_catches', by: 'node', via: ['sh exited with 139'] },
  { scene: 'npm_or_exit', by: 'bash masking.sh', via: ['sh exited with 139', 'npm test exited with 139'] },
  { scene: 'perl_system', by: 'perl' },
  { scene: 'ruby_system', by: 'ruby' },
  { scene: 'find_exec', by: 'find' },
  { scene: 'xargs_or_true', by: 'bash masking.sh', via: ['xargs exited with 125'], expect: 'error abort: shop-tool died of SIGABRT; swallowed' },
  { scene: 'parallel_xargs', by: 'bash masking.sh', via: ['sh exited with 139', 'xargs exited with 123'] },
  { scene: 'timeout_or_true', by: 'bash masking.sh', via: ['timeout sent SIGSEGV to itself'] },
  { scene: 'env_or_true', by: 'bash masking.sh' },
  { scene: 'sudo_or_true', by: 'bash masking.sh', via: ['sudo sent SIGSEGV to itself'] },
  { scene: 'su_or_true', by: 'bash masking.sh', via: ['sh exited with 139', 'su exited with 139'] },
  { scene: 'script_or_true', by: 'bash masking.sh', via: ['script exited with 139'] },
  { scene: 'expect_ignores', by: 'expect' },
  { scene: 'in_tmux', by: 'bash' },
  { scene: 'strace_of_script', by: 'sh' },
  { scene: 'second_try', by: 'bash masking.sh' },
  { scene: 'bats_runs', by: 'bash bats-exec-test', via: ['bash bats-exec-test exited with 139'] },
  { scene: 'prove_passes', by: 'perl shop.t' },
  { scene: 'pytest_like', by: 'python3 unittest' },
  { scene: 'node_test', by: 'node shop.test.mjs' },
  { scene: 'go_test', by: 'shop.test', recorded: true },
  { scene: 'over_ssh', by: 'sshd', via: ['sshd: root@notty exited with 255'] },
];

export const recordingOf = ({ scene }: Masking): string => `masking-${scene.replaceAll('_', '-')}`;

export async function play(masking: Masking): Promise<Gated> {
  const folder = newFolder();
  try {
    return await gate(recordingOf(masking), 'masking/masking.sh', folder, masking.scene);
  } finally {
    removeFolder(folder);
  }
}

export function expectedOf({ by, via = [], expect = 'error fault: shop-tool died of SIGSEGV; swallowed' }: Masking): string {
  return [`${expect} by ${by}`, ...via.map(one => `then ${one}`)].join('; ');
}

/** A report in some lines without times and pids: each incident with its level, its rule, what hid it and the evidence of that. */
export function maskingOf(report: Report): string[] {
  const verdict = report.verdict === 'failed' ? [] : [report.verdict];
  return [...verdict, ...report.watch.problems.map(({ message }) => message), ...report.incidents.map(lineOf)];
}

function lineOf({ level, rule, title, masked, swallowers, replacements, followers }: ReportIncident): string {
  const hiders = masked === 'swallowed' ? swallowers.map(({ name }) => name) : replacements.map(({ by }) => by.replace(/ \(pid \d+\)$/, ''));
  const hidden = hiders.length === 0 ? masked : `${masked} by ${[...new Set(hiders)].join(', ')}`;
  return [`${level} ${rule}: ${title}; ${hidden}`, ...followers.map(({ name, how }) => `then ${name} ${how}`)].join('; ');
}
