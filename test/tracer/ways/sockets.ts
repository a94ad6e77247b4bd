/** Sockets that a process listened on as it died, and whether its parent did. */
import { deathOf } from '../executed.ts';
import { childDeath, death, end, startOfChild } from '../expected.ts';
import type { Way } from '../ran.ts';

export const sockets: readonly Way[] = [
  {
    name: 'TCP on 127.0.0.1',
    program: 'listener',
    records: (run, recording) => [
      death(run, recording, {
        status: 3 << 8,
        listening: [{ family: 'inet', address: '127.0.0.1', port: run.said('port'), shared: false }],
      }),
    ],
  },
  {
    name: 'TCP on ::1, a unix socket and an abstract one',
    program: 'listener-all',
    records: (run, recording) => [
      death(run, recording, {
        status: 3 << 8,
        listening: [
          { family: 'inet6', address: '::1', port: run.said('port'), shared: false },
          { family: 'unix', address: 'service.sock', port: 0, shared: false },
          { family: 'unix', address: '@crash-gate-abstract', port: 0, shared: false },
        ],
      }),
    ],
  },
  {
    name: 'a socket that its parent holds too',
    program: 'listener-shared',
    records: (run, recording) => [
      childDeath(run, recording, run.said('child'), {
        status: 3 << 8,
        listening: [{ family: 'inet', address: '0.0.0.0', port: run.said('port'), shared: true }],
        parentListens: true,
      }),
      end(run, recording),
    ],
  },
  {
    name: 'a socket pair that leads to its parent, unless it is but its standard input',
    program: 'parent-channel',
    records: (run, recording) => [
      childDeath(run, recording, run.said('worker'), { status: 3 << 8, parentChannel: true }),
      startOfChild(run, recording, run.said('command'), { how: 'fork', after: deathOf(run, recording, run.said('worker')) }),
      childDeath(run, recording, run.said('command'), { status: 4 << 8 }),
      end(run, recording),
    ],
  },
];
