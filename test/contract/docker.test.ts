/** What answers at a docker socket, or doesn't: each has its words, and none is waited for without end. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { explainError, launchInDocker } from '../../bpf/container.ts';
import { ask, attach } from '../../bpf/engine.ts';
import { combine, failure } from '../../bpf/failure.ts';
import { isFailure } from '../../bpf/ladder.ts';

vi.mock('../../bpf/patience.ts', () => ({ PATIENCE: 300 }));

const folder = mkdtempSync(join(tmpdir(), 'crash-gate-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const path = join(folder, 'tracer');
writeFileSync(path, 'a program');

const servers: Server[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of servers.splice(0)) server.close();
});

let number = 0;
/** Something that listens, and does so with whoever has asked. */
async function listen(reply: (socket: Socket, asked: string) => void): Promise<string> {
  const at = join(folder, `${++number}.sock`);
  const server = createServer(socket => {
    sockets.push(socket);
    socket.on('error', () => {}).on('data', data => reply(socket, data.toString('latin1')));
  });
  servers.push(server);
  await new Promise<void>(resolve => server.listen(at, resolve));
  return at;
}

const json = (status: number, body: string) =>
  `HTTP/1.1 ${status} X\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
const headers = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';

/** A byte now and then. */
function drip(socket: Socket): void {
  socket.write(headers);
  const timer = setInterval(() => socket.write('1\r\n \r\n'), 20);
  socket.on('close', () => clearInterval(timer));
}

function flood(socket: Socket): void {
  socket.write(headers);
  const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
  const more = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', more);
  more();
}

/** A docker as far as that, which then does something else. */
const until =
  (step: string, then: (socket: Socket) => void) =>
  (socket: Socket, asked: string): void => {
    if (asked.includes(step)) return then(socket);
    if (asked.includes('/containers/create')) socket.write(json(201, '{"Id":"abc"}'));
    else if (asked.includes('/attach')) socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
    else if (asked.includes('/start')) socket.write('HTTP/1.1 204 X\r\n\r\n');
  };

const launch = async (socket: string) => {
  const outcome = await launchInDocker({ path, args: ['check'], environment: { DOCKER_HOST: `unix://${socket}` }, errors: null });
  if (!isFailure(outcome)) throw new Error('it was launched');
  return outcome;
};

test.each<[string, (socket: Socket, asked: string) => void, string, string]>([
  ['garbage', socket => socket.end(Buffer.alloc(1000, 0xa7)), 'not-docker', 'HPE_'],
  ['a page', socket => socket.end(json(200, '<html>proxy</html>')), 'not-docker', 'status 200'],
  ['a page that there is not', socket => socket.end(json(404, '<html>no</html>')), 'not-docker', 'status 404'],
  ['other JSON', socket => socket.end(json(200, '[]')), 'not-docker', 'status 200'],
  ['a number for an id', socket => socket.end(json(201, '{"Id":5}')), 'not-docker', 'status 201'],
  ['a page in the place of the streams', until('/attach', socket => socket.write(json(200, '{}'))), 'not-docker', 'status 200'],
  ['a page in the place of the start', until('/start', socket => socket.write(json(200, '{}'))), 'not-docker', 'status 200'],
  ['an answer without end', flood, 'not-docker', 'EMSGSIZE'],
  ['an answer that trickles', drip, 'docker-silent', 'ETIMEDOUT'],
  ['no answer', () => {}, 'docker-silent', 'ETIMEDOUT'],
  ['no streams', until('/attach', () => {}), 'docker-silent', 'ETIMEDOUT'],
  ['no start', until('/start', drip), 'docker-silent', 'ETIMEDOUT'],
  ['a refusal', socket => socket.end(json(403, '{"message":"denied by foo"}')), 'docker-refused', 'denied by foo'],
  ['a refusal of what stands before it', socket => socket.end(json(403, '<html>403</html>')), 'docker-refused', 'status 403'],
])('%s', async (_name, reply, kind, output) => {
  expect(await launch(await listen(reply))).toMatchObject({ kind, output: [expect.stringContaining(output)] });
});

test('what comes too slowly is told as that', async () => {
  const { message, remedy } = await launch(await listen(() => {}));
  expect([message, remedy]).toEqual(['docker has not given a whole answer within 0.3 s', expect.stringContaining('restart docker')]);
});

test('an answer that is in time takes as long as it takes, and one that is waited for, longer', async () => {
  const slow = await listen(socket => setTimeout(() => socket.end(json(200, '{"a":1}')), 400));
  const { signal } = new AbortController();
  expect(await ask(slow, 'GET', '/info', { patience: 5000 })).toEqual({ status: 200, body: { a: 1 } });
  expect(await ask(slow, 'GET', '/info', { signal })).toEqual({ status: 200, body: { a: 1 } });
  await expect(attach(slow, 'abc', true)).rejects.toMatchObject({ code: 'ETIMEDOUT' });
});

test.each([
  ['', 'no-socket', 'there is no docker socket'],
  ['tcp://docker:2375', 'docker-remote', "DOCKER_HOST=tcp://docker:2375 is an engine reached over the network, which can't help"],
  [
    'ssh://user:secret@build.example.com',
    'docker-remote',
    "DOCKER_HOST=ssh://build.example.com is an engine reached over the network, which can't help",
  ],
  ['docker:2375', 'docker-remote', "DOCKER_HOST=docker:2375 is an engine reached over the network, which can't help"],
  ['unix://relative.sock', 'docker-remote', 'DOCKER_HOST=unix://relative.sock names no socket of this machine'],
])('DOCKER_HOST=%s where there is no socket', (DOCKER_HOST, kind, message) => {
  const error = Object.assign(new Error('connect'), { code: 'ENOENT' });
  const explained = explainError(error, '/var/run/docker.sock', { DOCKER_HOST });
  expect(explained).toMatchObject({ kind, message });
  // What nobody asked for isn't told beside the real reason.
  expect(combine([failure('no-privilege'), explained]).message.includes(message)).toBe(DOCKER_HOST !== '');
});

test('a socket that is named and is not there is told beside the reason', async () => {
  const explained = await launch('/nonexistent/docker.sock');
  expect(combine([failure('no-privilege'), explained]).message).toContain('; and there is no /nonexistent/docker.sock, which DOCKER_HOST names');
});
