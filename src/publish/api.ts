/** GitHub's REST API: bounded in time, patient with outages and rate limits, never throwing. */
import { isBroken, isExpected, kindOf } from './expected.ts';
import { backoff, type RawAnswer, type Reading, readAnswer, TRIES } from './retry.ts';

export interface Done {
  readonly kind: 'done';
  readonly data: unknown;
  /** There is another page. */
  readonly more: boolean;
}

export type Answer = Done | Failure | { readonly kind: 'unclear' };

export interface Failure {
  /** `unreadable`: what came is none of GitHub's answers. */
  readonly kind: 'denied' | 'rejected' | 'unreachable' | 'unreadable';
  /** null: no answer at all. */
  readonly status: number | null;
  readonly message: string;
}

export interface Api {
  /** `route`: "GET /repos/{owner}/{repo}/…", as in GitHub's reference. Asked again until it is clear. */
  readonly request: (route: string, parameters: Parameters) => Promise<Done | Failure>;
  /** For what creates or appends: when nobody knows whether it was done, it waits and leaves the question to the caller. */
  readonly once: (route: string, parameters: Parameters, tried: number) => Promise<Answer>;
}

export type Parameters = Readonly<Record<string, unknown>>;
export type Send = (route: string, parameters: Parameters, signal: AbortSignal) => Promise<RawAnswer>;

export interface Limits {
  /** For everything together. */
  readonly totalMs: number;
  /** For one answer. */
  readonly requestMs: number;
}

export interface Clock {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** 0 to 1. */
  readonly chance: () => number;
}

const wallClock: Clock = { now: Date.now, sleep: ms => new Promise(resolve => setTimeout(resolve, ms)), chance: Math.random };

export function createApi(send: Send, limits: Limits, clock: Clock = wallClock): Api {
  const deadline = clock.now() + limits.totalMs;

  async function ask(route: string, parameters: Parameters): Promise<{ readonly answer: RawAnswer; readonly reading: Reading }> {
    const left = Math.max(1, deadline - clock.now());
    const answer = await send(route, parameters, AbortSignal.timeout(Math.min(left, limits.requestMs)));
    return { answer, reading: check(route, answer, readAnswer(answer, clock.now())) };
  }

  /** false: no try or no time is left for it. */
  async function waited(tried: number, afterMs: number | null): Promise<boolean> {
    const ms = afterMs ?? backoff(tried, clock.chance());
    if (tried >= TRIES || clock.now() + ms >= deadline) return false;
    await clock.sleep(ms);
    return true;
  }

  async function once(route: string, parameters: Parameters, first: number): Promise<Answer> {
    for (let tried = first; ; tried++) {
      const { answer, reading } = await ask(route, parameters);
      if (reading.kind === 'done') return { kind: 'done', data: answer.data, more: /;\s*rel="next"/.test(String(answer.headers.link ?? '')) };
      if (reading.kind === 'unreadable') return unreadable(answer);
      if (reading.kind === 'denied' || reading.kind === 'rejected') return { kind: reading.kind, status: answer.status, message: answer.message };
      if (!(await waited(tried, reading.afterMs))) return isBroken(answer) ? unreadable(answer) : unreachable(answer, reading.afterMs);
      if (reading.kind === 'unclear') return { kind: 'unclear' };
    }
  }

  async function request(route: string, parameters: Parameters): Promise<Done | Failure> {
    for (let tried = 1; ; tried++) {
      const answer = await once(route, parameters, tried);
      if (answer.kind !== 'unclear') return answer;
    }
  }

  return { request, once };
}

/** What isn't GitHub's is done only when it is in its words. */
function check(route: string, answer: RawAnswer, reading: Reading): Reading {
  if (reading.kind !== 'done' || isExpected(route, answer)) return reading;
  return isBroken(answer) ? { kind: 'unclear', afterMs: null } : { kind: 'unreadable' };
}

const unreadable = (answer: RawAnswer): Failure => ({ kind: 'unreadable', status: answer.status, message: kindOf(answer) });

const unreachable = ({ status, message }: RawAnswer, afterMs: number | null): Failure => ({
  kind: 'unreachable',
  status,
  message: afterMs === null ? message : `${message} (asked to wait ${Math.ceil(afterMs / 1000)} s)`,
});
