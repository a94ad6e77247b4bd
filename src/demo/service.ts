/** The demo's service: a primary process that replaces workers, and workers with two bugs that tests rarely notice. */
import cluster from 'node:cluster';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createSocket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

/** Enough for one export at a time, not for two. */
const HEAP_MIB = 64;
const EXPORT_ROWS = 300_000;
/** How long the pretended database and upload take. */
const BACKEND_MS = 300;

export async function serve(): Promise<number> {
  return cluster.isPrimary ? supervise(await freePort()) : work();
}

async function supervise(port: number): Promise<number> {
  process.title = 'shop: supervisor';
  // The workers hold the listening socket themselves, as in most pre-forking servers.
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  // Their last words go to a log that nobody reads.
  cluster.setupPrimary({ execArgv: [`--max-old-space-size=${HEAP_MIB}`], silent: true });
  const start = () => cluster.fork({ DEMO_PORT: port });
  cluster.on('exit', worker => {
    if (!worker.exitedAfterDisconnect) start();
  });
  cluster.on('listening', () => process.send?.({ port }));
  start();
  await once(process, 'disconnect');
  await new Promise<void>(resolve => cluster.disconnect(resolve));
  return 0;
}

async function freePort(): Promise<number> {
  const socket = createSocket().listen(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address() as AddressInfo;
  socket.close();
  await once(socket, 'close');
  return port;
}

async function work(): Promise<number> {
  process.title = 'shop: worker';
  createServer((request, response) => {
    const handle = routes[request.url ?? ''];
    if (handle === undefined) response.writeHead(404).end();
    else void handle(request, response);
  }).listen(Number(process.env.DEMO_PORT), '127.0.0.1');
  await once(process, 'disconnect');
  return 0;
}

const routes: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => Promise<void>>> = {
  '/orders': listOrders,
  '/export': exportCustomers,
};

/** The bug: who goes away while the database works leaves a socket without an address, and the TypeError ends the process. */
async function listOrders(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.writeHead(200).flushHeaders();
  await delay(BACKEND_MS);
  const visitor = request.socket.remoteAddress!.replace('::ffff:', '');
  response.end(JSON.stringify({ visitor, orders: [1, 2, 3] }));
}

/** The bug: it holds every row in memory, and two exports at a time are more than the heap may hold. */
async function exportCustomers(_request: IncomingMessage, response: ServerResponse): Promise<void> {
  const rows = Array.from({ length: EXPORT_ROWS }, (_, id) => ({ id, name: `customer ${id}`, city: `city ${id % 1000}` }));
  await delay(BACKEND_MS);
  response.end(String(rows.length));
}
