import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bytesOf, parseRecording, type Recording, RecordReader, readRecording } from 'bpf-linux';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { death, linesOf, sample, sampleText } from './sample.ts';

const folder = mkdtempSync(join(tmpdir(), 'crash-gate-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

const RECORDS = fileURLToPath(new URL('../../fixtures/records/', import.meta.url));
const real = readdirSync(RECORDS).filter(name => name.endsWith('.ndjson'));

const kinds = (recording: Recording) => recording.problems.map(problem => problem.kind);
const messages = (recording: Recording) => recording.problems.map(problem => problem.message);
const lines = sampleText.trimEnd().split('\n');
const withLine = (index: number, line: string) => `${lines.with(index, line).join('\n')}\n`;

describe('a whole recording', () => {
  test('comes back as it was written', () => {
    expect(parseRecording(sampleText)).toEqual({ header: sample[0], records: sample, trailer: sample.at(-1), problems: [] });
  });

  test('may lack its last newline', () => expect(parseRecording(sampleText.trimEnd()).problems).toEqual([]));

  test('may begin with a byte order mark, of the file alone', async () => {
    const whole = parseRecording(sampleText);
    expect(parseRecording(`\ufeff${sampleText}`)).toEqual(whole);
    expect(parseRecording(lines.with(0, `\ufeff${lines[0]}`))).toEqual(whole);
    const path = join(folder, 'marked.ndjson');
    writeFileSync(path, `\ufeff${sampleText}`);
    expect(await readRecording(path)).toEqual(whole);
    const reader = new RecordReader();
    for (const unit of ['', '\ufeff', ...sampleText]) reader.push(unit);
    expect(reader.end()).toEqual(whole);
    expect(messages(parseRecording('\ufeff'))).toEqual([expect.stringContaining('the file is empty')]);
    expect(messages(parseRecording(withLine(1, `\ufeff${lines[1]}`)))).toEqual(['line 2 is not JSON']);
  });

  test('is the same from lines, from a file and in pieces of any size', async () => {
    const whole = parseRecording(sampleText);
    expect(parseRecording(lines)).toEqual(whole);
    const path = join(folder, 'whole.ndjson');
    writeFileSync(path, sampleText);
    expect(await readRecording(path)).toEqual(whole);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1 }), sizes => {
        const reader = new RecordReader();
        for (let from = 0, turn = 0; from < sampleText.length; turn++) {
          const size = sizes[turn % sizes.length]!;
          reader.push(sampleText.slice(from, from + size));
          from += size;
        }
        expect(reader.end()).toEqual(whole);
      }),
    );
  });

  test('of 10,000 deaths is read completely', async () => {
    const path = join(folder, 'many.ndjson');
    writeFileSync(path, linesOf([sample[0], ...Array.from({ length: 10_000 }, (_, pid) => ({ ...death, pid })), sample.at(-1)]));
    const { records, problems } = await readRecording(path);
    expect(records).toHaveLength(10_002);
    expect(problems).toEqual([]);
  });
});

