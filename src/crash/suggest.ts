/** "Did you mean …?" for a slip of the fingers, the whole list for anything else. */
export function suggest(text: string, candidates: readonly string[], show: (candidate: string) => string): string {
  const near = nearest(text, candidates);
  return near === null ? `; there is ${candidates.map(show).join(', ')}` : `. Did you mean ${show(near)}?`;
}

/** What was meant, if this is a slip of the fingers. */
export function nearest(text: string, candidates: readonly string[]): string | null {
  const [first] = candidates.map(name => ({ name, distance: distance(text.slice(0, 40), name) })).sort((a, b) => a.distance - b.distance);
  if (first === undefined) return null;
  const near = first.distance <= Math.max(1, Math.floor(first.name.length / 3)) || (text.length > 2 && first.name.startsWith(text));
  return near ? first.name : null;
}

/** Letters to add, drop, change or swap with their neighbour (optimal string alignment). */
function distance(a: string, b: string): number {
  const rows = Array.from({ length: a.length + 1 }, (_, i) => Array.from({ length: b.length + 1 }, (_, j) => i + j));
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY;
      const changed = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      rows[i]![j] = Math.min(rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1, changed, swapped);
    }
  }
  return rows[a.length]![b.length]!;
}
