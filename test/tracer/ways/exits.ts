/** Exit codes: a death when it isn't 0, and never a signal, whatever the number looks like. */
import { childDeath, death, end } from '../expected.ts';
import type { Way } from '../ran.ts';

const exitsWith = (code: number): Way => ({
  name: `exits with ${code}`,
  program: 'exit-code',
  args: [String(code)],
  records: (run, recording) => (code === 0 ? [] : [death(run, recording, { status: code << 8 })]),
});

export const exits: readonly Way[] = [
  ...[0, 1, 101, 134, 137, 139].map(exitsWith),
  {
    name: 'a child whose exec failed exits with 127, still with its parent’s program',
    program: 'failed-exec',
    records: (run, recording) => [childDeath(run, recording, run.said('child'), { status: 127 << 8 }), end(run, recording)],
  },
];
