import { expect, test } from 'vitest';
import { findChanged } from '../../src/commands/bytes.ts';

const bytes = (...args: readonly (string | Buffer)[]) => args.map(argument => `${Buffer.from(argument as string).toString('latin1')}\0`).join('');
const broken = Buffer.from([0x61, 0xff, 0xfe]);

test.each([
  ['UTF-8', ['echo', 'ü'], bytes('node', 'cli.js', 'run', '--', 'echo', 'ü'), -1],
  ['a U+FFFD that was given', ['echo', '\ufffd'], bytes('node', 'cli.js', 'run', '--', 'echo', '\ufffd'), -1],
  ['an argument of other bytes', ['printf', '%s', 'a\ufffd\ufffd'], bytes('node', 'cli.js', 'run', '--', 'printf', '%s', broken), 2],
  ['a name of other bytes, before an empty argument', ['a\ufffd\ufffd', ''], bytes('node', 'cli.js', 'run', '--', broken, ''), 0],
  ['no /proc', ['a\ufffd'], null, -1],
  ['a command line that is cut', ['echo', 'a\ufffd'], bytes('a\ufffd'), -1],
])('%s', (_name, argv, line, position) => expect(findChanged(argv, line)).toBe(position));
