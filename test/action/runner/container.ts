/** A container job: the runner starts one container, and every step in it by `docker exec`. */
import { execFileSync } from 'node:child_process';
import type { StepRequest } from './machine.ts';
import { commandFiles } from './shown.ts';

export interface JobContainer extends Disposable {
  readonly wrap: (step: StepRequest) => StepRequest;
}

const docker = (...args: readonly string[]): string => execFileSync('docker', args, { encoding: 'utf8', input: '' });

/** `folders`: it has them where the machine has them; the image is this machine's own programs. */
export function startContainer(name: string, folders: readonly string[], network = 'none'): JobContainer {
  const system = ['/usr', '/lib', '/lib64', '/bin', '/sbin', '/etc'].map(folder => `${folder}:${folder}:ro`);
  const mounts = [...system, ...folders.map(folder => `${folder}:${folder}`), '/var/run/docker.sock:/var/run/docker.sock'];
  execFileSync('sh', ['-c', 'tar -c --files-from /dev/null | docker import - job:empty']);
  docker(
    'run',
    '-d',
    '--name',
    name,
    '--network',
    network,
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

export interface ServiceContainers extends Disposable {
  /** That they and the job's own container are in. */
  readonly network: string;
}

/** `services:`, which the runner starts before the job's first step: what each is started with, by its name. It waits for their health. */
export function startServices(services: Readonly<Record<string, readonly string[]>>): ServiceContainers {
  const network = 'github_network_1';
  docker('network', 'create', '--label', 'job', network);
  const created = Object.entries(services).map(([name, args]) =>
    docker('create', '--name', name, '--label', 'job', '--network', network, '--network-alias', name, '-e', 'CI=true', ...args).trim(),
  );
  for (const id of created) docker('start', id);
  const health = (id: string) => docker('inspect', '--format', '{{if .Config.Healthcheck}}{{.State.Health.Status}}{{end}}', id).trim();
  for (const id of created) while (health(id) === 'starting') execFileSync('sleep', ['1']);
  return {
    network,
    [Symbol.dispose]: () => {
      docker('rm', '-f', ...created);
      docker('network', 'rm', network);
    },
  };
}
