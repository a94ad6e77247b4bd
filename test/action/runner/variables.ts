/** The variables that the runner gives to every step. */
import { join } from 'node:path';

export interface Event {
  readonly name: string;
  readonly payload: unknown;
}

export const push: Event = { name: 'push', payload: {} };

export interface Folders {
  readonly job: string;
  readonly temporary: string;
  readonly workspace: string;
}

export const eventFile = ({ job }: Folders): string => join(job, 'event.json');

export function variablesOf(folders: Folders, event: Event): Readonly<Record<string, string>> {
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: '/nonexistent',
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'octo/shop',
    GITHUB_WORKFLOW: 'CI',
    GITHUB_WORKFLOW_REF: 'octo/shop/.github/workflows/ci.yml@refs/heads/main',
    GITHUB_JOB: 'test',
    GITHUB_RUN_ID: '4711',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_SHA: '1111111111111111111111111111111111111111',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_SERVER_URL: 'https://github.com',
    // Nobody listens: what must not be asked is not answered.
    GITHUB_API_URL: 'http://127.0.0.1:9',
    GITHUB_EVENT_NAME: event.name,
    GITHUB_EVENT_PATH: eventFile(folders),
    GITHUB_WORKSPACE: folders.workspace,
    RUNNER_TEMP: folders.temporary,
    RUNNER_ENVIRONMENT: 'github-hosted',
    RUNNER_OS: 'Linux',
    RUNNER_ARCH: 'X64',
  };
}
