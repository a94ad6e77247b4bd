/**
 * The shapes of record.ts at run time. Recordings come from files that anybody may have cut, edited or made up, and what
 * reads them after this point trusts the types. `Shape<T>` demands a check for every key of T, so that the compiler holds
 * these tables and record.ts together; test/contract holds the tables and the tracer together.
 */
import { type Check, counters, flag, list, no, number, object, optional, orNull, type Shape, text, texts, word } from './check.ts';
import type {
  Ancestor,
  BpfRecord,
  Container,
  Death,
  End,
  Fault,
  Header,
  Hook,
  Identity,
  Layer,
  Listen,
  ListeningSocket,
  Membership,
  Note,
  Oom,
  Sender,
  SentSignal,
  Start,
  Step,
  Trailer,
} from './record.ts';

const identity: Shape<Identity> = {
  pid: number,
  startedAt: number,
  comm: text,
  exe: orNull(text),
  argv: orNull(list(text)),
  missing: optional(text),
};

const membership: Shape<Membership> = { inJob: optional(orNull(flag)) };

const ancestors: Check<readonly Ancestor[]> = list(object<Ancestor>(identity));

const hook: Shape<Hook> = { name: text, attached: flag, why: optional(text), needed: optional(no) };

const fault: Shape<Fault> = {
  at: number,
  tid: number,
  threadName: text,
  signal: number,
  code: number,
  address: orNull(text),
  syscall: optional(number),
  instructionPointer: orNull(text),
  stackPointer: orNull(text),
  trap: orNull(number),
  errorCode: orNull(text),
  faultRegister: orNull(text),
  handlerLeft: optional(flag),
  handlerStackBytes: optional(number),
};

const sender: Shape<Sender> = { ...identity, ...membership, uid: number, nsPid: number, pidNamespace: number, exiting: flag, ancestors };

const sent: Shape<SentSignal> = { at: number, signal: number, code: number, by: word, sender: object<Sender>(sender) };

const oom: Shape<Oom> = {
  at: number,
  trigger: object<Identity>(identity),
  cgroup: text,
  levels: orNull(list(object<NonNullable<Oom['levels']>[number]>({ usageBytes: number, limitBytes: orNull(number) }))),
  anonymousBytes: number,
  fileBytes: number,
  sharedBytes: number,
  totalVirtualBytes: number,
  scoreAdjust: number,
  constraint: optional(word),
  limitLevel: optional(number),
};

const socket: Shape<ListeningSocket> = {
  family: word,
  address: text,
  port: number,
  networkNamespace: optional(number),
  group: optional(number),
  shared: flag,
  openedAt: optional(orNull(number)),
  closedAt: optional(number),
};

const rusage: Shape<Death['rusage']> = { userNs: number, systemNs: number, maxRssBytes: number, minorFaults: number, majorFaults: number };

const header: Shape<Header> = {
  type: word,
  version: text,
  tracer: text,
  kernel: text,
  machine: text,
  bootId: orNull(text),
  clock: object<Header['clock']>({ base: word, startedAtNs: text, startedAt: text }),
  pid: number,
  job: optional(orNull(object<NonNullable<Header['job']>>({ pid: number, startedAt: number }))),
  layer: optional(object<Layer>({ name: text, why: optional(text), unknown: texts })),
  hooks: list(object<Hook>(hook)),
  proof: object<Header['proof']>({ pid: number, signal: number, faultAddress: text, seenAfterNs: number }),
  armedAfterNs: number,
  snapshot: number,
  starter: optional(object<NonNullable<Header['starter']>>({ pid: number, nsPid: number, pidNamespace: number, outside: optional(number) })),
};

const death: Shape<Death> = {
  ...identity,
  ...membership,
  type: word,
  at: number,
  status: number,
  tid: number,
  threadName: text,
  exeDeleted: optional(flag),
  argvBytes: number,
  cwd: orNull(text),
  uid: number,
  gid: number,
  forkOnly: flag,
  nsPid: number,
  pidNamespace: number,
  mountNamespace: number,
  cgroup: text,
  ancestors,
  step: orNull(text),
  lifetimeNs: number,
  rusage: object<Death['rusage']>(rusage),
  listening: list(object<ListeningSocket>(socket)),
  parentListens: flag,
  parentChannel: optional(flag),
  fault: orNull(object<Fault>(fault)),
  handledFault: orNull(object<Fault>(fault)),
  sent: orNull(object<SentSignal>(sent)),
  oom: orNull(object<Oom>(oom)),
  stack: orNull(object<NonNullable<Death['stack']>>({ limitBytes: orNull(number), start: text })),
};

const end: Shape<End> = { type: word, at: number, pid: number, startedAt: number, status: number, asked: optional(flag) };

const start: Shape<Start> = {
  ...identity,
  ...membership,
  type: word,
  at: number,
  how: word,
  cgroup: text,
  nsPid: number,
  hasConnection: optional(flag),
  ancestors,
  after: object<Start['after']>({ pid: number, startedAt: number }),
};

const listen: Shape<Listen> = { type: word, at: number, pid: number, startedAt: number, port: number, networkNamespace: optional(number) };

const container: Shape<Container> = {
  type: word,
  at: number,
  id: text,
  runtime: orNull(text),
  name: orNull(text),
  image: orNull(text),
  compose: orNull(object<NonNullable<Container['compose']>>({ project: orNull(text), service: orNull(text) })),
  restart: orNull(object<NonNullable<Container['restart']>>({ policy: orNull(text), most: number, count: number })),
  pod: orNull(object<NonNullable<Container['pod']>>({ name: orNull(text), namespace: orNull(text), uid: orNull(text) })),
  missing: optional(text),
};

const step: Shape<Step> = { type: word, at: number, what: word, pid: number, startedAt: number, id: orNull(text) };

const note: Shape<Note> = { type: word, at: number, text };

const trailer: Shape<Trailer> = {
  type: word,
  at: number,
  why: text,
  started: number,
  executed: number,
  ended: number,
  deaths: object<Trailer['deaths']>({ clean: number, exit: number, signal: number }),
  recorded: number,
  takenOverAt: optional(number),
  lost: object<Trailer['lost']>({ events: number }),
  errors: counters,
  dying: list(number),
  peakRssBytes: number,
};

/** A check for every record type that this reader knows. */
export const checks: { readonly [T in BpfRecord['type']]: Check<Extract<BpfRecord, { type: T }>> } = {
  header: object<Header>(header),
  death: object<Death>(death),
  end: object<End>(end),
  start: object<Start>(start),
  listen: object<Listen>(listen),
  container: object<Container>(container),
  step: object<Step>(step),
  note: object<Note>(note),
  trailer: object<Trailer>(trailer),
};

export const isKnownType = (type: string): type is keyof typeof checks => Object.hasOwn(checks, type);
