/** Which executable is chosen, and what is said where there is none. */
import { fileURLToPath } from 'node:url';
import { findTracer } from 'bpf-linux';
import { afterEach, describe, expect, test } from 'vitest';

const { arch } = process;
const on = (value: string) => {
  Object.defineProperty(process, 'arch', { value });
  return findTracer({});
};
afterEach(() => void Object.defineProperty(process, 'arch', { value: arch }));

describe('the tracer', () => {
  test.each(['x64', 'arm64'])('of %s', machine => {
    expect(on(machine)).toEqual({ ok: true, path: fileURLToPath(new URL(`../../dist/bin/linux-${machine}/tracer`, import.meta.url)) });
  });

  test.each(['arm', 'ia32', 'riscv64'])('there is none for %s', machine => {
    expect(on(machine)).toMatchObject({
      ok: false,
      failure: {
        kind: 'wrong-arch',
        message: `there is no tracer for ${machine}, only for x64 and arm64`,
        remedy: expect.stringContaining('process.arch'),
      },
    });
  });
});
