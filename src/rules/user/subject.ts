import type { Identity } from 'bpf-linux';
import type { CauseKind } from '../../crash/cause.ts';
import type { Crash } from '../../crash/crash.ts';
import { baseName, programName, scriptOf } from '../../crash/name.ts';
import type { Container } from '../../crash/place.ts';
import { signatureOf } from '../../crash/signature.ts';
import type { Story } from '../../incident/story.ts';

/** What a rule may ask about a story: about the crash that began it, and what hid it. */
export type KeyName =
  | 'cause'
  | 'signal'
  | 'code'
  | 'exit-code'
  | 'masked'
  | 'comm'
  | 'exe'
  | 'unit'
  | 'step'
  | 'container'
  | 'image'
  | 'pod'
  | 'sender'
  | 'ancestor'
  | 'argv'
  | 'signature';

/** One text, or a process's path and what it is called without it. */
export type Candidate = string | Called;

export interface Called {
  readonly path: string | null;
  /** The file's name, and for an interpreter the script's. */
  readonly names: readonly string[];
  /** What is called alike has the same. */
  readonly key: string;
}

const only = (text: string | null | undefined): readonly string[] => (text === null || text === undefined ? [] : [text]);

/** A key is matched when one of these is. Nothing: there is no such thing, and no glob matches it. */
const candidates: Readonly<Record<KeyName, (story: Story) => readonly Candidate[]>> = {
  cause: ({ lead }) => [lead.cause.kind satisfies CauseKind],
  signal: ({ lead: { cause } }) => ('signal' in cause ? [cause.signal] : []),
  code: ({ lead: { cause } }) => ('code' in cause ? only(cause.code) : []),
  'exit-code': ({ lead: { end } }) => (end.exitCode === null ? [] : [String(end.exitCode)]),
  masked: ({ masked }) => [masked],
  comm: ({ lead }) => [lead.death.comm],
  exe: ({ lead: { death } }) => (death.exe === null ? [] : [{ path: death.exe, names: [baseName(death.exe)], key: death.exe }]),
  unit: ({ lead }) => only(lead.place.unit),
  step: ({ lead: { step } }) => [...new Set([...only(step.of?.id ?? null), ...only(step.during)])],
  container: ({ lead }) => containers(lead).flatMap(({ name, compose, id }) => [...only(name), ...only(compose?.service), id, id.slice(0, 12)]),
  image: ({ lead }) => containers(lead).flatMap(({ image }) => only(image)),
  pod: ({ lead }) => containers(lead).flatMap(({ podName, pod }) => [...only(podName), ...only(pod)]),
  sender: ({ lead }) => (lead.sender === null ? [] : [called(lead.sender)]),
  ancestor: ({ lead }) => lead.death.ancestors.map(called),
  argv: ({ lead }) => only(lead.death.argv?.join(' ')),
  signature: ({ lead }) => [signatureOf(lead)],
};

/** Its own, and the one that this runs in: a pod's container, and the cluster's node. */
function containers({ place: { container } }: Crash): readonly Container[] {
  return container === null ? [] : container.inside === null ? [container] : [container, container.inside];
}

/** supervisord is a script that python3 runs, and so is chaos.py: the interpreter's name will do, and the script's with its ending or without. */
function called(process: Identity): Called {
  const known = calledBefore.get(process);
  if (known !== undefined) return known;
  const found = nameAll(process);
  calledBefore.set(process, found);
  return found;
}

/** A recording's ancestors are shared by many deaths. */
const calledBefore = new WeakMap<Identity, Called>();

function nameAll(process: Identity): Called {
  const script = scriptOf(process);
  const names = [process.exe === null ? process.comm : baseName(process.exe), programName(process), ...(script === null ? [] : [baseName(script)])];
  const distinct = [...new Set(names)];
  return { path: process.exe, names: distinct, key: [process.exe ?? '', ...distinct].join('\0') };
}

/** A story as rules see it; what one rule has looked up, the next one finds. */
export class Subject {
  readonly #story: Story;
  readonly #known: Partial<Record<KeyName, readonly Candidate[]>> = {};

  constructor(story: Story) {
    this.#story = story;
  }

  get(key: KeyName): readonly Candidate[] {
    const known = this.#known[key];
    if (known !== undefined) return known;
    const found = candidates[key](this.#story);
    this.#known[key] = found;
    return found;
  }
}
