/**
 * Keeps what scripts/workloads recorded for fixtures/workloads: `node test/services/keep-workload.ts NAME RECORD`. Whoever else used the
 * machine is left out, and so is the most of long command lines, which stand in every line once for each ancestor.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { parseRecording } from 'bpf-linux';
import { analyse } from '../../src/analyse.ts';
import { findJob } from '../../src/job.ts';
import { withoutMachine } from './keep.ts';

const [name, file] = process.argv.slice(2) as [string, string];
const text = readFileSync(file, 'utf8');
const kept = withoutMachine(text, findJob(parseRecording(text).records)!.pid!);

const { verdict, ignored } = analyse(parseRecording(kept));
if (verdict !== analyse(parseRecording(text)).verdict) throw new Error(`${name} is judged otherwise without what was left out: ${verdict}`);
console.log(name, verdict, Object.fromEntries(ignored.map(({ rule, count }) => [rule, count])));

const params = {
  [constants.BROTLI_PARAM_QUALITY]: 11,
  [constants.BROTLI_PARAM_LGWIN]: 24,
  [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
};
writeFileSync(join(import.meta.dirname, `../../fixtures/workloads/${name}.ndjson.br`), brotliCompressSync(kept, { params }));
