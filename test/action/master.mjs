// A supervisor: starts a worker, and again when it dies. master.mjs TIMES: its workers crash so often, then one lives; then it ends well.
import { spawn } from 'node:child_process';

const [, file, left = '1'] = process.argv;
if (left === 'worker') process.kill(process.pid, 'SIGSEGV');
let crashes = Number(left);
(function start() {
  if (crashes-- === 0) return;
  spawn(process.execPath, [file, 'worker'], { stdio: 'inherit' }).on('exit', start);
})();
