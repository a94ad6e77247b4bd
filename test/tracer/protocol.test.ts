/** What the tracer's executable promises to whoever starts it. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { watch as watchFolder } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { constants, machine, release } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Header, RECORD_VERSION } from '../../bpf/record.ts';
import { about } from './about.ts';
import { aCount, anAddress, crashAt1234, death, satisfies } from './expected.ts';
import { makeFolder } from './folder.ts';
import { run } from './program.ts';
import { parseRecording, TRACER, Watch, watch } from './watch.ts';

const scratch = () => makeFolder('protocol');
const tracer = (...args: string[]) => spawnSync(TRACER, args, { encoding: 'utf8', input: '' });

function header(keys: Partial<Record<keyof Header, unknown>> = {}) {
  const now = Date.now();
  return {
    type: 'header',
    version: RECORD_VERSION,
    tracer: execFileSync(TRACER, ['--version'], { encoding: 'utf8' }).split(' ')[1],
    kernel: release(),
    machine: machine(),
    bootId: readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim(),
    clock: {
      base: 'boottime',
      startedAtNs: expect.stringMatching(/^\d+$/),
      startedAt: satisfies('a moment ago, ISO 8601 UTC', (value: string) => /Z$/.test(value) && Math.abs(now - Date.parse(value)) < 60_000),
    },
    pid: aCount,
    job: null,
    layer: { name: 'typed', unknown: {} },
    hooks: satisfies(
      'hooks, each attached or saying why not',
      (hooks: Header['hooks']) => hooks.length > 0 && hooks.every(hook => hook.name && (hook.attached ? hook.why === undefined : hook.why)),
    ),
    proof: { pid: aCount, signal: constants.signals.SIGSEGV, faultAddress: anAddress, seenAfterNs: aCount },
    armedAfterNs: aCount,
    snapshot: satisfies('as many processes as there are, roughly', (value: number) => value > 1),
    ...keys,
  };
}

describe('a recording', () => {
  test('begins with a whole header and ends with a whole trailer', async () => {
    const watching = await Watch.start();
    const recording = await watching.stop();
    expect(recording.header).toStrictEqual(header({ pid: watching.process.pid! }));
    expect(recording.trailer).toStrictEqual({
      type: 'trailer',
      at: aCount,
      why: 'stopped',
      started: aCount,
      executed: aCount,
      ended: aCount,
      deaths: { clean: aCount, exit: aCount, signal: aCount },
      recorded: aCount,
      lost: { events: 0 },
      errors: satisfies('no errors', (errors: object) => Object.values(errors).every(count => count === 0)),
      dying: [],
      peakRssBytes: satisfies('less than 16 MiB', (bytes: number) => bytes > 0 && bytes < 16 << 20),
    });
  });

  test('keeps notes word for word, in their place', async () => {
    const hostile = '{"crashGate":"started"} \u001b[31m "quoted" \\ \u20ac';
    const { result, recording } = await watch(async watching => {
      watching.note('first');
      await watching.until(records => records.some(({ type }) => type === 'note'));
      const crashed = await run('segv-write');
      await watching.until(records => records.some(record => record.type === 'death' && record.pid === crashed.pid));
      watching.note(hostile);
      return crashed;
    });
    const ours = recording.records.filter(record => record.type === 'note' || about(recording, result).includes(record));
    expect(ours).toStrictEqual([
      { type: 'note', at: aCount, text: 'first' },
      death(result, recording, { status: constants.signals.SIGSEGV, fault: crashAt1234(result) }),
      { type: 'note', at: aCount, text: hostile },
    ]);
  });

  test.each(['SIGTERM', 'SIGINT'] as const)('is whole when the tracer is stopped by %s', async signal => {
    const watching = await Watch.start();
    const crashed = await run('segv-write');
    const recording = await watching.stop(signal);
    expect(recording.status).toBe(0);
    expect(about(recording, crashed)).toHaveLength(1);
  });

  test('is not ended by SIGHUP, nor by the end of whoever reads the ticks', async () => {
    const watching = await Watch.start();
    watching.process.stdout!.destroy();
    watching.process.kill('SIGHUP');
    const crashed = await run('segv-write');
    const recording = await watching.stop();
    expect(recording.status).toBe(0);
    expect(about(recording, crashed)).toHaveLength(1);
  });

  test('is whole when its output is a socket that nobody reads', async () => {
    const folder = scratch();
    const [socket, file] = [join(folder, 'socket'), join(folder, 'record')];
    const server = createServer({ pauseOnConnect: true }).listen(socket);
    const output = connect(socket);
    const [[unread]] = await Promise.all([once(server, 'connection'), once(output, 'connect')]);
    const changes = watchFolder(folder)[Symbol.asyncIterator]();
    const child = spawn(TRACER, ['run', '--out', file], { detached: true, stdio: ['pipe', output, 'inherit'] });
    while (!existsSync(file) || !readFileSync(file, 'utf8').endsWith('\n')) await changes.next();
    const crashed = await run('storm-one-by-one', ['1000']);
    child.stdin!.end();
    expect(await once(child, 'exit')).toEqual([0, null]);
    const recording = parseRecording(readFileSync(file, 'utf8'), 0);
    expect(about(recording, crashed).filter(({ type }) => type === 'death')).toHaveLength(1000);
    for (const end of [output, unread as typeof output, server]) end.unref();
  });

  test('two tracers at once see the same death', async () => {
    const inner = await watch(() => watch(() => run('segv-write')));
    const { result: crashed, recording } = inner.result;
    expect(about(recording, crashed)).toHaveLength(1);
    expect(about(inner.recording, crashed)).toHaveLength(1);
  });

  test('does not include the proofs of the tracer itself', async () => {
    const { recording } = await watch(async () => {});
    expect(JSON.stringify(recording.records)).not.toContain(`"pid":${recording.header.proof.pid},`);
  });
});

describe('the file', () => {
  test('is refused when it exists, and left as it was', () => {
    const file = join(scratch(), 'record');
    writeFileSync(file, 'precious');
    expect(tracer('run', '--out', file)).toMatchObject({
      status: 15,
      stderr: expect.stringMatching(/^tracer: .*\/record: it is there already.*\n$/),
    });
    expect(readFileSync(file, 'utf8')).toBe('precious');
  });

  test('is refused when it is a symbolic link, even to nothing', () => {
    const folder = scratch();
    const [link, target] = [join(folder, 'link'), join(folder, 'target')];
    symlinkSync(target, link);
    expect(tracer('run', '--out', link)).toMatchObject({ status: 15 });
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(() => statSync(target)).toThrow('ENOENT');
  });

  test('is refused in a folder that is not there', () => {
    expect(tracer('run', '--out', '/nonexistent/record')).toMatchObject({ status: 15, stderr: expect.stringMatching(/^tracer: /m) });
  });

  test('belongs to the owner that was asked for', async () => {
    const watching = await Watch.start(['--owner', '65534:65533'], folder => chownSync(folder, 65534, 65533));
    await watching.stop();
    expect(statSync(watching.file)).toMatchObject({ uid: 65534, gid: 65533, mode: 0o100644 });
  });
});

describe('through sudo', () => {
  const NOBODY = 65534;
  /** sudo sets both, whatever its caller's environment holds. */
  const bySudo = (...args: string[]) =>
    spawnSync(TRACER, args, { encoding: 'utf8', input: '', env: { ...process.env, SUDO_UID: String(NOBODY), SUDO_GID: String(NOBODY) } });
  const folderOf = (uid: number, gid: number, mode: number) => {
    const folder = scratch();
    chownSync(folder, uid, gid);
    chmodSync(folder, mode);
    return folder;
  };

  test('the files are the caller’s', () => {
    const folder = folderOf(NOBODY, NOBODY, 0o700);
    for (const [name, ...options] of [['named', '--owner', `${NOBODY}:${NOBODY}`], ['not-named']] as const) {
      expect(bySudo('run', '--out', join(folder, name), ...options)).toMatchObject({ status: 0, stderr: '' });
      expect(statSync(join(folder, name))).toMatchObject({ uid: NOBODY, gid: NOBODY });
    }
  });

  test.each(['0:0', '0:65534', '65534:0', '1000:1000'])('they are not %s’s', owner => {
    const file = join(folderOf(NOBODY, NOBODY, 0o777), 'record');
    expect(bySudo('run', '--out', file, '--owner', owner)).toMatchObject({
      status: 2,
      stderr: 'tracer: --owner: sudo was called by 65534:65534, and makes files for nobody else (as root, unset SUDO_UID)\n',
    });
    expect(existsSync(file)).toBe(false);
  });

  test.each([
    ['root’s', 0, 0, 0o755],
    ['root’s, which its group may write to', 0, 0, 0o775],
    ['another user’s', 1000, 1000, 0o755],
  ])('nothing is made in a folder that is %s', (_whose, uid, gid, mode) => {
    const folder = folderOf(uid, gid, mode);
    for (const options of [
      ['--out', join(folder, 'record')],
      ['--out', join(folderOf(NOBODY, NOBODY, 0o700), 'record'), '--control', join(folder, 'fifo')],
    ]) {
      expect(bySudo('run', ...options)).toMatchObject({ status: 15, stderr: expect.stringMatching(/^tracer: \/.*: Permission denied\n$/m) });
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  test('paths are the caller’s own', () => {
    expect(bySudo('run', '--out', '/tmp/x', '--from', '4026531836:1')).toMatchObject({ status: 2, stderr: 'tracer: --from: it is not for sudo\n' });
  });
});

describe('the executable', () => {
  test('check prints the header and ends with 0', () => {
    const { status, stdout } = tracer('check');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toStrictEqual(header());
  });

  test.each([[[]], [['run']], [['run', '--out']], [['run', '--out', '/tmp/x', '--owner', 'root']], [['dance']], [['run', '--wrong']]])(
    'refuses %j with 2',
    args => {
      expect(tracer(...args)).toMatchObject({ status: 2, stderr: expect.stringMatching(/^tracer: .+: .+\n$/m) });
    },
  );

  test('says that it has no privilege, with 10', () => {
    const copy = join(scratch(), 'tracer');
    writeFileSync(copy, readFileSync(TRACER));
    chmodSync(copy, 0o755);
    chmodSync(join(copy, '..'), 0o777);
    const unprivileged = { uid: 65534, gid: 65534, cwd: '/', encoding: 'utf8', input: '' } as const;
    expect(spawnSync(copy, ['check'], unprivileged)).toMatchObject({ status: 10, stderr: expect.stringMatching(/^tracer: .+: .+\n$/m) });
  });

  test('needs no libc: it runs in an empty root', async () => {
    const root = scratch();
    writeFileSync(join(root, 'tracer'), readFileSync(TRACER));
    chmodSync(join(root, 'tracer'), 0o755);
    const child = spawn('chroot', [root, '/tracer', '--version'], { stdio: 'ignore' });
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  test('is under 2 MB', () => {
    expect(statSync(TRACER).size).toBeLessThan(2_000_000);
  });
});
