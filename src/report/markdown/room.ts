/** A piece of a report that is shown whole or not at all. */
export interface Section {
  /** Only called while there is room: ten thousand incidents are not rendered in vain. */
  readonly render: () => string;
  /** What it is called where it is left out: one and many. Alike ones are left out from the last one backwards. */
  readonly name: readonly [one: string, many: string];
  /** Ones with a low rank get their room first. */
  readonly rank: number;
}

export interface Chosen {
  /** In the order in which they were given. */
  readonly texts: readonly string[];
  readonly dropped: readonly Section[];
}

/** The sections that fit into so many bytes of UTF-8, with two newlines after each. */
export function choose(sections: readonly Section[], bytes: number): Chosen {
  const shown = new Map<Section, string>();
  const full = new Set<string>();
  let room = bytes;
  for (const section of sections.toSorted((a, b) => a.rank - b.rank)) {
    const text = full.has(section.name[0]) ? null : section.render();
    const size = text === null ? Number.POSITIVE_INFINITY : Buffer.byteLength(text) + 2;
    if (text === null || size > room) {
      full.add(section.name[0]);
      continue;
    }
    room -= size;
    shown.set(section, text);
  }
  return { texts: sections.flatMap(section => shown.get(section) ?? []), dropped: sections.filter(section => !shown.has(section)) };
}
