/** The guest, from the outside: its disk, what it is given, what it gives back. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

const CACHE = join(ROOT, '.cache/runner');
/** Seconds: the boot and everything in it. */
const TIME = 840;
/** Bytes that the guest may give back. */
const ROOM = 256 << 20;

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

/** The folder of the guest's results. */
export function bootGuest(folder: string): string {
  const image = findImage();
  const given = join(folder, 'given');
  const results = join(folder, 'results');
  const yaml = dirname(createRequire(import.meta.url).resolve('yaml/package.json'));
  run('tar', ['-c', '-f', given, '--owner=0', '--group=0', '-C', ROOT, ...parts, '-C', dirname(dirname(yaml)), 'node_modules/yaml']);
  run('tar', ['-r', '-f', given, '--owner=0', '--group=0', '--transform=s,.*/node$,bin/node,', '-P', process.execPath]);
  // A disk is whole sectors long.
  truncateSync(given, Math.ceil(readFileSync(given).length / 512) * 512);
  writeFileSync(`${results}.tar`, '');
  truncateSync(`${results}.tar`, ROOM);
  const drive = (file: string, options = '') => ['-drive', `file=${file},if=virtio,format=raw${options}`];
  const said = join(folder, 'console');
  const { error } = spawnSync(
    'nice',
    [
      ...[
        '-n',
        '2',
        'qemu-system-x86_64',
        '-accel',
        'tcg',
        '-cpu',
        'max,-cx16',
        '-smp',
        '2',
        '-m',
        '2048',
        '-display',
        'none',
        '-no-reboot',
        '-serial',
        `file:${said}`,
        '-net',
        'none',
      ],
      ...['-kernel', join(image, 'vmlinuz'), '-initrd', join(image, 'initrd')],
      ...['-append', `root=/dev/vda rw console=ttyS0 panic=-1 quiet guest.seconds=${TIME - 40}`],
      ...drive(join(image, 'disk'), ',snapshot=on'),
      ...drive(given, ',readonly=on'),
      ...drive(`${results}.tar`),
    ],
    { stdio: ['ignore', 'ignore', 'inherit'], timeout: TIME * 1000 },
  );
  const end = () => readFileSync(said, 'latin1').slice(-4000);
  if (error !== undefined) throw new Error(`the guest: ${error.message}\n${end()}`);
  mkdirSync(results);
  run('tar', ['-x', '-f', `${results}.tar`, '-C', results], `the guest said:\n${end()}`);
  if (!existsSync(join(results, 'status'))) throw new Error(`the guest did not come to its end and said:\n${end()}`);
  return results;
}

/** Made once, and again when its recipe changes. */
function findImage(): string {
  const recipe = join(import.meta.dirname, 'image.sh');
  const folder = join(CACHE, createHash('sha256').update(readFileSync(recipe)).digest('hex').slice(0, 12));
  if (!existsSync(join(folder, 'disk'))) {
    rmSync(CACHE, { recursive: true, force: true });
    run(recipe, [folder]);
  }
  return folder;
}

function run(file: string, args: readonly string[], more = ''): void {
  const { status, stdout, stderr, error } = spawnSync(file, args, { encoding: 'utf8' });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${file} ${args.join(' ')} ended with ${status}:\n${stdout}\n${stderr}\n${more}`);
}
