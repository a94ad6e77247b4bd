/** What --help prints. */
import type { CommandName } from '../options.ts';

const general = `crash-gate: fails a run when processes crashed behind passing tests

  crash-gate run [options] -- command…   watch the whole machine while the command runs
  crash-gate start, crash-gate stop      the same in two halves, for the steps of a CI job
  crash-gate report FILE…                judge and show recordings again
  crash-gate rules [FILE] [RECORD…]      check your own rules, and say what they decide
  crash-gate doctor                      what works on this machine, and what to change
  crash-gate --version

crash-gate COMMAND --help tells more. Only the tracer needs root: start crash-gate as root,
or as a user whose "sudo -n" works. Exit statuses: 0 clean or tolerated, 2 usage, or a
report that could not be written, 3 the gate failed, 4 the watch was incomplete.
`;

const run = `crash-gate run [options] -- command…

Watches the whole machine while the command runs. The command keeps stdin, stdout, stderr, signals
and its exit status. Crashes that count are told on stderr as they happen, the report follows at the end.

  --gate fail|annotate|off        fail (default): a failed verdict gives exit status 3, an incomplete watch 4
                                  annotate: the same report, but the exit status is the command's
                                  off: record only, judge later with crash-gate report
  --scope machine|job             which crashes count. machine: all but those of the machine's own services (snapd,
                                  systemd-resolved and the like). job: those of the command's processes, however
                                  they detached, and of containers that run for it. Default: job on self-hosted
                                  GitHub runners, else machine. What doesn't count is listed all the same
  --format terminal|json|markdown|junit|sarif|html
                                  terminal (default): a report for people, on stderr
                                  the others: on stdout, after the command's own output
  --out DIR                       keep record.ndjson and report.json there. Otherwise they go to a fresh
                                  temporary directory, which is removed again when the run was clean
  --on-unsupported fail|warn      what it means that this machine can't be watched. The command runs all the
                                  same; fail (default): exit status 4, warn: the command's own
  --rules FILE|none               your own rules. Default: .github/crash-gate.yml of the repository around this folder

Exit status: the command's own when it failed (128+n when signal n ended it, 127 when there is no such
command, 126 when it can't be run), else 0 clean or tolerated, 3 the gate failed, 4 inconclusive; 2 usage,
or the report could not be written.
`;

const start = `crash-gate start [options]

Begins to watch the whole machine, and leaves. The watch goes on until crash-gate stop, in whatever
process of the same user, or until the machine ends.

  --scope machine|job             which crashes count. machine: all but those of the machine's own services (snapd,
                                  systemd-resolved and the like). job: those of the job's processes, however
                                  they detached, and of containers that run for it. Default: job on self-hosted
                                  GitHub runners, else machine. What doesn't count is listed all the same
  --out DIR                       keep record.ndjson there, and what crash-gate stop needs to know. Default: .crash-gate
  --on-unsupported fail|warn      what it means that this machine can't be watched: exit status 4 (default), or a word
  --rules FILE|none               your own rules, for crash-gate stop. They are checked now, and read again then

Exit status: 0 the watch has begun, 4 it could not, 2 usage.
`;

const stop = `crash-gate stop [options]

Ends the watch that crash-gate start began, judges it, and shows the report on stdout.

  --out DIR                       the DIR of crash-gate start; report.json is written there. Default: .crash-gate
  --gate fail|annotate|off        fail (default): the verdict decides the exit status; annotate: it doesn't; off: only stop
  --format terminal|json|markdown|junit|sarif|html
  --on-unsupported fail|warn      what it means that the machine wasn't watched, or not wholly: exit status 4 (default), or 0
  --job-status unknown|success|failure|cancelled
                                  how the job went: the report then knows what was hidden behind tests that passed
  --rules FILE|none               your own rules. Default: those of crash-gate start

Exit status: 0 clean or tolerated, 3 the gate failed, 4 the watch was incomplete or impossible;
2 usage, or no watch was begun in DIR, or it has been ended already.
`;

const report = `crash-gate report [options] FILE…

Judges recordings (record.ndjson) again and shows the report on stdout. Works on any machine.

  --gate fail|annotate|off        fail (default): the verdict decides the exit status; annotate: it doesn't;
                                  off: only check that the files can be read
  --format terminal|json|markdown|junit|sarif|html
                                  of several files, one report after the other; junit, sarif and html take one file
  --scope machine|job             which crashes count; default: as was asked for when the watch began
  --rules FILE|none               your own rules. Default: .github/crash-gate.yml of the repository around this folder

Exit status: 0 clean or tolerated, 3 the gate failed, 4 inconclusive, 2 a file can't be used,
or the report could not be written.
`;

const doctor = `crash-gate doctor [--format terminal|json]

Says what works on this machine, what doesn't, and the one thing to change. It loads and attaches the
tracer, lets it prove itself, and has it write a record where run would, which is removed again.

Exit status: 0 the gate can watch, 4 it can't, 2 usage.
`;

const rules = `crash-gate rules [FILE] [RECORD…]
crash-gate rules --suggest RECORD…

Checks a rules file, by default .github/crash-gate.yml of the repository around this folder: all that is wrong
with it, with lines and what to write. With recordings (record.ndjson) it says for every crash which rule
decided, and which rules never matched. --suggest prints for each incident the narrowest rule that accepts it.

  --format terminal|json

Exit status: 0 the file can be used, 2 it can't, or a recording can't.
`;

const topics: Readonly<Record<CommandName, string>> = { run, start, stop, report, rules, doctor };

export const help = (topic: CommandName | null): string => (topic === null ? general : topics[topic]);
