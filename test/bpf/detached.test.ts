/** A tracer that is left to itself: started by one process, spoken to and stopped by others, known by its files alone. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { glance, isListening, readErrors, sendNotes, sendStop, startDetached, stopDetached, type WatchFiles, watchFiles } from 'bpf-linux';
import { afterEach, describe, expect, test } from 'vitest';
import { scratch } from '../cli/harness.ts';
import { until } from '../until.ts';

const folder = scratch();
const made: WatchFiles[] = [];
const fresh = (): WatchFiles => {
  const files = watchFiles(mkdtempSync(join(folder, 'watch-')));
  made.push(files);
  return files;
};
afterEach(() => {
  for (const { control } of made) sendStop(control);
});
/** As root or through sudo, this process's numbers are the record's. */
const begun = { way: process.getuid!() === 0 ? 'root' : 'sudo', starter: null };
const start = (files: WatchFiles, lifeline: number | null = null) => startDetached({ files, lifeline });
const notesOf = (files: WatchFiles) =>
  readFileSync(files.record, 'utf8')
    .split('\n')
    .filter(line => line.startsWith('{"type":"note"'))
    .map(line => (JSON.parse(line) as { text: string }).text);
const header = (files: WatchFiles) => JSON.parse(readFileSync(files.record, 'utf8').split('\n')[0]!) as { pid: number };

/** A death that can be told from those of others. */
function crash(): number {
  return spawnSync('sh', ['-c', 'kill -SEGV $$']).pid;
}

describe('a tracer left to itself', () => {
  test('outlives the process that started it, holds nothing of it, and sees what dies afterwards', async () => {
    const files = fresh();
    const module = fileURLToPath(new URL('../../bpf/index.ts', import.meta.url));
    const text = `const { startDetached } = await import(${JSON.stringify(module)}); console.log(JSON.stringify(await startDetached(${JSON.stringify({ files, lifeline: null })})))`;
    const starter = spawn(process.execPath, ['--input-type=module', '-e', text], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, RUNNER_TRACKING_ID: 'github_1', GITHUB_ACTION: 'gate' },
    });
    let said = '';
    starter.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk;
    });
    // "close" comes only when nobody holds the pipe any more: a runner would wait for that.
    expect(await once(starter, 'close')).toEqual([0, null]);
    expect(said).toBe(`${JSON.stringify(begun)}\n`);
    const { pid } = header(files);
    expect(readFileSync(`/proc/${pid}/environ`, 'latin1')).not.toMatch(/RUNNER_TRACKING_ID|GITHUB_ACTION/);
    expect(readFileSync(`/proc/${pid}/oom_score_adj`, 'latin1')).toMatch(/^(?:-1000|0)\n$/); // 0 where even root may not go below;
    const victim = crash();
    const { recording, failure } = await stopDetached(files, ['the end']);
    expect(failure).toBeNull();
    expect(recording!.records.some(record => record.type === 'death' && record.pid === victim)).toBe(true);
    expect(recording!.trailer).toMatchObject({ why: 'stopped' });
    expect(notesOf(files)).toEqual(['the end']);
    await until(() => !isListening(files.control));
  });

  test('the FIFO is its owner’s alone; notes of several processes come whole', async () => {
    const files = fresh();
    expect(await start(files)).toEqual(begun);
    expect(statSync(files.control).mode & 0o777).toBe(0o600);
    const long = 'x'.repeat(60_000);
    expect(sendNotes(files.control, ['one', long, 'a line\nis one line'])).toBe(true);
    const { recording, failure } = await stopDetached(files, ['last']);
    expect(failure).toBeNull();
    expect(recording!.records.flatMap(record => (record.type === 'note' ? [record.text] : []))).toEqual(['one', long, 'a line is one line', 'last']);
  });

  test('can be looked at while it goes on', async () => {
    const files = fresh();
    expect(await start(files)).toEqual(begun);
    const victim = crash();
    const { recording, upToDate } = await glance(files, 'look');
    expect(upToDate).toBe(true);
    expect(recording!.records.some(record => record.type === 'death' && record.pid === victim)).toBe(true);
    expect(recording!.trailer).toBeNull();
    expect(isListening(files.control)).toBe(true);
    expect((await stopDetached(files, [])).failure).toBeNull();
  });

  test.each(['control', 'record'] as const)('ends when its files are cleaned up: its %s', async which => {
    const files = fresh();
    expect(await start(files)).toEqual(begun);
    const { pid } = header(files);
    rmSync(files[which]);
    await until(() => !existsSync(`/proc/${pid}/exe`));
    const { recording } = await stopDetached(files, []);
    if (which === 'control') expect(recording!.trailer).toMatchObject({ why: 'its files were removed, without which nobody could have ended it' });
    else expect(recording).toBeNull();
  });

  test('ends with the process that it watches for', async () => {
    const files = fresh();
    const job = spawn('cat', { stdio: ['pipe', 'ignore', 'inherit'] });
    expect(await start(files, job.pid!)).toEqual(begun);
    job.stdin!.end();
    await once(job, 'close');
    await until(() => !isListening(files.control));
    const { recording, failure } = await stopDetached(files, []);
    expect(failure).toBeNull();
    expect(recording!.trailer).toMatchObject({ why: 'the process that it watched for ended' });
  });
});

