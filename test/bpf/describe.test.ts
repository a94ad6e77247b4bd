/** The scanner of container runtimes' files against JSON.parse, compiled with sanitizers; and some time with a fuzzer. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'describe-'));
afterAll(() => rmSync(folder, { recursive: true }));
const bpf = join(import.meta.dirname, '../../bpf');
const sources = [join(import.meta.dirname, 'describe.c'), join(bpf, 'describe.c'), join(bpf, 'scan.c')];
const sanitizers = '-fsanitize=address,undefined -fno-sanitize-recover=all -g -O1 -D_GNU_SOURCE -std=gnu17'.split(' ');

function compile(compiler: string, name: string, ...options: string[]): string {
  const file = join(folder, name);
  const { status, stderr } = spawnSync(compiler, [...sanitizers, ...options, '-o', file, ...sources], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return file;
}
const program = compile('gcc', 'describe');

const [OCI, DOCKER, HOST] = [0, 1, 2];
const facts = ['name', 'image', 'project', 'service', 'policy', 'most', 'count', 'pod', 'namespace', 'uid', 'manager'];

/** null: not one whole JSON value. */
function described(document: number, text: string | Buffer): Readonly<Record<string, string>> | null {
  const { status, stdout, stderr } = spawnSync(program, [String(document)], { input: text });
  if (status !== 0) throw new Error(stderr.toString());
  if (stdout.toString() === 'no\n') return null;
  const found: Record<string, string> = {};
  for (let at = 0; at < stdout.length; ) {
    const line = stdout.indexOf('\n', at);
    const [fact, length] = stdout.toString('latin1', at, line).split(' ').map(Number) as [number, number];
    found[facts[fact]!] = stdout.toString('utf8', line + 1, line + 1 + length);
    at = line + length + 2;
  }
  return found;
}

test('what docker writes', () => {
  const labels = { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web', 'com.docker.compose.version': '2' };
  const config = { ID: 'x', RestartCount: 3, Name: '/web', Config: { Env: ['Name=1'], Image: 'nginx:1.27', Labels: labels }, Image: 'sha256:…' };
  expect(described(DOCKER, JSON.stringify(config))).toEqual({ name: '/web', image: 'nginx:1.27', project: 'shop', service: 'web', count: '3' });
  expect(described(HOST, '{"RestartPolicy":{"Name":"on-failure","MaximumRetryCount":3},"Name":"x"}')).toEqual({ policy: 'on-failure', most: '3' });
});

test('what Kubernetes adds, whatever the order', () => {
  const named = { Name: '/k8s_api_shop', Config: { Labels: { 'io.kubernetes.container.name': 'api', 'io.kubernetes.pod.name': 'api-1' } } };
  expect(described(DOCKER, JSON.stringify(named))).toEqual({ name: 'api', pod: 'api-1' });
  expect(described(DOCKER, JSON.stringify({ Config: named.Config, Name: named.Name }))).toEqual({ name: 'api', pod: 'api-1' });
});

describe('only whole documents say anything', () => {
  const whole = '{"annotations":{"io.kubernetes.cri.container-name":"api"}}';
  test('each beginning of one', () => {
    expect(described(OCI, whole)).toEqual({ name: 'api' });
    for (let length = 0; length < whole.length; length++) expect(described(OCI, whole.slice(0, length)), whole.slice(0, length)).toBe(null);
  });
  test.each(['', ' ', '{} {}', '[1,]', '{,}', '{"a"}', '"\n"', '"\\x"', '"\\u12"', '01', '1.', '-', '1e', 'nul', 'True', '{"a":1,}', '[', ']', '\0'])(
    '%j',
    text => expect(described(OCI, text)).toBe(null),
  );
  test.each([
    [64, true],
    [65, true],
    [66, false],
    [1_000_000, false],
  ] as const)('%i lists in each other', (depth, fits) => {
    expect(described(OCI, '['.repeat(depth) + ']'.repeat(depth)) !== null).toBe(fits);
  });
});

test('long texts end in an ellipsis, and long keys are nobody’s', () => {
  const name = described(DOCKER, JSON.stringify({ Name: 'x'.repeat(5000), [`Name${'x'.repeat(100)}`]: 'y' }))!.name!;
  expect(name).toBe(`${'x'.repeat(297)}…`);
});

/** What JSON.parse and the table of paths say. */
const model = (value: unknown): string | undefined => {
  const name = (value as { annotations?: Record<string, unknown> } | null)?.annotations?.['io.kubernetes.cri.container-name'];
  return typeof name === 'string' || typeof name === 'number' ? name.toString() : undefined;
};
// Half a pair of surrogates is U+FFFD, as in Go.
const wellFormed = (text: string): string => Buffer.from(text).toString();

test('as JSON.parse has it', () => {
  const keys = fc.constantFrom('annotations', 'io.kubernetes.cri.container-name', 'Name', 'a', '');
  const { value } = fc.letrec(tie => ({
    value: fc.oneof(
      { depthSize: 'small' },
      fc.string({ unit: 'binary', maxLength: 12 }),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      tie('list'),
      tie('object'),
    ),
    list: fc.array(tie('value'), { maxLength: 3 }),
    object: fc.dictionary(keys, tie('value'), { maxKeys: 4 }),
  }));
  const document = fc.oneof(value, fc.record({ annotations: fc.dictionary(keys, value) }));
  fc.assert(
    fc.property(document, fc.boolean(), (made, escaped) => {
      const plain = JSON.stringify(made, null, escaped ? 2 : 0);
      const text = escaped ? plain.replace(/[^\0-\x7e]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`) : plain;
      const found = described(OCI, text);
      expect(found).not.toBe(null);
      const expected = model(made);
      expect(found!.name ?? '').toBe(expected === undefined ? '' : wellFormed(expected));
    }),
    { numRuns: 300 },
  );
});

test('a fuzzer finds nothing in so many runs', () => {
  const clang = spawnSync('clang-16', ['--version']).status === 0 ? 'clang-16' : 'clang';
  const fuzzer = compile(clang, 'fuzz', '-fsanitize=fuzzer', '-DFUZZ');
  const { status, stderr } = spawnSync(fuzzer, ['-runs=200000', '-max_len=512', '-seed=1', `-artifact_prefix=${folder}/`], { encoding: 'utf8' });
  expect(status, stderr.slice(-2000)).toBe(0);
});
