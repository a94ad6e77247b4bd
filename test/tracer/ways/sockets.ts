/** Sockets that a process listened on as it died, and whether its parent did. */
import { deathOf } from '../executed.ts';
import { aTime, childDeath, death, end, startOfChild } from '../expected.ts';
import type { Ran, Way } from '../ran.ts';

const socket = ({ networkNamespace }: Ran, family: string, address: string, port: number, shared = false) => ({
  ...{ family, address, port, networkNamespace, shared },
});

export const sockets: readonly Way[] = [
  {
    name: 'TCP on 127.0.0.1',
    program: 'listener',
    records: (run, recording) => [
      death(run, recording, {
        status: 3 << 8,
        listening: [socket(run, 'inet', '127.0.0.1', run.said('port'))],
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
          socket(run, 'inet6', '::1', run.said('port')),
          socket(run, 'unix', 'service.sock', 0),
          socket(run, 'unix', '@crash-gate-abstract', 0),
        ],
      }),
    ],
  },
  {
    name: 'TCP on 127.0.0.1, closed before its end',
    program: 'listener-closed',
    records: (run, recording) => [
      death(run, recording, {
        status: 3 << 8,
        listening: [{ ...socket(run, 'inet', '127.0.0.1', run.said('port')), openedAt: aTime, closedAt: aTime }],
      }),
    ],
  },
  {
    name: 'three sockets of a port that is another namespace’s',
    program: 'listener-group',
    records: (run, recording) => [
      death(run, recording, {
        status: 3 << 8,
        listening: Array(3).fill({ ...socket(run, 'inet', '0.0.0.0', run.said('port')), networkNamespace: run.said('network'), group: 3 }),
      }),
    ],
  },
  {
    name: 'a socket that its parent holds too',
    program: 'listener-shared',
    records: (run, recording) => [
      childDeath(run, recording, run.said('child'), {
        status: 3 << 8,
        listening: [socket(run, 'inet', '0.0.0.0', run.said('port'), true)],
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
  {
    name: 'what is forked with a connection that was accepted, and without',
    program: 'receives',
    records: (run, recording) => [
      childDeath(run, recording, run.said('worker'), {
        status: 3 << 8,
        listening: [socket(run, 'inet', '127.0.0.1', run.said('port'), true), socket(run, 'unix', 'service.sock', 0, true)],
        parentListens: true,
      }),
      ...Object.entries({ idle: false, tcp: true, unix: true, low: true, client: false }).map(([name, hasConnection]) =>
        startOfChild(run, recording, run.said(name), { how: 'fork', hasConnection, after: deathOf(run, recording, run.said('worker')) }),
      ),
      end(run, recording),
    ],
  },
];