describe('a damaged recording', () => {
  test('cut anywhere is never taken for a whole one, and keeps the lines before the cut', () => {
    for (let length = 0; length < sampleText.length - 1; length++) {
      const recording = parseRecording(sampleText.slice(0, length));
      const before = sampleText.slice(0, length + 1).split('\n').length - 1;
      expect(recording.problems, `cut after ${length} characters`).not.toEqual([]);
      expect(recording.trailer).toBe(null);
      expect(recording.records).toEqual(sample.slice(0, before));
    }
  });

  test.each(real)('the same for %s', file => {
    const text = readFileSync(join(RECORDS, file), 'utf8');
    const whole = parseRecording(text);
    expect(whole.problems).toEqual([]);
    const cut = fc.oneof(fc.nat(text.length - 2), fc.integer({ min: text.lastIndexOf('\n', text.length - 2), max: text.length - 2 }));
    fc.assert(
      fc.property(cut, length => {
        const recording = parseRecording(text.slice(0, length));
        const before = text.slice(0, length + 1).split('\n').length - 1;
        expect(recording.problems).not.toEqual([]);
        expect(recording.records).toEqual(whole.records.slice(0, before));
      }),
    );
  });

  test('says how it was cut', () => {
    expect(kinds(parseRecording(sampleText.slice(0, -30)))).toEqual(['torn', 'truncated']);
    expect(kinds(parseRecording(linesOf(sample.slice(0, -1))))).toEqual(['truncated']);
    expect(kinds(parseRecording(sampleText.slice(0, 60)))).toEqual(['torn', 'truncated']);
    expect(messages(parseRecording(''))).toEqual([expect.stringContaining('empty')]);
  });

  test('never throws, whatever is written over it', () => {
    fc.assert(
      fc.property(fc.nat(sampleText.length), fc.string({ unit: 'binary', maxLength: 40 }), (at, text) => {
        const recording = parseRecording(sampleText.slice(0, at) + text + sampleText.slice(at + text.length));
        expect(recording.records.length).toBeLessThanOrEqual(lines.length + text.length);
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), bytes => kinds(parseRecording(Buffer.from(bytes).toString())).length > 0));
  });

  test('names the line and the key', () => {
    const { rusage: _, ...incomplete } = death;
    expect(messages(parseRecording(withLine(2, JSON.stringify(incomplete))))).toEqual([
      'line 3 is a death record in which rusage should be an object, is missing',
    ]);
    const wrong = { ...death, sent: { ...death.sent, sender: { ...death.sent!.sender, ancestors: [{ pid: '1' }] } } };
    expect(messages(parseRecording(withLine(2, JSON.stringify(wrong))))).toEqual([
      'line 3 is a death record in which sent.sender.ancestors[0].pid should be a whole number, is a string',
    ]);
    expect(messages(parseRecording(withLine(2, JSON.stringify({ ...death, tid: 1.5 }))))).toEqual([
      'line 3 is a death record in which tid should be a whole number, is 1.5',
    ]);
    expect(messages(parseRecording(withLine(4, 'Segmentation fault')))).toEqual(['line 5 is not JSON']);
    expect(messages(parseRecording(withLine(4, '[1]')))).toEqual(['line 5 has no record type']);
  });

  test('two recordings in one file are not judged as one', () => {
    expect(messages(parseRecording(linesOf([...sample.slice(0, -1), ...sample])))).toEqual([expect.stringContaining('second header')]);
    expect(new Set(kinds(parseRecording(sampleText + sampleText)))).toEqual(new Set(['malformed']));
  });

  test('with very many wrong lines counts the rest', () => {
    const recording = parseRecording(linesOf([sample[0], ...Array.from({ length: 1000 }, () => 0), sample.at(-1)]));
    expect(recording.problems).toHaveLength(21);
    expect(messages(recording).at(-1)).toBe('980 more lines are not readable');
  });
});

describe('other versions', () => {
  const versioned = (version: unknown) =>
    linesOf([{ ...sample[0], version, extra: { more: 1 } }, { type: 'stack', frames: [] }, { ...death, later: true }, sample.at(-1)]);

  test('a newer minor is read; what it adds is ignored', () => {
    for (const version of ['1.7', '1.99']) {
      const recording = parseRecording(versioned(version));
      expect(recording.problems).toEqual([]);
      expect(recording.records.map(record => record.type)).toEqual(['header', 'death', 'trailer']);
    }
  });

  test('a newer major is not interpreted, and the message says what to do', () => {
    const recording = parseRecording(versioned('2.0'));
    expect(recording).toMatchObject({ header: null, records: [], trailer: null });
    expect(recording.problems).toEqual([{ kind: 'newer', line: 1, message: expect.stringMatching(/version 2\.0.*up to version 1\.x: .*newer one/) }]);
  });

  test.each([undefined, 1, 'one', '1', '-1.0', '99999999999.0'])('version %j is no version', version => {
    expect(kinds(parseRecording(versioned(version)))).toEqual(['not-a-record']);
  });
});

describe('not a recording at all', () => {
  test.each(['hello\n', '{"a":1}\n', '[]', 'null\n', '\n\n', '\x7fELF\x02\x01', '{"type":"death"}\n', '{"type":"header"}\n'])('%j', text => {
    expect(parseRecording(text)).toMatchObject({ header: null, records: [], trailer: null });
    expect(kinds(parseRecording(text))).toEqual(['not-a-record']);
  });

  test('an endless file is given up at once', async () => {
    expect(kinds(await readRecording('/dev/zero'))).toEqual(['not-a-record']);
  });

  test("a missing file is the system's error", async () => {
    await expect(readRecording(join(folder, 'none'))).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(readRecording(folder)).rejects.toMatchObject({ code: 'EISDIR' });
  });
});

describe('bytes that are not UTF-8', () => {
  test('come back from their escape', () => {
    expect(bytesOf('a\udcff\udc80é')).toEqual(Buffer.from([0x61, 0xff, 0x80, 0xc3, 0xa9]));
  });

  test('every byte sequence does', () => {
    fc.assert(fc.property(fc.uint8Array(), bytes => bytesOf(escaped(Buffer.from(bytes))).equals(bytes)));
  });
});

/** PEP 383, the slow way: the longest valid character at each place, else one escaped byte. */
function escaped(bytes: Buffer): string {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let text = '';
  for (let at = 0; at < bytes.length; ) {
    const length = [1, 2, 3, 4].find(size => at + size <= bytes.length && decodes(strict, bytes.subarray(at, at + size)));
    text += length === undefined ? String.fromCharCode(0xdc00 + bytes[at]!) : strict.decode(bytes.subarray(at, at + length));
    at += length ?? 1;
  }
  return text;
}

function decodes(decoder: { decode(bytes: Uint8Array): string }, bytes: Buffer): boolean {
  try {
    decoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
