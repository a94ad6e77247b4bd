/** The guest, from the outside: its disk, what it is given, what it gives back. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { tellEnd } from '../kernels/console.ts';
import { emulatorOf } from '../kernels/emulator.ts';
import { buildServices } from '../services/harness.ts';

const ROOT = join(import.meta.dirname, '../..');
/** CRASH_GATE_CACHE keeps the disk between checkouts. */
const CACHE = join(process.env.CRASH_GATE_CACHE ?? join(ROOT, '.cache'), 'runner');
/** The Debian of the guest: its kernel, systemd and docker. */
const SUITE = process.env.CRASH_GATE_TEST_RUNNER_SUITE ?? 'trixie';
/** Seconds: the boot and everything in it. */
const TIME = Number(process.env.CRASH_GATE_TEST_RUNNER_SECONDS ?? 840);
/** What is left of them to bring back what there is. */
const CLOSING = 20;
/** Bytes that the guest may give back. */
const ROOM = 64 << 20;
const SECTOR = 512;

/** What the jobs run: the same paths as in the repository. */
const parts = [
  'action.yml',
  'check',
  'dist',
  'package.json',
  'test/action/runner',
  'test/publish/runner.ts',
  'test/runner/guest',
  '.cache/services/shop-service',
];

/**
 * "kvm" is some ten times quicker where it works. The processor that is emulated has no AVX, which costs a lot to emulate and is used by
 * every memcpy(), and no cmpxchg16b (see test/kernels/guest.ts).
 */
const processors: Readonly<Record<string, readonly string[]>> = {
  tcg: ['-accel', 'tcg,thread=multi', '-cpu', 'Nehalem,-cx16'],
  kvm: ['-accel', 'kvm', '-cpu', 'host'],
};

/** The folder of the guest's results. `only`: scenarios to play; by default all. */
export function bootGuest(folder: string, only: readonly string[] = []): string {
  buildServices();
  const image = findImage();
  const given = packGiven(folder);
  const results = join(folder, 'results');
  writeFileSync(`${results}.tar`, '');
  truncateSync(`${results}.tar`, ROOM);
  const said = join(folder, 'console');
  const { error } = spawnSync('nice', ['-n', '2', ...emulatorOf('x86_64'), ...machine(image, given, `${results}.tar`, said, only)], {
    stdio: ['ignore', 'ignore', 'inherit'],
    timeout: TIME * 1000,
  });
  const end = () => tellEnd(readFileSync(said, 'latin1'));
  if (error !== undefined) throw new Error(`the guest: ${error.message}\n${end()}`);
  mkdirSync(results);
  run('tar', ['-x', '-f', `${results}.tar`, '-C', results], end());
  if (!existsSync(join(results, 'status'))) throw new Error(end());
  return results;
}

/** The root is on NVMe, which the kernel needs no module for, and so no initramfs; its changes are forgotten. */
function machine(image: string, given: string, results: string, said: string, only: readonly string[]): string[] {
  const processor = processors[process.env.CRASH_GATE_TEST_ACCEL ?? 'tcg'];
  if (processor === undefined) throw new Error('CRASH_GATE_TEST_ACCEL is tcg or kvm');
  const drive = (file: string, options: string) => ['-drive', `file=${file},format=raw,${options}`];
  const playing = only.length === 0 ? '' : ` guest.only=${only.join(',')}`;
  return [
    ...processor,
    ...['-smp', '2', '-m', '2048', '-display', 'none', '-no-reboot', '-serial', `file:${said}`, '-net', 'none'],
    ...['-kernel', join(image, 'vmlinuz')],
    ...['-append', `root=/dev/nvme0n1 rw console=ttyS0 panic=-1 quiet mitigations=off guest.seconds=${TIME - CLOSING}${playing}`],
    ...['-device', 'nvme,drive=root,serial=guest'],
    ...drive(join(image, 'disk'), 'if=none,id=root,snapshot=on'),
    ...drive(given, 'if=virtio,readonly=on'),
    ...drive(results, 'if=virtio'),
  ];
}

/** A tar, as a disk. */
function packGiven(folder: string): string {
  const given = join(folder, 'given');
  const yaml = dirname(createRequire(import.meta.url).resolve('yaml/package.json'));
  const owner = ['--owner=0', '--group=0'];
  run('tar', ['-c', '-f', given, ...owner, '-C', ROOT, ...parts, '-C', dirname(dirname(yaml)), 'node_modules/yaml']);
  run('tar', ['-r', '-f', given, ...owner, '--transform=s,.*/node$,bin/node,', '-P', process.execPath]);
  truncateSync(given, Math.ceil(statSync(given).size / SECTOR) * SECTOR);
  return given;
}

/** Made once, and again when its recipe or the suite changes. */
function findImage(): string {
  const recipe = join(import.meta.dirname, 'image.sh');
  const folder = join(CACHE, `${SUITE}-${createHash('sha256').update(readFileSync(recipe)).digest('hex').slice(0, 12)}`);
  if (!existsSync(join(folder, 'disk'))) {
    rmSync(CACHE, { recursive: true, force: true });
    run(recipe, [folder, SUITE]);
  }
  return folder;
}

function run(file: string, args: readonly string[], more = ''): void {
  const { status, stdout, stderr, error } = spawnSync(file, args, { encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${status}:\n${stdout}\n${stderr}\n${more}`);
}
