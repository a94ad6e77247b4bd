import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, test } from 'vitest';
import { renderJunit } from '../../src/report/junit.ts';
import { plain } from '../../src/report/plain.ts';
import { recorded, told } from './golden.ts';
import { acting, hostileReport } from './hostile.ts';

interface Case {
  readonly classname: string;
  readonly name: string;
  readonly time: string;
  readonly failure?: { readonly message: string; readonly type: string; readonly '#text': string };
  readonly error?: { readonly message: string; readonly '#text': string };
  readonly skipped?: { readonly message: string };
}

interface Suite {
  readonly tests: string;
  readonly failures: string;
  readonly errors: string;
  readonly skipped: string;
  readonly testcase: readonly Case[];
}

const parser = new XMLParser({
  ...{ ignoreAttributes: false, attributeNamePrefix: '', parseAttributeValue: false, parseTagValue: false, trimValues: false },
  isArray: name => name === 'testcase',
});

function read(xml: string): Suite {
  expect(XMLValidator.validate(xml)).toBe(true);
  const { testsuites } = parser.parse(xml) as { testsuites: { testsuite: Suite } & Omit<Suite, 'testcase'> };
  const { testsuite } = testsuites;
  for (const key of ['tests', 'failures', 'errors'] as const) expect(testsuites[key]).toBe(testsuite[key]);
  return testsuite;
}

/** By element: what may stand in it, which attributes it must and may have. As junit-10.xsd of Jenkins's xunit plugin has it. */
const allowed: Readonly<Record<string, { readonly children: string; readonly must: string; readonly may: string }>> = {
  testsuites: { children: 'testsuite', must: '', may: 'name time tests failures errors' },
  testsuite: {
    children: 'testsuite properties testcase system-out system-err',
    must: 'name tests failures errors',
    may: 'group time skipped timestamp hostname id package file log url',
  },
  properties: { children: 'property', must: '', may: '' },
  property: { children: '', must: 'name value', may: '' },
  testcase: { children: 'skipped error failure system-out system-err', must: 'name', may: 'time classname group' },
  failure: { children: '#text', must: '', may: 'type message' },
  error: { children: '#text', must: '', may: 'type message' },
  skipped: { children: '#text', must: '', may: 'type message' },
};
const words = (text: string): readonly string[] => text.split(' ').filter(word => word !== '');

type Node = Readonly<Record<string, readonly Node[]>> & { readonly ':@'?: Readonly<Record<string, string>> };

function expectValid(node: Node): void {
  const [name] = Object.keys(node).filter(key => key !== ':@');
  const rule = allowed[name!];
  if (rule === undefined) throw new Error(`no schema has a ${name}`);
  const attributes = node[':@'] ?? {};
  expect(Object.keys(attributes)).toEqual(expect.arrayContaining([...words(rule.must)]));
  expect([...words(rule.must), ...words(rule.may)]).toEqual(expect.arrayContaining(Object.keys(attributes)));
  if (attributes.time !== undefined) expect(attributes.time).toMatch(/^\d+(?:\.\d*)?$/);
  for (const child of node[name!]!) {
    const [kind] = Object.keys(child).filter(key => key !== ':@');
    expect(words(rule.children)).toContain(kind);
    if (kind !== '#text') expectValid(child);
  }
}

test.each(['nginx-worker-segv-thrice', 'causes', 'docker-restart-killed', 'ordinary-shell'])('%s: as Jenkins wants it', name => {
  const ordered = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '', preserveOrder: true, ignoreDeclaration: true });
  const [root, ...rest] = ordered.parse(renderJunit(recorded(name))) as Node[];
  expect(rest).toEqual([]);
  expectValid(root!);
});

test('a crash is a failure, told in full', () => {
  const { testcase, ...counts } = read(renderJunit(recorded('nginx-worker-segv-thrice')));
  expect(counts).toMatchObject({ tests: '2', failures: '1', errors: '0', skipped: '0' });
  expect(testcase[1]).toMatchObject({ classname: 'crash-gate.fault', name: 'nginx: worker process died of SIGSEGV' });
  expect(testcase[1]!.failure).toMatchObject({ type: 'fault', message: expect.stringContaining('write to address 0x1234') });
  expect(testcase[1]!.failure!['#text']).toMatch(/^Why: write to address.*\nThen: replaced by nginx: master process/);
});

test('what is tolerated is skipped, and a clean file still has a case', () => {
  expect(read(renderJunit(told('tolerated')))).toMatchObject({
    failures: '0',
    skipped: '1',
    testcase: [{}, { skipped: { message: expect.stringMatching(/^warning: /) } }],
  });
  expect(read(renderJunit(recorded('ordinary-shell')))).toMatchObject({
    tests: '1',
    failures: '0',
    errors: '0',
    testcase: [{ classname: 'crash-gate.watch' }],
  });
});

test('an incomplete watch is an error', () => {
  const { errors, testcase } = read(renderJunit(told('inconclusive')));
  expect(errors).toBe('1');
  expect(testcase[0]!.error!['#text'].split('\n')).toHaveLength(2);
});

describe('names', () => {
  test('are the same in every run, and unique', () => {
    const report = told('storm');
    const twice = { ...report, incidents: [...report.incidents, ...report.incidents.map(incident => ({ ...incident, id: `${incident.id}-2` }))] };
    const names = read(renderJunit(twice)).testcase.map(({ classname, name }) => `${classname} ${name}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.join()).not.toMatch(/pid|0x/);
  });

  test('are only text, however hostile', () => {
    fc.assert(
      fc.property(hostileReport, report => {
        const xml = renderJunit(report);
        expect(xml).not.toMatch(acting);
        const { testcase } = read(xml);
        expect(testcase.slice(1).map(({ name }) => name.replace(/ \[[\w-]+\]$/, ''))).toEqual(report.incidents.map(({ title }) => plain(title)));
      }),
      { numRuns: 200 },
    );
  });
});
