import fc from 'fast-check';
import { expect, test } from 'vitest';
import { renderJson, toJson } from '../../src/report/json.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { acting, hostileReport } from './hostile.ts';

const harmless = (json: string): void => {
  expect(json).not.toMatch(acting);
  expect(json).not.toContain('##[');
};

test('nothing in JSON acts on who looks at it, and all of it means the same', () => {
  const value = { text: '\x1b[31m\x9b2J\u202egnp\u2066\u2028\u2029\u200b\ufeff\u{e0041}é🎉\x7f\\##[add-mask]x', '##[group]': ['\x85'] };
  harmless(toJson(value));
  expect(toJson(value)).toContain('\\u001b[31m\\u009b2J\\u202egnp\\u2066\\u2028\\u2029\\u200b\\ufeff\\udb40\\udc41é🎉\\u007f\\\\\\u0023#[add-mask]x');
  expect(JSON.parse(toJson(value))).toEqual(value);
});

test('whatever the text is', () => {
  const text = fc.string({ unit: fc.constantFrom('#', '[', '\\', '"', 'u', '\n', '\x9b', '\u202e', '\u{e0041}', '\ud83d', '\udcff', 'a') });
  fc.assert(
    fc.property(fc.dictionary(text, text), value => {
      harmless(toJson(value));
      expect(JSON.parse(toJson(value))).toEqual(value);
    }),
  );
});

test('reports of hostile names', () => {
  fc.assert(
    fc.property(hostileReport, report => {
      harmless(renderJson(report));
      expect(JSON.parse(renderJson(report))).toEqual(JSON.parse(JSON.stringify(report)));
      harmless(renderSarif(report));
    }),
    { numRuns: 50 },
  );
});
