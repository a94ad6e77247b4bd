/** The narrowest rule that accepts an incident, in this run and in the next one, for users to copy. */

import { programName, scriptOf } from '../crash/name.ts';
import type { Container } from '../crash/place.ts';
import { lasting, numberless, temporaryFolderOf } from '../crash/signature.ts';
import type { Incident } from '../incident/incident.ts';
import { compileMatch } from '../rules/user/compile.ts';
import { byteLength, compileGlob, isGlob, literalGlob } from '../rules/user/glob.ts';
import { keys } from '../rules/user/keys.ts';
import { whyNoPath } from '../rules/user/path.ts';
import type { Condition } from '../rules/user/spec.ts';
import { type KeyName, Subject } from '../rules/user/subject.ts';

/** Keys of `match` with one value each, in the order in which they read best. */
export type Accepting = Readonly<Partial<Record<KeyName, string | number>>>;

/** To compare more with each other is not worth the time; then every rule names its signature. */
const MOST_COMPARED = 100;

/** One for each incident. What would accept another one too gets more keys, until it doesn't. */
export function acceptingMatches(incidents: readonly Incident[]): readonly Accepting[] {
  const subjects = incidents.map(({ stories }) => stories.map(story => new Subject(story)));
  return incidents.map((incident, own) => {
    const hits = (match: Accepting): boolean => {
      if (incidents.length > MOST_COMPARED) return true;
      const matches = compileMatch(conditionsOf(match));
      return subjects.some((other, index) => index !== own && other.some(matches));
    };
    return refine(incident, hits);
  });
}

function refine(incident: Incident, hitsAnother: (match: Accepting) => boolean): Accepting {
  const readable = matchOf(incident);
  if (!hitsAnother(readable)) return readable;
  const signed: Accepting = { ...readable, signature: literalGlob(incident.signature) };
  const masked = common(incident, ({ masked }) => masked);
  return masked === null || !hitsAnother(signed) ? signed : { ...signed, masked };
}

function matchOf(incident: Incident): Accepting {
  const { death, cause, place, end } = incident.stories[0]!.lead;
  const script = scriptOf(death);
  const path = death.exe?.startsWith('/') === true ? globOfPath(death.exe) : null;
  const exe = path === null || whyNoPath(path) !== null ? null : path;
  const sender = common(incident, ({ lead }) => (lead.sender === null ? null : programName(lead.sender)));
  const step = common(incident, ({ lead }) => lead.death.step);
  const match: Readonly<Partial<Record<KeyName, string | number | null>>> = {
    exe,
    comm: exe === null && death.comm !== '' && byteLength(death.comm) <= keys.comm.most! ? literalGlob(death.comm) : null,
    argv: script === null || script === '' ? null : `*${globOfPath(script)}*`,
    ...placeKeys(place.container, place.unit),
    // The runner counts steps without an id, so their names change with the workflow.
    step: step === null || step === '' || step.startsWith('__') ? null : literalGlob(step),
    cause: cause.kind,
    signal: 'signal' in cause && cause.signal.startsWith('SIG') ? cause.signal : null,
    code: 'code' in cause ? cause.code : null,
    'exit-code': end.exitCode === 0 ? null : end.exitCode,
    sender: sender === null || sender === '' || sender.includes('/') ? null : literalGlob(sender),
  };
  return Object.fromEntries(Object.entries(match).filter((entry): entry is [string, string | number] => entry[1] !== null));
}

/** What all occurrences have in common; null: nothing, or not all of them are known. */
function common<T>({ stories, count }: Incident, of: (story: Incident['stories'][number]) => T | null): T | null {
  const values = new Set(stories.map(of));
  return stories.length === count && values.size === 1 ? [...values][0]! : null;
}

/** docker makes such names up for containers that nobody named. */
const madeUp = /^[a-z]+_[a-z]+\d?$/;

/** Ids and pods change from run to run; services, given names and images stay. */
function placeKeys(container: Container | null, unit: string | null): Readonly<Partial<Record<KeyName, string | null>>> {
  if (container === null) return { unit: unit === null || unit === '' ? null : stars(numberless(unit)) };
  const { name, image, compose } = container;
  const given = compose?.service ?? (name === null || madeUp.test(name) ? null : name);
  return { container: given === null || given === '' ? null : literalGlob(given), image: image === null || image === '' ? null : literalGlob(image) };
}

/** Where the signature leaves something out, a star stands. */
function globOfPath(path: string): string {
  const folder = temporaryFolderOf(path);
  const last = lasting(path);
  return folder === null ? stars(last) : `${literalGlob(folder)}*${stars(last.slice(last.indexOf('/') + 1))}`;
}

const stars = (text: string): string => literalGlob(text).replaceAll('#', '*');

/** As if they had been read from a file. */
function conditionsOf(match: Accepting): ReadonlyMap<KeyName, readonly Condition[]> {
  return new Map(
    Object.entries(match).flatMap(([key, value]) => {
      const text = String(value);
      const glob = compileGlob(text);
      return isGlob(glob) ? [[key as KeyName, [{ text, glob, range: typeof value === 'number' ? ([value, value] as const) : null }]] as const] : [];
    }),
  );
}
