/** Matchers for values that no test can know exactly. */

/** A value that is checked by a function; a failing comparison shows the description in its place. */
export function satisfies(description: string, holds: (value: never) => boolean): unknown {
  return {
    $$typeof: Symbol.for('jest.asymmetricMatcher'),
    asymmetricMatch: (value: unknown) => holds(value as never),
    toString: () => description,
    toAsymmetricMatcher: () => `<${description}>`,
    getExpectedType: () => 'a checked value',
  };
}

export const anAddress = satisfies('an address', (value: string) => /^0x[0-9a-f]{1,16}$/.test(value));
