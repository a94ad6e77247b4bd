/** A container job: the runner starts one container, and every step in it by `docker exec`. */
import { execFileSync } from 'node:child_process';
import type { StepRequest } from './machine.ts';
import { commandFiles } from './shown.ts';

export interface JobContainer extends Disposable {
  readonly wrap: (step: StepRequest) => StepRequest;
}

/** `mounts`: folders that it has where the machine has them; the image is this machine's own programs. */
export function startContainer(name: string, folders: readonly string[]): JobContainer {
  const docker = (...args: readonly string[]) => execFileSync('docker', args, { encoding: 'utf8', input: '' });
  const system = ['/usr', '/lib', '/lib64', '/bin', '/sbin', '/etc'].map(folder => `${folder}:${folder}:ro`);
  const mounts = [...system, ...folders.map(folder => `${folder}:${folder}`), '/var/run/docker.sock:/var/run/docker.sock'];
  execFileSync('sh', ['-c', 'tar -c --files-from /dev/null | docker import - job:empty']);
  docker(
    'run',
    '-d',
    '--name',
    name,
    '--network',
    'none',
    '--tmpfs',
    '/tmp:mode=1777,exec',
    ...mounts.flatMap(mount => ['-v', mount]),
    'job:empty',
    'tail',
    '-f',
    '/dev/null',
  );
  return {
    // The client has the variables, and hands on those that are named.
    wrap: ({ file, args, cwd, env }) => {
      const names = [...Object.keys(env).filter(variable => variable !== 'PATH'), ...commandFiles];
      return { file: 'docker', args: ['exec', '-i', '-w', cwd, ...names.flatMap(variable => ['-e', variable]), name, file, ...args], cwd: '/', env };
    },
    [Symbol.dispose]: () => void docker('rm', '-f', name),
  };
}
