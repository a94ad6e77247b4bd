/** Names, arguments and paths are bytes of somebody else's choice. */
import { constants } from 'node:os';
import { crashAt1234, death } from '../expected.ts';
import { pathOf } from '../programs.ts';
import type { Way } from '../ran.ts';
import { anAddress } from '../satisfies.ts';

const { SIGSEGV } = constants.signals;

export const names: readonly Way[] = [
  {
    name: 'newlines, quotes, escape sequences and bytes that are not UTF-8',
    program: 'hostile-names',
    records: (run, recording) => {
      const comm = 'a\n"\udcff\x1b[1m\udce2\udc82';
      return [
        death(run, recording, {
          status: SIGSEGV,
          comm,
          threadName: comm,
          argv: [
            'two\nlines',
            '"quoted" \'twice\' \\',
            '\x1b[31mred\x1b[0m\x07',
            '::error::injected',
            '',
            '\udcff\udcfe\udcc3(',
            'h\u00e9llo \u20ac \u{1f4a5}',
            '\udced\udca0\udc80 surrogate',
            '\udcc0\udcaf overlong',
            'cut \udce2\udc82',
            '\x7f\x01tab\t',
          ],
          argvBytes: 123,
          fault: crashAt1234(run, { threadName: comm }),
          stack: { ...run.stack, start: anAddress },
        }),
      ];
    },
  },
  {
    name: 'an empty argument in the middle',
    program: 'segv-write',
    args: ['', 'x', ' '],
    records: (run, recording) => [death(run, recording, { status: SIGSEGV, argv: [pathOf('segv-write'), '', 'x', ' '], fault: crashAt1234(run) })],
  },
  {
    name: '100,000 bytes of arguments',
    program: 'segv-write',
    args: Array.from({ length: 1000 }, (_, number) => String(number).padStart(99, '.')),
    records: (run, recording) => [
      death(run, recording, {
        status: SIGSEGV,
        argv: [pathOf('segv-write'), ...Array.from({ length: 1000 }, (_, number) => String(number).padStart(99, '.'))],
        argvBytes: pathOf('segv-write').length + 1 + 100_000,
        fault: crashAt1234(run),
      }),
    ],
  },
  {
    name: 'more arguments than are kept',
    program: 'segv-write',
    args: Array.from({ length: 4 }, (_, number) => String(number).repeat(100_000)),
    records: (run, recording) => {
      const whole = [pathOf('segv-write'), ...Array.from({ length: 4 }, (_, number) => String(number).repeat(100_000))].join('\0');
      return [
        death(run, recording, {
          status: SIGSEGV,
          argv: whole.slice(0, 262_144).split('\0'),
          argvBytes: whole.length + 1,
          missing: `arguments cut after 262144 of ${whole.length + 1} bytes`,
          fault: crashAt1234(run),
        }),
      ];
    },
  },
  {
    name: 'a title in place of the arguments, shorter than they were',
    program: 'retitled',
    records: (run, recording) => [death(run, recording, { status: SIGSEGV, argv: ['retitled: worker 1'], fault: crashAt1234(run) })],
  },
  {
    name: 'a title in place of the arguments, longer than they were',
    program: 'retitled-long',
    records: (run, recording) => [death(run, recording, { status: SIGSEGV, argv: ['x'.repeat(run.argvBytes + 10)], fault: crashAt1234(run) })],
  },
  {
    name: 'another user',
    program: 'other-user',
    records: (run, recording) => [death(run, recording, { status: SIGSEGV, uid: 65534, gid: 65533, fault: crashAt1234(run) })],
  },
];
