/**
 * What a record of the floor (bpf/floor/: no BTF) may lack of what is expected of the whole one. The list of what it can't know is the
 * header's; here is what that does to an expected record. Everything else must be the same.
 */
import type { Ran } from './ran.ts';
import { satisfies } from './satisfies.ts';
import type { Recording } from './watch.ts';

type Keys = { [key: string]: unknown };

/** Read from /proc soon after a program was loaded: all of it, or nothing, with the reason. */
const GONE = 'gone before it could be read';

const [SIGBUS, SIGSEGV] = [7, 11];
/** si_code of a page fault: whose last one was where the floor says. */
const isPageFault = ({ signal, code }: Keys): boolean =>
  (signal === SIGSEGV && [1, 2, 4].includes(code as number)) || (signal === SIGBUS && code === 2);

/** Keys that are absent; the others that it can't know are null. */
const nullable = new Set(['death.cwd', 'death.stack', 'fault.stackPointer', 'fault.address', 'fault.instructionPointer', 'oom.levels']);

function without(part: string, keys: Keys, unknown: ReadonlySet<string>): Keys {
  return Object.fromEntries(
    Object.entries(keys).flatMap(([key, value]): [string, unknown][] => {
      const path = `${part}.${key}`;
      return !unknown.has(path) ? [[key, value]] : nullable.has(path) ? [[key, null]] : [];
    }),
  );
}

function fault(keys: unknown, unknown: ReadonlySet<string>): unknown {
  if (keys === null) return null;
  const whole = without('fault', keys as Keys, unknown);
  if (isPageFault(whole) && !unknown.has('fault.address')) return whole;
  return { ...whole, address: null, instructionPointer: null, trap: null, errorCode: null, faultRegister: null };
}

/** Its cgroup is a text, which is empty then. */
const oom = (keys: unknown, unknown: ReadonlySet<string>): unknown =>
  keys === null ? null : { ...without('oom', keys as Keys, unknown), ...(unknown.has('oom.cgroup') && { cgroup: '' }) };

function sent(keys: unknown, unknown: ReadonlySet<string>): unknown {
  const { sender, ...rest } = (keys ?? {}) as { sender?: Keys };
  return !isKeys(sender) ? keys : { ...rest, sender: without('sender', sender, unknown) };
}

/** Of a process that ended before /proc could be asked, nothing of this is known; and of long arguments only their beginning. */
function asRead(expected: unknown, received: unknown): unknown {
  if (Array.isArray(expected) && Array.isArray(received)) return expected.map((one, index) => asRead(one, received[index]));
  if (!isKeys(expected) || !isKeys(received)) return expected;
  const keys = Object.fromEntries(Object.entries(expected).map(([key, value]) => [key, asRead(value, received[key])]));
  // A sender's ancestor that has ended: "ancestors.names".
  if (received.comm === '' && !('type' in received)) keys.comm = '';
  const { missing } = received;
  if (typeof missing !== 'string') return keys;
  if (CUT.test(missing) && isCutOf(received.argv, expected.argv)) return { ...keys, argv: received.argv, missing };
  if (!missing.startsWith(GONE) || received.argv !== null) return keys;
  const cgroup = 'cgroup' in keys && received.cgroup === '' ? { cgroup: '' } : {};
  return { ...keys, exe: null, argv: null, missing, ...('argvBytes' in keys && { argvBytes: 0 }), ...cgroup };
}

const CUT = /^arguments cut after 4096 of \d+ bytes$/;

function isCutOf(received: unknown, expected: unknown): boolean {
  if (!Array.isArray(received) || !Array.isArray(expected)) return false;
  const kept = received.join('\0');
  return kept.length >= 4095 && expected.join('\0').startsWith(kept);
}

type Change = (record: Keys, run: Ran, received: Keys) => Keys;

/** Whoever adopted it is known only when /proc still shows it; and from when its parent begins to end, not when it has ended. */
const orphan: Change = (record, _, { ancestors }) =>
  Array.isArray(ancestors) && Array.isArray(record.ancestors)
    ? { ...record, ancestors: ancestors.length === 0 ? [] : record.ancestors.slice(-ancestors.length) }
    : record;
/** What its handler met itself, reading 0x5678, is the last fault that a handler took. */
const nested: Change = (record, _, { handledFault }) => {
  const first = record.handledFault as Keys | null;
  if (first === null || first.address === null) return record;
  const { instructionPointer } = (handledFault ?? {}) as Keys;
  return { ...record, handledFault: { ...first, address: '0x5678', errorCode: '0x4', faultRegister: '0x5678', instructionPointer } };
};
/** It was put into a cgroup below after its program was loaded. */
const moved: Change = (record, _, { cgroup }) =>
  typeof record.cgroup === 'string' && typeof cgroup === 'string' && record.cgroup.startsWith(cgroup) ? { ...record, cgroup } : record;
const untitled: Change = (record, { argv }) => ({ ...record, argv });
const eitherCode = satisfies('the code of a thread', (status: number) => [3 << 8, 7 << 8].includes(status));

/** Programs whose way to die the floor tells otherwise, by the header's key that says so. */
const ways: Readonly<Record<string, Readonly<Record<string, Change>>>> = {
  'ancestors.adopted': { daemon: orphan, 'oom-together': orphan },
  'fault.handlerLeft': { 'handled-segv-looks': nested },
  'process.code': { 'leader-exits': record => ({ ...record, status: eitherCode }) },
  'process.unloadable': { 'clean-lives': record => (record.comm === 'unloadable' ? { ...record, forkOnly: true } : record) },
  'process.later': { retitled: untitled, 'retitled-long': untitled, oom: moved, 'oom-innocent': moved, 'oom-together': moved },
};

const isKeys = (value: unknown): value is Keys => typeof value === 'object' && value !== null && !('asymmetricMatch' in value);

/** The record that the floor makes of what leaves this one on the best layer. */
function onTheFloor(record: Keys, unknown: ReadonlySet<string>): Keys {
  // A matcher says what it asks for.
  if (!isKeys(record)) return record;
  const known = without(record.type as string, record, unknown);
  if (record.type !== 'death') return known;
  return {
    ...known,
    fault: fault(record.fault, unknown),
    handledFault: fault(record.handledFault, unknown),
    sent: sent(record.sent, unknown),
    oom: oom(record.oom, unknown),
  };
}

/** What is to be compared with the records that were received: on the best layer the expected ones as they are. */
export function expectedOf(expected: readonly unknown[], received: readonly unknown[], run: Ran, { header }: Recording): unknown {
  if (header.layer?.name !== 'floor') return expected;
  const unknown = new Set(Object.keys(header.layer.unknown));
  const others = Object.entries(ways).flatMap(([key, byProgram]) => (unknown.has(key) && byProgram[run.program] ? [byProgram[run.program]!] : []));
  const records = expected.map(record => onTheFloor(record as Keys, unknown)).filter(({ type }) => !unknown.has(type as string));
  return asRead(
    records.map((record, index) => others.reduce((changed, change) => change(changed, run, (received[index] ?? {}) as Keys), record)),
    received,
  );
}
