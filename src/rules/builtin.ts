import type { Cause, CauseKind } from '../crash/cause.ts';
import type { Crash } from '../crash/crash.ts';
import { faultSignals, SIGABRT } from '../crash/signals.ts';
import { isDebugged, isDeliberate, isExpectedByItsTest, isProof } from './deliberate.ts';
import type { Rule, RuleContext } from './rule.ts';

const kind = (wanted: CauseKind) => (context: RuleContext) => context.story.lead.cause.kind === wanted;
const replaced = ({ story }: RuleContext): boolean => story.replacement !== null;
/** A fatal signal that a process sent; what the kernel takes along with another process isn't replaced by anyone's choice. */
const killed = ({ story: { lead } }: RuleContext): boolean => lead.cause.kind === 'killed' && lead.cause.by === 'process';
const all =
  (...conditions: readonly ((context: RuleContext) => boolean)[]) =>
  (context: RuleContext): boolean =>
    conditions.every(condition => condition(context));

/** What counts, and why: the first that matches decides. */
export const builtinRules: readonly Rule[] = [
  {
    id: 'deliberate',
    level: 'ignored',
    sentence: 'build probes, death tests, stress tests and fuzzers crash on purpose',
    counted: ['deliberate crash', 'deliberate crashes'],
    matches: ({ story }) => isDeliberate(story.lead) || isProof(story.lead) || isExpectedByItsTest(story),
  },
  {
    id: 'debugged',
    level: 'ignored',
    sentence: 'what a debugger runs, somebody is looking at',
    counted: ['crash in a debugger', 'crashes in a debugger'],
    matches: ({ story }) => isDebugged(story.lead) && story.replacement === null,
  },
  {
    id: 'fault',
    level: 'error',
    sentence: 'a process that dies of its own fault is always an error',
    counted: ['fault', 'faults'],
    matches: kind('fault'),
  },
  {
    id: 'abort',
    level: 'error',
    sentence: 'a process that aborts itself is always an error',
    counted: ['abort', 'aborts'],
    matches: kind('abort'),
  },
  {
    id: 'oom',
    level: 'error',
    sentence: 'a process that the OOM killer chose is always an error',
    counted: ['OOM kill', 'OOM kills'],
    matches: kind('oom'),
  },
  {
    id: 'limit',
    level: 'error',
    sentence: 'a process that reaches a resource limit is always an error',
    counted: ['limit', 'limits'],
    matches: kind('limit'),
  },
  {
    id: 'unexplained',
    level: 'error',
    sentence: 'a process that dies of a fault signal is an error, even when nobody saw who raised it',
    counted: ['unexplained crash', 'unexplained crashes'],
    matches: all(kind('unknown'), ({ story: { lead } }) => isFaultLike(lead.end.signal)),
  },
  {
    id: 'unexplained-replaced',
    level: 'warning',
    sentence: 'something ended it that the record does not name, and its replacement hid that',
    counted: ['unexplained end', 'unexplained ends'],
    matches: all(kind('unknown'), replaced),
  },
  {
    id: 'unexplained-end',
    level: 'warning',
    sentence: 'something ended it that the record does not name: no stop that anybody is known to have asked for',
    counted: ['unexplained end', 'unexplained ends'],
    matches: kind('unknown'),
  },
  {
    id: 'killed-by-runtime-replaced',
    level: 'warning',
    sentence: 'a container runtime or systemd stopped it and started it again: a failed health check, a restart, or a stop that took too long',
    counted: ['restart by a container runtime or systemd', 'restarts by a container runtime or systemd'],
    matches: all(killed, replaced, ({ relation }) => relation === 'runtime'),
  },
  {
    id: 'killed-in-job-replaced',
    level: 'warning',
    sentence: 'the job itself killed it, and it was started again: a chaos test, or a restart',
    counted: ['kill and restart by the job', 'kills and restarts by the job'],
    matches: all(killed, replaced, ({ relation }) => relation === 'in-job' || relation === 'service' || relation === 'unknown'),
  },
  {
    id: 'aborted-as-hung-replaced',
    level: 'warning',
    sentence: 'its own parent aborted it and started another: that is how masters end workers that no longer answer',
    counted: ['abort of a hung worker', 'aborts of hung workers'],
    matches: all(killed, replaced, ({ story: { lead }, relation }) => relation === 'ancestor' && isAbortedWorker(lead)),
  },
  {
    id: 'killed-replaced',
    level: 'error',
    sentence: 'something outside the job killed it, and its replacement hid that',
    counted: ['kill from outside', 'kills from outside'],
    matches: all(killed, replaced, ({ relation }) => relation === 'outside'),
  },
  {
    id: 'killed-swallowed',
    level: 'error',
    sentence: 'something outside the job killed it, and what waited for it went on and ended well',
    counted: ['kill from outside', 'kills from outside'],
    matches: all(killed, ({ story, relation }) => story.masked === 'swallowed' && relation === 'outside'),
  },
  {
    id: 'killed-supervised',
    level: 'warning',
    sentence: 'something outside the job killed a service, which stayed down while the job went on',
    counted: ['kill from outside', 'kills from outside'],
    matches: all(killed, stayedDown, ({ relation }) => relation === 'outside'),
  },
  {
    id: 'stopped',
    level: 'ignored',
    sentence: 'a stop that was asked for: by its parent, a test, a timeout or a teardown',
    counted: ['stop', 'stops'],
    matches: kind('killed'),
  },
  {
    id: 'exit-replaced',
    level: 'error',
    sentence: 'a supervised process that fails and is started again hides its failure',
    counted: ['failed service', 'failed services'],
    matches: all(kind('exit'), replaced, ({ story }) => !story.attended),
  },
  {
    id: 'exit-run-again',
    level: 'warning',
    sentence: 'a container that nobody keeps up failed, and was run again: another try, or a failure that nobody looked at',
    counted: ['container that was run again', 'containers that were run again'],
    matches: all(kind('exit'), ({ story }) => story.askedAgain && !story.attended),
  },
  {
    id: 'exit-supervised',
    level: 'warning',
    sentence: 'a service failed and stayed down while the job went on',
    counted: ['failed service', 'failed services'],
    matches: all(kind('exit'), stayedDown),
  },
  {
    id: 'exit',
    level: 'ignored',
    sentence: 'exit codes of commands are their answers',
    counted: ['exit code of a command', 'exit codes of commands'],
    matches: kind('exit'),
  },
  {
    id: 'signal-replaced',
    level: 'error',
    sentence: 'a service that a closed pipe or a timer ends, and that is started again, hides that',
    counted: ['service ended by a signal', 'services ended by signals'],
    matches: all(kind('signal'), replaced, ({ story: { lead }, supervision }) => supervision !== null && !isOwnWill(lead.cause)),
  },
  {
    id: 'signal',
    level: 'ignored',
    sentence: 'closed pipes, timers, hang-ups and signals that a process sends to itself are part of the work',
    counted: ['other signal', 'other signals'],
    matches: () => true,
  },
];

