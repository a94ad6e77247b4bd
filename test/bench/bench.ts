/** `npm run bench`: prints one Markdown table. Figures are of this machine; what it does besides shows in them. */
import { cpus, release } from 'node:os';
import { removeFolders } from '../tracer/folder.ts';
import {
  executableBytes,
  measureArming,
  measureBpfCost,
  measureCrashLoop,
  measureDelay,
  measureJudging,
  measureRatio,
  median,
  recordCleanRun,
  recordStorm,
} from './measure.ts';

const [PAIRS = 9, LIVES = 5000, CRASHES = 100_000] = process.argv.slice(2).map(Number);

/** Of judging, in bytes. Less than 100 MB of it are in use: the rest is what V8 has not cleared away yet. */
const MOST_MEMORY = 500e6;

const say = (text: string): void => void process.stderr.write(`${text}\n`);
const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
const us = (nanoseconds: number): string => `${(nanoseconds / 1000).toFixed(2)} us`;
const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`;

say('armed …');
const arming = measureArming(21);
say('delay …');
const delays = await measureDelay(101);
say('storm …');
const storm = await recordStorm(2000);
say('judging …');
const judging = measureJudging(10_000, 5);
const judged = judging[judging.length >> 1]!;
say('a crash loop …');
const loop = measureCrashLoop(CRASHES);
say(`BPF time of ${LIVES} clean lives …`);
const cost = await measureBpfCost(LIVES);
for (const [name, time] of cost.programs) say(`  ${name}: ${time.toFixed(0)} ns`);
say(`record of ${LIVES} clean lives …`);
const clean = await recordCleanRun(LIVES);
say(`run time, ${PAIRS} pairs of ${LIVES} processes …`);
const ratios = await measureRatio(LIVES, PAIRS, ratio => say(`  ${percent(ratio)}`));

function percent(ratio: number): string {
  return `${ratio >= 1 ? '+' : ''}${((ratio - 1) * 100).toFixed(2)} %`;
}

const rows = [
  ['armed and proven', `${ms(median(arming))} (worst of ${arming.length}: ${ms(Math.max(...arming))})`, 'under 150 ms'],
  ['death to record on disk', `${ms(median(delays))} (median of ${delays.length})`, 'under 5 ms'],
  [
    'resident memory of the tracer, peak',
    `${mb(clean.trailer.peakRssBytes)} in a clean run, ${mb(storm.trailer.peakRssBytes)} after 2,000 crashes at once`,
    'under 16 MB',
  ],
  ['size of the executable', mb(executableBytes()), 'under 2 MB'],
  ['BPF time of a clean life (fork, exec, exit 0), all programs', us(cost.tracer), 'under 1 us'],
  ['… of exitsnoop in the same run', `${us(cost.exitsnoop)}; with -x (failed ones only) ${us(cost.exitsnoopFailed)}`, ''],
  [`run time of ${LIVES.toLocaleString('en')} processes with the tracer on`, `${percent(median(ratios))} (median of ${PAIRS} pairs)`, 'within 1 %'],
  [
    `record of ${LIVES.toLocaleString('en')} clean lives`,
    `${clean.text.length} bytes, ${clean.text.split('\n').length - 1} lines for ${clean.trailer.ended} processes`,
    'two lines',
  ],
  [
    `${judged.deaths.toLocaleString('en')} deaths read and judged`,
    `${ms(judged.ms)}, ${ms(judged.cpuMs)} of processor time, ${mb(Math.max(...judging.map(({ bytes }) => bytes)))}`,
    'under 2 s and 300 MB',
  ],
  [
    `${loop.deaths.toLocaleString('en')} crashes of one bug read and judged`,
    `${ms(loop.ms)}, ${ms(loop.cpuMs)} of processor time, ${mb(loop.bytes)}`,
    `under ${mb(MOST_MEMORY)}, however many`,
  ],
  ['2,000 crashes at once', `${storm.trailer.recorded} recorded, ${storm.trailer.lost.events} lost`, 'none lost'],
];
console.log(`| Linux ${release()}, ${cpus().length} CPUs | measured | goal |\n|---|---|---|`);
for (const row of rows) console.log(`| ${row.join(' | ')} |`);
removeFolders();
if (loop.bytes > MOST_MEMORY) throw new Error(`judging ${loop.deaths} crashes of one bug took ${mb(loop.bytes)}`);
