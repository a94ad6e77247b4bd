/** Limits: of CPU time, of file size, of a cgroup's memory. */
import { constants } from 'node:os';
import { death, fault, sentBy, within } from '../expected.ts';
import type { Way } from '../ran.ts';

const { SIGKILL, SIGXCPU, SIGXFSZ } = constants.signals;
const SI_KERNEL = 0x80;

export const limits: readonly Way[] = [
  {
    name: 'more CPU time than the soft limit',
    program: 'limit-cpu',
    records: (run, recording) => [
      death(run, recording, {
        status: SIGXCPU,
        fault: fault(run, { signal: SIGXCPU, code: SI_KERNEL, instructionPointer: within(run, 'main') }),
        sent: sentBy(run, recording, { signal: SIGXCPU, code: SI_KERNEL, by: 'kernel' }),
      }),
    ],
  },
  {
    name: 'more CPU time than the hard limit: a bare SIGKILL',
    program: 'limit-cpu-hard',
    records: (run, recording) => [
      death(run, recording, { status: SIGKILL, sent: sentBy(run, recording, { signal: SIGKILL, code: SI_KERNEL, by: 'kernel' }) }),
    ],
  },
  {
    name: 'a larger file than its limit',
    program: 'limit-file-size',
    records: (run, recording) => [
      death(run, recording, {
        status: SIGXFSZ,
        fault: fault(run, { signal: SIGXFSZ, code: 0 }),
        sent: sentBy(run, recording, { signal: SIGXFSZ, code: 0 }),
      }),
    ],
  },
];