/** What executes another program is no worker: a test may end it in any way. */
const isAbortedWorker = ({ cause, death }: Crash): boolean => cause.kind === 'killed' && cause.signal === 'SIGABRT' && death.forkOnly;

/** The kernel's SIGPIPE looks as if the process had sent it. */
const isOwnWill = (cause: Cause): boolean => cause.kind === 'signal' && cause.by === 'itself' && cause.signal !== 'SIGPIPE';

const isFaultLike = (signal: number | null): boolean => signal !== null && (signal === SIGABRT || faultSignals.has(signal));

const LONG_LIVED = 10e9;

/** Whether a service's end is a failure that nobody mended, rather than the end of a command or a teardown. */
function stayedDown({ story, supervision, jobWentOn, endedTogether }: RuleContext): boolean {
  if (!jobWentOn || story.attended) return false;
  const { death } = story.lead;
  // A rank of mpiexec's inherits its socket: whoever executed it still listens.
  const inherited = death.parentListens && !death.forkOnly;
  const onNetwork = death.listening.some(({ port, shared }) => port > 0 && !(shared && inherited));
  // A unit that neither served nor lived is a one-shot command, unless somebody has started it again before; and a local socket is many a
  // tool's own business.
  if (supervision === 'unit') return onNetwork || death.lifetimeNs >= LONG_LIVED || story.tookPlace;
  return supervision === 'container' || (supervision === 'service' && onNetwork && !endedTogether);
}
