/** Faults that a handler took: the status word tells what the handler did next, the handled fault tells the cause. */
import { constants } from 'node:os';
import { crashAt1234, death, fault, type Keys, sentBy } from '../expected.ts';
import type { Looked } from '../living.ts';
import type { Way } from '../ran.ts';

const { SIGABRT, SIGSEGV } = constants.signals;
const SI_TKILL = -6;

/** The handler was still at it as the process ended. */
const taken = (run: Looked): Keys => crashAt1234(run, { handlerLeft: false, handlerStackBytes: 0 });

export const handled: readonly Way[] = [
  {
    name: 'ends with 3',
    program: 'handled-segv-exit',
    records: (run, recording) => [death(run, recording, { status: 3 << 8, handledFault: taken(run) })],
  },
  {
    name: 'looks around in memory before it ends with 3',
    program: 'handled-segv-looks',
    records: (run, recording) => [death(run, recording, { status: 3 << 8, handledFault: { ...taken(run), handlerStackBytes: 64 << 10 } })],
  },
  {
    name: 'jumps out of it; the program ends with 3 later',
    program: 'handled-segv-left',
    records: (run, recording) => [
      death(run, recording, { status: 3 << 8, handledFault: crashAt1234(run, { handlerLeft: true, handlerStackBytes: 0 }) }),
    ],
  },
  {
    name: 'sends itself the signal again',
    program: 'handled-segv-raise',
    records: (run, recording) => [
      death(run, recording, {
        status: SIGSEGV,
        fault: fault(run, { signal: SIGSEGV, code: 0 }),
        handledFault: taken(run),
        sent: sentBy(run, recording, { signal: SIGSEGV, code: 0 }),
      }),
    ],
  },
  {
    name: 'aborts',
    program: 'handled-segv-abort',
    records: (run, recording) => [
      death(run, recording, {
        status: SIGABRT,
        fault: fault(run, { signal: SIGABRT, code: SI_TKILL }),
        handledFault: taken(run),
        sent: sentBy(run, recording, { signal: SIGABRT, code: SI_TKILL }),
      }),
    ],
  },
  {
    name: 'aborts, while another thread has one handled',
    program: 'handled-segv-threads',
    records: (run, recording) => [
      death(run, recording, {
        status: SIGABRT,
        fault: fault(run, { signal: SIGABRT, code: SI_TKILL }),
        handledFault: taken(run),
        sent: sentBy(run, recording, { signal: SIGABRT, code: SI_TKILL }),
      }),
    ],
  },
  { name: 'survives 100,000 of them', program: 'survives-faults', records: () => [] },
];
