/** What an answer of GitHub means, and when asking again makes sense. Pure. */

/** An HTTP answer; `status` null: there was none (connection refused or dropped, too slow). */
export interface RawAnswer {
  readonly status: number | null;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | number | undefined>>;
  readonly data: unknown;
  /** GitHub's own words, or what the connection died of. */
  readonly message: string;
}

export type Reading =
  | { readonly kind: 'done' }
  /** Not allowed, or not visible. Asking again gives the same. */
  | { readonly kind: 'denied' }
  /** None of GitHub's answers: a proxy's, most likely. Asking again gives the same. */
  | { readonly kind: 'unreadable' }
  /** The request itself is refused: 410, 422, … Asking again gives the same. */
  | { readonly kind: 'rejected' }
  /** GitHub has not done it and wants to be asked later: after so many ms, null when it doesn't say. */
  | { readonly kind: 'limited'; readonly afterMs: number | null }
  /** Nobody knows whether it was done. */
  | { readonly kind: 'unclear'; readonly afterMs: number | null };

export function readAnswer(answer: RawAnswer, now: number): Reading {
  const { status } = answer;
  if (status === null) return { kind: 'unclear', afterMs: null };
  if (status < 300) return { kind: 'done' };
  // Those that can be followed have been.
  if (status < 400) return { kind: 'rejected' };
  if (status >= 500) return { kind: 'unclear', afterMs: waitAsked(answer, now) };
  if (status === 429 || isRateLimit(answer)) return { kind: 'limited', afterMs: waitAsked(answer, now) };
  if (![401, 403, 404].includes(status)) return { kind: 'rejected' };
  // GitHub refuses with a reason; a proxy that blocks the way, with a page.
  return { kind: isObject(answer.data) ? 'denied' : 'unreadable' };
}

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** Rate limits come as 403, too; then one of these tells them from a missing permission. */
const isRateLimit = ({ status, headers, message }: RawAnswer): boolean =>
  status === 403 &&
  (headers['retry-after'] !== undefined || String(headers['x-ratelimit-remaining']) === '0' || /rate limit|abuse detection/i.test(message));

function waitAsked({ headers }: RawAnswer, now: number): number | null {
  const after = headers['retry-after'];
  if (after !== undefined) {
    const ms = /^\d+$/.test(String(after)) ? Number(after) * 1000 : Date.parse(String(after)) - now;
    if (Number.isFinite(ms)) return Math.max(0, ms);
  }
  const reset = Number(headers['x-ratelimit-reset']);
  return String(headers['x-ratelimit-remaining']) === '0' && Number.isFinite(reset) ? Math.max(0, reset * 1000 - now) : null;
}

/** Tries of one request, the first included. */
export const TRIES = 4;

/** Before try `tried + 1`: 1, 2, 4 s, half of it by chance, so that a matrix of jobs doesn't come back all at once. */
export const backoff = (tried: number, chance: number): number => 1000 * 2 ** (tried - 1) * (0.5 + chance / 2);
