/** Names, arguments and paths are bytes of somebody else's choice. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Death } from '../../bpf/record.ts';
import { until } from '../until.ts';
import { about } from './about.ts';
import { crashAt1234, death } from './expected.ts';
import { makeFolder } from './folder.ts';
import { pathOf, run } from './program.ts';
import { watch } from './watch.ts';

const { SIGSEGV } = constants.signals;

describe('paths', () => {
  test('a directory that the process went to', async () => {
    const folder = join(makeFolder('names'), 'a b\nc');
    mkdirSync(folder);
    const { result, recording } = await watch(() => run('changes-directory', [folder]));
    expect(about(recording, result)).toStrictEqual([death(result, recording, { status: SIGSEGV, cwd: folder, fault: crashAt1234(result) })]);
  });

  test('an executable that deleted itself', async () => {
    const copy = join(makeFolder('names'), 'deletes-itself');
    copyFileSync(pathOf('deletes-itself'), copy);
    const { result, recording } = await watch(() => run('deletes-itself', [], { path: copy }));
    expect(about(recording, result)).toStrictEqual([
      death(result, recording, { status: SIGSEGV, exe: copy, exeDeleted: true, fault: crashAt1234(result) }),
    ]);
  });

  test('an executable with a name of 200 bytes: comm has 15 of them', async () => {
    const copy = join(makeFolder('names'), 'n'.repeat(200));
    copyFileSync(pathOf('segv-write'), copy);
    const { result, recording } = await watch(() => run('segv-write', [], { path: copy }));
    expect(about(recording, result)).toStrictEqual([
      death(result, recording, { status: SIGSEGV, exe: copy, comm: 'n'.repeat(15), fault: crashAt1234(result) }),
    ]);
  });
});

/** `crash; cat`: a shell runs its last command in its own place. A tracer that gets no processor meanwhile asks too late. */
test('a parent that has become another program is called what it was, and not taken for that', async () => {
  const { result, recording } = await watch(async watching => {
    const shell = await watching.suspendedWhile(async () => {
      const shell = spawn('sh', ['-c', "sh -c 'kill -SEGV $$'; exec cat"], { stdio: ['pipe', 'pipe', 'ignore'] });
      shell.stdin.write('it is cat that answers');
      await once(shell.stdout, 'data');
      return shell;
    });
    await watching.until(records => records.some(record => record.type === 'death' && record.ancestors[0]?.pid === shell.pid));
    shell.stdin.end();
    await once(shell, 'close');
    return shell.pid!;
  });
  const [crashed] = recording.records.filter(record => record.type === 'death' && record.ancestors[0]?.pid === result) as Death[];
  expect(crashed!.ancestors[0]).toMatchObject({ comm: 'sh', exe: null, argv: null, missing: 'it ran another program before it could be read' });
});

test('one that has given itself another name is what it was', async () => {
  const rename = 'sh -c "kill -SEGV \\$\\$"; printf renamed >/proc/$$/comm; read line; true';
  const { result, recording } = await watch(async watching => {
    const shell = await watching.suspendedWhile(async () => {
      const shell = spawn('sh', ['-c', rename], { stdio: ['pipe', 'ignore', 'ignore'] });
      await until(() => readFileSync(`/proc/${shell.pid}/comm`, 'utf8') === 'renamed\n');
      return shell;
    });
    await watching.until(records => records.some(record => record.type === 'death' && record.ancestors[0]?.pid === shell.pid));
    shell.stdin.end('\n');
    await once(shell, 'close');
    return shell.pid!;
  });
  const [crashed] = recording.records.filter(record => record.type === 'death' && record.ancestors[0]?.pid === result) as Death[];
  expect(crashed!.ancestors[0]).toMatchObject({ comm: 'sh', argv: ['sh', '-c', rename] });
});
