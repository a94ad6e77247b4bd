/** `node judging.ts FILE`: reads and judges a recording in a process of its own, and says what that took, from its start. */
import '../../src/memory.ts';
import { readRecording } from 'bpf-linux';
import { analyse } from '../../src/analyse.ts';
import { renderJson } from '../../src/report/json.ts';

const report = analyse(await readRecording(process.argv[2]!));
renderJson(report);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
console.log(
  JSON.stringify({ deaths: report.watch.deaths, ms: performance.now(), cpuMs: (userCPUTime + systemCPUTime) / 1000, bytes: maxRSS * 1024 }),
);
