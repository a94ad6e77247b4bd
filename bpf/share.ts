/**
 * Equal parts of records are kept once: ten thousand crashes of a program hold its arguments and its ancestors a single time, so
 * that memory grows with what is different about them. Values stay what they were; nothing may change them.
 */
import type { BpfRecord, Identity } from './record.ts';

export class Sharing {
  readonly #texts = new Map<string, string>();
  /** Lists by their first element, which is shared already. */
  readonly #lists = new Map<unknown, readonly unknown[]>();
  readonly #ancestors = new Map<number, Identity>();

  /** The same record, its parts shared with earlier ones. */
  share(record: BpfRecord): BpfRecord {
    if (record.type !== 'death' && record.type !== 'start') return record;
    this.#shareParts(record);
    if (record.type === 'death') {
      if (record.sent !== null) this.#shareParts(record.sent.sender);
      if (record.oom !== null) this.#shareParts(record.oom.trigger);
    }
    return record;
  }

  #shareParts(process: Parts): void {
    for (const key of textKeys) {
      const text = process[key];
      if (typeof text === 'string') process[key] = this.#text(text);
    }
    if (process.argv !== null) process.argv = this.#list(process.argv.map(text => this.#text(text)));
    if (process.ancestors !== undefined) process.ancestors = this.#list(process.ancestors.map(ancestor => this.#ancestor(ancestor)));
  }

  #ancestor(ancestor: Parts & Identity): Identity {
    this.#shareParts(ancestor);
    const known = this.#ancestors.get(ancestor.pid);
    if (known !== undefined && identityKeys.every(key => known[key] === ancestor[key])) return known;
    this.#ancestors.set(ancestor.pid, ancestor);
    return ancestor;
  }

  #text(text: string): string {
    const known = this.#texts.get(text);
    if (known === undefined) this.#texts.set(text, text);
    return known ?? text;
  }

  #list<Item>(list: readonly Item[]): readonly Item[] {
    const known = this.#lists.get(list[0]) as readonly Item[] | undefined;
    if (known?.length === list.length && known.every((item, index) => item === list[index])) return known;
    this.#lists.set(list[0], list);
    return list;
  }
}

const textKeys = ['comm', 'exe', 'cwd', 'cgroup', 'threadName', 'step'] as const;
const identityKeys = ['startedAt', 'comm', 'exe', 'argv', 'missing'] as const;

/** What records of processes have in common, before anybody reads them. */
type Parts = { -readonly [Key in 'argv' | 'ancestors' | (typeof textKeys)[number]]?: unknown } & {
  argv: readonly string[] | null;
  ancestors?: readonly Identity[];
};
