/**
 * The tracer in a container of its own, for those who may speak to a docker engine and are not root: the executable alone, imported as
 * an image, with the capabilities that it needs and no network. It ends as any other does, and the engine removes it then.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { release } from 'node:os';
import { type Answer, ask, attach, ENDLESS, type Streams } from './engine.ts';
import { type Ending, explainEnding, type FailureKind, failure, type TracerFailure } from './failure.ts';
import { SOCKET } from './obstacle.ts';
import { PATIENCE } from './patience.ts';
import { collectLines, type Order, type TracerProcess } from './process.ts';

/** What the tracer needs each capability for. Without SETUID and SETGID it was seen to fail; it works without DAC_READ_SEARCH. */
const CAPABILITIES = {
  SYS_ADMIN: 'bpf(), and entering the file system of whoever asked',
  SYS_CHROOT: 'the same',
  SYS_PTRACE: "other processes' executables, arguments and namespaces in /proc",
  SETUID: "making files with their owner's rights",
  SETGID: 'the same',
  DAC_OVERRIDE: 'the same, where the owner is root in its container',
} as const;

const REPOSITORY = 'bpf-linux-tracer';

export const socketOf = ({ DOCKER_HOST }: NodeJS.ProcessEnv): string => /^unix:\/\/(\/.+)$/.exec(DOCKER_HOST ?? '')?.[1] ?? SOCKET;

export async function launchInDocker(order: Order): Promise<TracerProcess | TracerFailure> {
  const socket = socketOf(order.environment);
  try {
    const executable = readFileSync(order.path);
    const image = `${REPOSITORY}:${createHash('sha256').update(executable).digest('hex').slice(0, 16)}`;
    const created = await create(socket, image, executable, order);
    const id = created.body?.Id;
    if (created.status !== 201 || typeof id !== 'string') return await refused(socket, created);
    return await start(socket, id, order);
  } catch (error) {
    return explainError(error as NodeJS.ErrnoException, socket, order.environment);
  }
}

/** An image of an earlier run serves again. */
async function create(socket: string, image: string, executable: Buffer, order: Order): Promise<Answer> {
  const post = () => ask(socket, 'POST', '/containers/create', { body: containerOf(image, order) });
  const first = await post();
  if (first.status !== 404) return first;
  const [repo, tag] = image.split(':');
  const imported = await ask(socket, 'POST', `/images/create?fromSrc=-&repo=${repo}&tag=${tag}`, { body: tar('tracer', executable) });
  return imported.status === 200 && imported.body?.error === undefined ? post() : imported;
}

function containerOf(Image: string, { args, errors }: Order): object {
  const stdin = errors === null;
  return {
    Image,
    Cmd: ['/tracer', ...args, '--from', `${pidNamespace()}:${process.pid}`],
    WorkingDir: '/',
    Labels: { 'bpf-linux': 'tracer' },
    OpenStdin: stdin,
    StdinOnce: stdin,
    AttachStdin: stdin,
    AttachStdout: true,
    AttachStderr: true,
    NetworkDisabled: true,
    HostConfig: {
      AutoRemove: true,
      CapDrop: ['ALL'],
      CapAdd: Object.keys(CAPABILITIES),
      SecurityOpt: ['seccomp=unconfined', 'apparmor=unconfined', 'label=disable'],
      PidMode: 'host',
      CgroupnsMode: 'host',
      UsernsMode: 'host',
      NetworkMode: 'none',
      ReadonlyRootfs: true,
      LogConfig: { Type: 'none' },
      // Before Linux 5.11 memory of eBPF counts as locked memory.
      ...(/^(?:4|5\.\d|5\.10)\./.test(release()) ? { Ulimits: [{ Name: 'memlock', Soft: -1, Hard: -1 }] } : {}),
    },
  };
}

const pidNamespace = (): string => /\d+/.exec(readlinkSync('/proc/self/ns/pid'))![0];

async function start(socket: string, id: string, order: Order): Promise<TracerProcess | TracerFailure> {
  const remove = (): void => void ask(socket, 'DELETE', `/containers/${id}?force=1`).catch(() => {});
  const streams = await attach(socket, id, order.errors === null).catch(after(remove));
  if (!('stdin' in streams)) {
    remove();
    return refused(socket, streams);
  }
  // Asked before it is started, since it may be gone at once.
  const enough = new AbortController();
  const waiting = ask(socket, 'POST', `/containers/${id}/wait?condition=next-exit`, { signal: enough.signal }).catch(() => null);
  const letGo = (): void => {
    enough.abort();
    streams.close();
  };
  const abandon = (): void => {
    remove();
    letGo();
  };
  const started = await ask(socket, 'POST', `/containers/${id}/start`).catch(after(abandon));
  if (started.status === 204) return { stdin: streams.stdin, stdout: streams.stdout, ended: endOf(streams, waiting), letGo, abandon };
  abandon();
  return refused(socket, started);
}

