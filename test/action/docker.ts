import { join } from 'node:path';
import { bash, newFolder, removeFolder, services } from '../services/harness.ts';

/** An engine whose socket the steps' user may use, as on GitHub's machines. */
export function startDocker(): Disposable & { readonly socket: string } {
  const folder = newFolder();
  const docker = (commands: string) => bash(`. ${services}/docker/docker.sh; ${commands}`);
  docker(`docker_start ${folder}; as_root chmod 711 ${folder}; as_root chmod 666 ${folder}/docker.sock`);
  return {
    socket: join(folder, 'docker.sock'),
    [Symbol.dispose]: () => {
      docker(`docker_stop ${folder}`);
      removeFolder(folder);
    },
  };
}
