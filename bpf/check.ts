/** Checks of values that may be anything, put together from small ones: what is wrong is told with the path to it. */

/** Null when the value fits, else what is wrong, with the path to it. */
export interface Check<T> {
  (value: unknown): string | null;
  /** For the compiler only: what a value is that fits. */
  readonly of?: T;
  /** The shape of the objects in it, at whatever depth of lists and nulls, for the contract test. */
  readonly shape?: Shape<unknown>;
}

export type Shape<T> = { readonly [K in keyof T]-?: Check<T[K]> };

const wrong = (expected: string, value: unknown): string => `should be ${expected}, is ${value === undefined ? 'missing' : describe(value)}`;

function describe(value: unknown): string {
  if (value === null || typeof value === 'number') return String(value);
  return Array.isArray(value) ? 'a list' : `a${typeof value === 'object' ? 'n' : ''} ${typeof value}`;
}

export const text: Check<string> = value => (typeof value === 'string' ? null : wrong('a text', value));
// One of a fixed set ("fork", "inet"): checked as plain text, since a newer minor version may add to the set.
export const word: Check<never> = text as Check<never>;
/** Whatever the kernel counts is whole. */
export const number: Check<number> = value => (Number.isInteger(value) ? null : wrong('a whole number', value));
export const flag: Check<boolean> = value => (typeof value === 'boolean' ? null : wrong('true or false', value));

export const no: Check<false> = value => (value === false ? null : wrong('false', value));
export const orNull = <T>(check: Check<T>): Check<T | null> => within(check, value => (value === null ? null : check(value)));
export const optional = <T>(check: Check<T>): Check<T | undefined> => within(check, value => (value === undefined ? null : check(value)));

export const list = <T>(check: Check<T>): Check<readonly T[]> =>
  within(check, value => {
    if (!Array.isArray(value)) return wrong('a list', value);
    for (let index = 0; index < value.length; index++) {
      const problem = check(value[index]);
      if (problem !== null) return join(`[${index}]`, problem);
    }
    return null;
  });

export function object<T>(shape: Shape<T>): Check<T> {
  const checks = Object.entries(shape) as [string, Check<unknown>][];
  const check = (value: unknown) => {
    if (!isObject(value)) return wrong('an object', value);
    for (const [key, check] of checks) {
      const problem = check(value[key]);
      if (problem !== null) return join(key, problem);
    }
    return null;
  };
  return Object.assign(check, { shape });
}

/** The outer check with the shape that the inner one has, if any. */
function within<T>(inner: Check<unknown>, outer: (value: unknown) => string | null): Check<T> {
  return inner.shape === undefined ? outer : Object.assign(outer, { shape: inner.shape });
}

/** An object with keys of any name. */
const dictionary =
  <T>(check: Check<T>): Check<Readonly<Record<string, T>>> =>
  value => {
    if (!isObject(value)) return wrong('an object', value);
    for (const [key, one] of Object.entries(value)) {
      const problem = check(one);
      if (problem !== null) return join(key, problem);
    }
    return null;
  };

export const counters: Check<Readonly<Record<string, number>>> = dictionary(number);
export const texts: Check<Readonly<Record<string, string>>> = dictionary(text);

// "fault" + "code should be…" → "fault.code should be…"; "argv" + "[3] should be…" → "argv[3] should be…".
const join = (key: string, problem: string): string =>
  problem.startsWith('should ') ? `${key} ${problem}` : problem.startsWith('[') ? key + problem : `${key}.${problem}`;

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