/** Nothing is left behind where the engine is lost in the middle. */
const after =
  (tidy: () => void) =>
  (error: unknown): never => {
    tidy();
    throw error;
  };

function endOf(streams: Streams, waiting: Promise<Answer | null>): Promise<Ending> {
  const lines = collectLines(streams.stderr);
  const said = new Promise<void>(resolve => streams.stderr.on('end', resolve));
  return Promise.all([waiting, said]).then(([answer]): Ending => {
    const status = typeof answer?.body?.StatusCode === 'number' ? answer.body.StatusCode : null;
    return { status, signal: null, refused: null, output: lines() };
  });
}

/** In the engine's own words. One that has no rights itself gives none: rootless docker is a user's, whatever capabilities it is asked for. */
async function refused(socket: string, answer: Answer): Promise<TracerFailure> {
  const said = wordsOf(answer);
  const { status } = answer;
  // A proxy before the socket refuses without docker's words.
  if (said === null && (status < 400 || status === 404)) return failure('not-docker', { output: [`docker: ${socket}: status ${status}`] });
  return failure((await isRootless(socket)) ? 'docker-rootless' : 'docker-refused', { output: [`docker: ${said ?? `status ${status}`}`] });
}

const wordsOf = ({ body }: Answer): string | null => [body?.message, body?.error].find(text => typeof text === 'string')?.trim() ?? null;

async function isRootless(socket: string): Promise<boolean> {
  const options = (await ask(socket, 'GET', '/info').catch(() => null))?.body?.SecurityOptions;
  return Array.isArray(options) && options.includes('name=rootless');
}

const kindByCode: Readonly<Record<string, FailureKind>> = {
  ENOENT: 'no-socket',
  ENOTDIR: 'no-socket',
  EACCES: 'socket-forbidden',
  EPERM: 'socket-forbidden',
  [ENDLESS]: 'not-docker',
};

export function explainError({ code = '', message }: NodeJS.ErrnoException, socket: string, environment: NodeJS.ProcessEnv): TracerFailure {
  // Node's parser: what came is no HTTP.
  const kind = code.startsWith('HPE_') ? 'not-docker' : (kindByCode[code] ?? 'docker-silent');
  const output = [`docker: ${socket}: ${code || message}`];
  if (code === 'ETIMEDOUT') return failure(kind, { ...late, output });
  const explained = kind === 'no-socket' ? explainHost(environment.DOCKER_HOST ?? '', socket) : failure(kind);
  return { ...explained, output };
}

const late = {
  message: `docker has not given a whole answer within ${PATIENCE / 1000} s`,
  remedy: 'It hangs, or something else listens at its socket: restart docker, or let DOCKER_HOST name the socket of an engine that answers.',
} as const;

/** No socket is what most machines have, and not worth a word; but whoever names an engine expects that it is used. */
function explainHost(host: string, socket: string): TracerFailure {
  if (host === '') return failure('no-socket');
  if (host === `unix://${socket}`) return failure('docker-silent', { message: `there is no ${socket}, which DOCKER_HOST names` });
  // Without a user's name and password.
  const shown = host.replace(/\/\/[^/@]*@/, '//').slice(0, 200);
  const what = /^(?:unix|npipe|fd):/.test(host) ? 'names no socket of this machine' : "is an engine reached over the network, which can't help";
  return failure('docker-remote', { message: `DOCKER_HOST=${shown} ${what}` });
}

/** A tar archive of one program. */
function tar(name: string, content: Buffer): Buffer {
  const header = Buffer.alloc(512);
  const octal = (value: number, width: number) => `${value.toString(8).padStart(width - 1, '0')}\0`;
  header.write(name, 0);
  header.write(octal(0o755, 8) + octal(0, 8) + octal(0, 8) + octal(content.length, 12) + octal(0, 12), 100);
  header.write('        0', 148); // the checksum's place counts as spaces; "0": an ordinary file
  header.write('ustar\x0000', 257);
  header.write(
    `${octal(
      header.reduce((sum, byte) => sum + byte, 0),
      7,
    )} `,
    148,
  );
  return Buffer.concat([header, content, Buffer.alloc(1024 + ((512 - (content.length % 512)) % 512))]);
}

/** A container whose capabilities are worth nothing. */
export async function explainInDocker(ending: Ending, { path, environment }: Order): Promise<TracerFailure> {
  const explained = explainEnding(ending, path, null);
  if (explained.kind !== 'no-privilege') return explained;
  const { output, exitStatus } = explained;
  return failure((await isRootless(socketOf(environment))) ? 'docker-rootless' : 'docker-refused', { output, exitStatus });
}
