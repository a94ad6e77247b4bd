/**
 * Keys that a layer left out because it can't know them (header.layer.unknown): what stands in their place, so that readers need not ask
 * everywhere. Each is what changes no judgement by itself; that the layer doesn't know is told once, by the header, with the reason.
 */
import { isObject } from './check.ts';
import type { Header } from './record.ts';

type Record = { [key: string]: unknown };

/** By the header's key: part of a record, and key in it. A process that no namespace is known of is taken for one of the machine's own. */
const placeholders: Readonly<{ [key: string]: (of: Record) => unknown }> = {
  'death.nsPid': ({ pid }) => pid,
  'death.pidNamespace': () => 0,
  'death.mountNamespace': () => 0,
  'death.rusage': () => ({ userNs: 0, systemNs: 0, maxRssBytes: 0, minorFaults: 0, majorFaults: 0 }),
  'death.listening': () => [],
  'death.parentListens': () => false,
  'oom.anonymousBytes': () => 0,
  'oom.fileBytes': () => 0,
  'oom.sharedBytes': () => 0,
  'oom.totalVirtualBytes': () => 0,
  'oom.scoreAdjust': () => 0,
  'sender.nsPid': ({ pid }) => pid,
  'sender.pidNamespace': () => 0,
  'start.nsPid': ({ pid }) => pid,
};

/** Puts them in. Only what the header declares may be missing; everything else that is remains wrong. */
export function fillUnknown(record: Record, header: Header): void {
  for (const key of Object.keys(header.layer?.unknown ?? {})) {
    const placeholder = Object.hasOwn(placeholders, key) ? placeholders[key] : undefined;
    if (placeholder === undefined) continue;
    const [part, name] = key.split('.') as [string, string];
    const of = partOf(record, part);
    if (of !== null && !Object.hasOwn(of, name)) of[name] = placeholder(of);
  }
}

function partOf(record: Record, part: string): Record | null {
  if (record.type === part) return record;
  const at = part === 'sender' && isObject(record.sent) ? record.sent.sender : part === 'oom' ? record.oom : null;
  return isObject(at) ? (at as Record) : null;
}
