import { inert } from './inert.ts';

/** One line of harmless text with at most `most` characters; where something was left out, it ends with an ellipsis. */
export function plain(text: string, most = 300): string {
  // By code points, so that a pair of surrogates is never cut in two; the slice keeps a megabyte cheap.
  const points = [...text.slice(0, most * 2 + 2)];
  const shown = [...inert(points.slice(0, most).join(''))];
  return points.length > most || shown.length > most ? `${shown.slice(0, most - 1).join('')}…` : shown.join('');
}
