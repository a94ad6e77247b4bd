/** crash-gate, the command line: read the arguments, run one command, leave with its status. */
import './memory.ts';
import { doctor } from './commands/doctor.ts';
import { help } from './commands/help.ts';
import { report } from './commands/report.ts';
import { rules } from './commands/rules.ts';
import { run } from './commands/run.ts';
import { start } from './commands/start.ts';
import { stop } from './commands/stop.ts';
import { hasLostOutput, STDERR, STDOUT, say, write } from './commands/streams.ts';
import { complain, EXIT } from './errors.ts';
import { parseSettings, type Settings } from './settings.ts';
import { VERSION } from './version.ts';

async function perform(settings: Settings): Promise<number> {
  switch (settings.command) {
    case 'run':
      return run(settings);
    case 'start':
      return start(settings);
    case 'stop':
      return stop(settings);
    case 'report':
      return report(settings);
    case 'rules':
      return rules(settings);
    case 'doctor':
      return doctor(settings);
    case 'help':
      write(STDOUT, help(settings.topic));
      return EXIT.ok;
    case 'none':
      // Nothing was done: not what somebody meant whose variable is empty.
      write(STDERR, help(null));
      return EXIT.usage;
    case 'version':
      write(STDOUT, `crash-gate ${VERSION}\n`);
      return EXIT.ok;
  }
}

function fail(error: unknown): number {
  const { status, lines } = complain(error);
  say(...lines);
  return status;
}

// A file that may not grow (ulimit -f) is an error like a full disk. The command gets the signal's default back: exec resets what has a handler.
process.on('SIGXFSZ', () => {});

// A bug that no await sees would end node with its own status 1, which looks like the command's.
process.on('uncaughtException', error => process.exit(fail(error)));

// Not exitCode: a grandchild that keeps a descriptor of ours open, or a tracer that hangs, must not keep the job waiting.
const status = await Promise.resolve(process.argv.slice(2)).then(parseSettings).then(perform).catch(fail);
process.exit(status === EXIT.ok && hasLostOutput() ? EXIT.usage : status);
