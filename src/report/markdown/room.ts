/** A piece of a report that is shown whole or not at all. */
export interface Section {
  readonly text: string;
  /** What it is called where it is left out: one and many. Alike ones are left out from the last one backwards. */
  readonly name: readonly [one: string, many: string];
  /** Ones with a low rank get their room first. */
  readonly rank: number;
}

export interface Fitted {
  /** In the order in which they were given. */
  readonly shown: readonly Section[];
  readonly dropped: readonly Section[];
}

/** The sections that fit into so many bytes of UTF-8, with two newlines after each. */
export function choose(sections: readonly Section[], bytes: number): Fitted {
  const shown = new Set<Section>();
  const full = new Set<string>();
  let room = bytes;
  for (const section of sections.toSorted((a, b) => a.rank - b.rank)) {
    const size = Buffer.byteLength(section.text) + 2;
    if (full.has(section.name[0]) || size > room) {
      full.add(section.name[0]);
      continue;
    }
    room -= size;
    shown.add(section);
  }
  return { shown: sections.filter(section => shown.has(section)), dropped: sections.filter(section => !shown.has(section)) };
}
