import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { complain, EXIT, UsageError } from '../src/errors.ts';
import { parseSettings } from '../src/settings.ts';

const line = (text: string) => parseSettings(text.split(' ').filter(word => word !== ''));

function complaint(text: string): string {
  try {
    line(text);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  throw new Error(`no complaint about: ${text}`);
}

describe('run', () => {
  test('has defaults', () => {
    expect(line('run -- npm test')).toEqual({
      command: 'run',
      argv: ['npm', 'test'],
      scope: null,
      gate: 'fail',
      format: 'terminal',
      out: null,
      onUnsupported: 'fail',
      rules: null,
    });
  });

  test('takes every option, with a space or an equals sign; the last of two wins', () => {
    expect(line('run --gate off --gate=annotate --format json --scope=job --out=dir --on-unsupported warn --rules my.yml -- x')).toEqual({
      command: 'run',
      argv: ['x'],
      scope: 'job',
      gate: 'annotate',
      format: 'json',
      out: 'dir',
      onUnsupported: 'warn',
      rules: 'my.yml',
    });
  });

  test("leaves the command's own arguments alone", () => {
    fc.assert(
      fc.property(fc.array(fc.string()), args => {
        expect(parseSettings(['run', '--', 'x', ...args])).toMatchObject({ argv: ['x', ...args] });
      }),
    );
    expect(line('run -- x --gate off -- --help')).toMatchObject({ argv: ['x', '--gate', 'off', '--', '--help'], gate: 'fail' });
  });

  test.each([
    ['run', 'there is no command to watch: crash-gate run [options] -- command…'],
    ['run --', 'there is no command to watch: crash-gate run [options] -- command…'],
    ['run npm test', 'put "--" before the command: crash-gate run [options] -- npm test'],
    ['run --gate off npm test -- --watch', 'put "--" before the command: crash-gate run [options] -- npm test -- --watch'],
    ['run --gat fail -- x', "unknown option '--gat'. Did you mean '--gate'?"],
    ['run --on-unsuported warn -- x', "unknown option '--on-unsuported'. Did you mean '--on-unsupported'?"],
    ['run --verbose -- x', "unknown option '--verbose'; there is '--gate', '--format', '--scope', '--out', '--on-unsupported', '--rules'"],
    ['run -x -- x', "unknown option '-x'; there is '--gate', '--format', '--scope', '--out', '--on-unsupported', '--rules'"],
    ['run --gate -- x', "'--gate' needs a value: fail, annotate, off"],
    ['run --gate= -- x', "'--gate' needs a value: fail, annotate, off"],
    ['run --out --gate off -- x', "'--out' needs a value"],
    ['run --gate fial -- x', "'--gate' is one of fail, annotate, off, not 'fial'. Did you mean 'fail'?"],
    ['run --format sarf -- x', "'--format' is one of terminal, json, markdown, junit, sarif, html, not 'sarf'. Did you mean 'sarif'?"],
  ])('%s', (text, message) => expect(complaint(text)).toBe(message));
});

describe('the other commands', () => {
  test('report', () => {
    expect(line('report a --format json b')).toEqual({
      command: 'report',
      files: ['a', 'b'],
      gate: 'fail',
      format: 'json',
      scope: null,
      rules: null,
    });
    expect(line('report a --scope machine')).toMatchObject({ scope: 'machine' });
    expect(complaint('report a --scope all')).toBe("'--scope' is one of machine, job, not 'all'");
    expect(line('report -- --odd')).toMatchObject({ files: ['--odd'] });
    expect(complaint('report')).toBe('there is no recording to judge: crash-gate report FILE…');
    expect(complaint('report a b --format html')).toBe("'--format html' makes one document: give it one FILE at a time");
    expect(complaint('report --out x')).toBe("'--out' is an option of run, start and stop, not of report");
  });

  test('start and stop', () => {
    expect(line('start')).toEqual({ command: 'start', out: '.crash-gate', onUnsupported: 'fail', scope: null, rules: null });
    expect(line('stop --out x --job-status success')).toEqual({
      command: 'stop',
      gate: 'fail',
      format: 'terminal',
      out: 'x',
      onUnsupported: 'fail',
      jobStatus: 'success',
      rules: null,
    });
    expect(complaint('start -- npm test')).toBe("start takes no arguments, but got 'npm'; crash-gate run watches one command");
    expect(complaint('start --gate off')).toBe("'--gate' is an option of run, stop and report, not of start");
    expect(complaint('stop --job-status failed')).toContain("'--job-status' is one of unknown, success, failure, cancelled, not 'failed'");
  });

  test('rules', () => {
    const none = { command: 'rules', mode: 'check', file: null, records: [], format: 'terminal' };
    expect(line('rules')).toEqual(none);
    expect(line('rules my.yml a.ndjson b')).toEqual({ ...none, file: 'my.yml', records: ['a.ndjson', 'b'] });
    expect(line('rules a.ndjson --format json')).toEqual({ ...none, records: ['a.ndjson'], format: 'json' });
    expect(line('rules --suggest a b')).toEqual({ ...none, mode: 'suggest', records: ['a', 'b'] });
    expect(complaint('rules --suggest')).toBe('there is no recording to suggest rules for: crash-gate rules --suggest RECORD…');
    expect(complaint('rules --suggest=a')).toBe("'--suggest' takes no value");
    expect(complaint('rules --format html')).toBe("rules' '--format' is one of terminal, json, not 'html'");
  });

  test('doctor', () => {
    expect(line('doctor')).toEqual({ command: 'doctor', format: 'terminal' });
    expect(complaint('doctor --format sarif')).toBe("doctor's '--format' is one of terminal, json, not 'sarif'");
    expect(complaint('doctor now')).toBe("doctor takes no arguments, but got 'now'");
  });

  test('help and version', () => {
    expect(line('')).toEqual({ command: 'none' });
    expect([line('--help'), line('help')]).toEqual(Array(2).fill({ command: 'help', topic: null }));
    expect([line('run --help'), line('help run'), line('run -h -- x')]).toEqual(Array(3).fill({ command: 'help', topic: 'run' }));
    expect(line('--version')).toEqual({ command: 'version' });
  });

  test('a slip of the fingers gets a hint, and anything else the list', () => {
    expect(complaint('rnu -- x')).toBe("unknown command 'rnu'. Did you mean 'run'?");
    expect(complaint('docter')).toBe("unknown command 'docter'. Did you mean 'doctor'?");
    expect(complaint('npm test')).toBe("unknown command 'npm'; there is 'run', 'start', 'stop', 'report', 'rules', 'doctor'");
    expect(complaint('--gate off run')).toBe("the first argument is a command (run, start, stop, report, rules, doctor), but got '--gate'");
  });
});

test('whatever the arguments are, there are settings or one complaint', () => {
  const word = fc.oneof(fc.constantFrom('run', 'report', '--', '--gate', '--out', '--format=json', '-h', 'fail', '-'), fc.string());
  fc.assert(
    fc.property(fc.array(word), argv => {
      try {
        parseSettings(argv);
      } catch (error) {
        expect(complain(error)).toMatchObject({ status: EXIT.usage });
        expect(error).toBeInstanceOf(UsageError);
      }
    }),
  );
});
