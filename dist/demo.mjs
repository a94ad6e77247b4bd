import { createRequire as createRequire_ } from 'node:module';
const require = createRequire_(import.meta.url);

// src/demo.ts
import { spawn } from "node:child_process";
import { once as once3 } from "node:events";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

// src/demo/service.ts
import cluster from "node:cluster";
import { once } from "node:events";
import { createServer } from "node:http";
import { createServer as createSocket } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
var HEAP_MIB = 64;
var EXPORT_ROWS = 3e5;
var BACKEND_MS = 300;
async function serve() {
  return cluster.isPrimary ? supervise(await freePort()) : work();
}
async function supervise(port) {
  process.title = "shop: supervisor";
  cluster.schedulingPolicy = cluster.SCHED_NONE;
  cluster.setupPrimary({ execArgv: [`--max-old-space-size=${HEAP_MIB}`], silent: true });
  const start = () => cluster.fork({ DEMO_PORT: port });
  cluster.on("exit", (worker) => {
    if (!worker.exitedAfterDisconnect) start();
  });
  cluster.on("listening", () => process.send?.({ port }));
  start();
  await once(process, "disconnect");
  await new Promise((resolve) => cluster.disconnect(resolve));
  return 0;
}
async function freePort() {
  const socket = createSocket().listen(0, "127.0.0.1");
  await once(socket, "listening");
  const { port } = socket.address();
  socket.close();
  await once(socket, "close");
  return port;
}
async function work() {
  process.title = "shop: worker";
  createServer((request, response) => {
    const handle = routes[request.url ?? ""];
    if (handle === void 0) response.writeHead(404).end();
    else void handle(request, response);
  }).listen(Number(process.env.DEMO_PORT), "127.0.0.1");
  await once(process, "disconnect");
  return 0;
}
var routes = {
  "/orders": listOrders,
  "/export": exportCustomers
};
async function listOrders(request, response) {
  response.writeHead(200).flushHeaders();
  await delay(BACKEND_MS);
  const visitor = request.socket.remoteAddress.replace("::ffff:", "");
  response.end(JSON.stringify({ visitor, orders: [1, 2, 3] }));
}
async function exportCustomers(_request, response) {
  const rows = Array.from({ length: EXPORT_ROWS }, (_, id) => ({ id, name: `customer ${id}`, city: `city ${id % 1e3}` }));
  await delay(BACKEND_MS);
  response.end(String(rows.length));
}

// src/demo/test.ts
import { fork } from "node:child_process";
import { once as once2 } from "node:events";
import { get } from "node:http";
import { text } from "node:stream/consumers";
import { setTimeout as delay2 } from "node:timers/promises";
var TRIES = 100;
var PAUSE_MS = 100;
async function test(program) {
  const service = fork(program, ["service"]);
  const [{ port }] = await once2(service, "message");
  for (const [name, check] of Object.entries(checks)) {
    await check((path) => fetchText(port, path), port);
    console.log(`  ✓ ${name}`);
  }
  service.disconnect();
  await once2(service, "exit");
  console.log(`  ${Object.keys(checks).length} passed`);
  return 0;
}
var checks = {
  "a visitor who leaves early does no harm": async (fetch, port) => {
    await leaveEarly(port);
    await retrying(() => fetch("/orders"));
  },
  "two customers export at the same time": async (fetch) => {
    const both = Promise.all([fetch("/export"), fetch("/export")]);
    await both.catch(async () => {
      await retrying(() => fetch("/export"));
      await retrying(() => fetch("/export"));
    });
  }
};
async function retrying(attempt) {
  for (let left = TRIES; ; left--) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (left === 0) throw error;
      await delay2(PAUSE_MS);
    }
  }
}
function fetchText(port, path) {
  return new Promise((resolve, reject) => {
    get({ port, path, host: "127.0.0.1", agent: false }, (response) => text(response).then(resolve, reject)).on("error", reject);
  });
}
function leaveEarly(port) {
  return new Promise((resolve, reject) => {
    const request = get({ port, path: "/orders", host: "127.0.0.1", agent: false }, () => {
      request.destroy();
      resolve();
    });
    request.on("error", reject);
  });
}

// src/errors.ts
var EXIT = { ok: 0, usage: 2, gateFailed: 3, inconclusive: 4, notExecutable: 126, notFound: 127 };

// src/demo.ts
var self = fileURLToPath(import.meta.url);
async function demo() {
  print("A web service runs under a supervisor that restarts what crashes. A test with retries runs against it.");
  print("$ crash-gate run -- node demo.js test", "");
  const folder = mkdtempSync(join(tmpdir(), "crash-gate-demo-"));
  const cli = self.replace(/demo\.m?(js|ts)$/, "cli.$1");
  const child = spawn(process.execPath, [cli, "run", "--out", folder, "--", process.execPath, self, "test"], { stdio: "inherit" });
  const [status] = await once3(child, "exit");
  print("");
  return conclude(status, join(folder, "report.json"));
}
function conclude(status, path) {
  const report = existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
  const errors = report?.incidents.filter((incident) => incident.level === "error") ?? [];
  if (status === EXIT.gateFailed && errors.length > 0) {
    print(`The test passed, and without the gate nobody would know: ${errors.map((error) => error.title).join("; ")}.`);
    print(`crash-gate ended with ${status}: this is where a CI job fails. Without --out nothing of this is left behind; here it is kept:`);
    print(`  ${path}`);
    return EXIT.ok;
  }
  if (report === null && status === EXIT.inconclusive) {
    print("This machine can't be watched, so there is nothing to show: the reason and what to change are above.");
    print("Details: node dist/cli.js doctor");
    return EXIT.inconclusive;
  }
  print(`This is not what the demo should show: crash-gate ended with ${status}. What it saw: ${path}`);
  return 1;
}
var print = (...lines) => console.log(lines.join("\n"));
var parts = { service: serve, test: () => test(self) };
var part = parts[process.argv[2] ?? ""];
process.exitCode = await (part ?? demo)();
