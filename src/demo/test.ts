/** The demo's test: what many integration tests look like. It passes. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';

/** A client that tries again, as most do. */
const TRIES = 100;
const PAUSE_MS = 100;

type Fetch = (path: string) => Promise<string>;

export async function test(program: string): Promise<number> {
  const service = fork(program, ['service']);
  const [{ port }] = (await once(service, 'message')) as [{ readonly port: number }];
  for (const [name, check] of Object.entries(checks)) {
    await check(path => fetchText(port, path), port);
    console.log(`  ✓ ${name}`);
  }
  service.disconnect();
  await once(service, 'exit');
  console.log(`  ${Object.keys(checks).length} passed`);
  return 0;
}

const checks: Readonly<Record<string, (fetch: Fetch, port: number) => Promise<void>>> = {
  'a visitor who leaves early does no harm': async (fetch, port) => {
    await leaveEarly(port);
    await retrying(() => fetch('/orders'));
  },
  'two customers export at the same time': async fetch => {
    const both = Promise.all([fetch('/export'), fetch('/export')]);
    await both.catch(async () => {
      await retrying(() => fetch('/export'));
      await retrying(() => fetch('/export'));
    });
  },
};

async function retrying(attempt: () => Promise<unknown>): Promise<void> {
  for (let left = TRIES; ; left--) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (left === 0) throw error;
      await delay(PAUSE_MS);
    }
  }
}

function fetchText(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get({ port, path, host: '127.0.0.1', agent: false }, response => text(response).then(resolve, reject)).on('error', reject);
  });
}

/** Closes the page as soon as it begins to load. */
function leaveEarly(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = get({ port, path: '/orders', host: '127.0.0.1', agent: false }, () => {
      request.destroy();
      resolve();
    });
    request.on('error', reject);
  });
}