describe('trouble', () => {
  test('a tracer that was killed is not waited for, and what it wrote is kept', async () => {
    const files = fresh();
    expect(await start(files)).toEqual(begun);
    const victim = crash();
    expect((await glance(files, 'look')).upToDate).toBe(true);
    await kill(files);
    expect(sendNotes(files.control, ['nobody hears this'])).toBe(false);
    const { recording, failure } = await stopDetached(files, ['nor this']);
    expect(failure).toMatchObject({ kind: 'died', message: expect.stringContaining('killed') });
    expect(recording!.trailer).toBeNull();
    expect(recording!.records.some(record => record.type === 'death' && record.pid === victim)).toBe(true);
  });

  test.each(['record', 'control'] as const)('a %s that is there already is left alone', async which => {
    const files = fresh();
    writeFileSync(files[which], 'mine');
    expect(await start(files)).toMatchObject({ kind: 'output', output: [expect.stringContaining('it is there already')] });
    expect(readFileSync(files[which], 'utf8')).toBe('mine');
  });

  test('a process to watch for that isn’t there', async () => {
    const files = fresh();
    const { pid } = spawnSync('true');
    expect(await start(files, pid)).toMatchObject({ kind: 'usage', output: [expect.stringContaining('No such process')] });
    expect(existsSync(files.control)).toBe(false);
  });

  test('a full disk is told by the tracer itself, although its words are on that disk', async () => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const root = (...command: string[]) => {
      const [file, ...args] = process.getuid!() === 0 ? command : ['sudo', '-n', ...command];
      expect(spawnSync(file!, args).status, command.join(' ')).toBe(0);
    };
    root('mount', '-t', 'tmpfs', '-o', 'size=64k,mode=1777', 'none', disk);
    try {
      const files = watchFiles(disk);
      expect(await start(files)).toEqual(begun);
      spawnSync('dd', ['if=/dev/zero', `of=${join(disk, 'full')}`, 'bs=1k']);
      sendNotes(
        files.control,
        Array.from({ length: 8 }, () => 'y'.repeat(4000)),
      );
      const { recording, failure } = await stopDetached(files, []);
      expect(failure).toMatchObject({ message: expect.stringContaining('No space left on device') });
      expect(recording!.header).not.toBeNull();
      expect(recording!.trailer).toBeNull();
      expect(readErrors(files)).toHaveLength(1);
    } finally {
      root('umount', disk);
    }
  });

  test('no record at all', async () => {
    const files = fresh();
    expect(await stopDetached(files, [])).toMatchObject({ recording: null, failure: { kind: 'lost' } });
    expect(await glance(files, 'look')).toEqual({ recording: null, upToDate: false });
  });
});

/** Until nobody holds the FIFO any more: the process itself may stay a zombie for a while. */
async function kill(files: WatchFiles): Promise<void> {
  const { pid } = header(files);
  // The one that stands by, and the one that watches: alone, each would go on.
  const both = [String(pid), ...readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')];
  const [file, ...args] = [...(process.getuid!() === 0 ? [] : ['sudo', '-n']), 'kill', '-KILL', ...both];
  expect(spawnSync(file!, args).status).toBe(0);
  await until(() => !isListening(files.control));
}
