/** With a terminal: keys reach the command once, the report comes after it, colours are used. script(1) makes the terminal. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isForeground } from '../../src/commands/signals.ts';
import { CLI, type Started, scratch, start } from './harness.ts';

const folder = scratch();
const quote = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

/** Everything that the terminal shows is the outcome's stdout. */
function inTerminal(args: readonly string[], env: NodeJS.ProcessEnv = {}): Started {
  const line = [process.execPath, CLI, ...args].map(quote).join(' ');
  return start('script', ['--quiet', '--return', '--flush', '--command', `exec ${line}`, join(folder, 'typescript')], {
    env: { TERM: 'xterm', SHELL: '/bin/sh', ...env },
  });
}

const countsInterrupts = `
  let count = 0;
  process.on('SIGINT', () => {
    count++;
    // A second signal, passed on by mistake, would come right after.
    setTimeout(() => { console.log('interrupts: ' + count); process.exit(7); }, 300);
  });
  console.log('up');
  setInterval(() => {}, 1000);
`;

describe('Ctrl-C', () => {
  test('reaches the command once, and the report still comes', async () => {
    const started = inTerminal(['run', '--', process.execPath, '-e', countsInterrupts]);
    await started.says('up');
    started.process.stdin!.write('\x03');
    const { status, stdout } = await started.outcome;
    expect(status).toBe(7);
    expect(stdout).toContain('interrupts: 1');
    expect(stdout.slice(stdout.indexOf('interrupts'))).toContain('crash-gate');
  });

  test('that ends the command gives 130, after the report', async () => {
    const started = inTerminal(['run', '--', 'sh', '-c', 'echo up; exec sleep 1000']);
    await started.says('up');
    started.process.stdin!.write('\x03');
    const { status, stdout } = await started.outcome;
    expect(status).toBe(130);
    expect(stdout.slice(stdout.indexOf('up'))).toContain('crash-gate');
  });
});

describe('colours', () => {
  const crash = ['run', '--', 'sh', '-c', 'sh -c "kill -SEGV \\$\\$"; true'];

  test('are used on a terminal', async () => {
    expect((await inTerminal(crash).outcome).stdout).toContain('\x1b[');
  });

  test.each([{ NO_COLOR: '1' }, { TERM: 'dumb' }])('are not with %j', async env => {
    expect((await inTerminal(crash, env).outcome).stdout).not.toContain('\x1b[');
  });
});

describe('the foreground process group', () => {
  test.each([
    ['12 (node) S 1 12 12 34816 12 4194304', true],
    ['12 (a) S 1 2) S 1 12 12 34816 12 4194304', true],
    ['12 (node) S 1 12 12 34816 99 4194304', false],
    ['12 (node) S 1 12 12 0 -1 4194304', false],
  ])('%s: %s', (stat, expected) => expect(isForeground(stat)).toBe(expected));
});
