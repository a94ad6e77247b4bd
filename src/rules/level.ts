/** How much an incident counts: `error` fails the gate, `warning` and `notice` are shown, `ignored` is only counted. */
export type Level = 'error' | 'warning' | 'notice' | 'ignored';

const order: readonly Level[] = ['ignored', 'notice', 'warning', 'error'];

export const severity = (level: Level): number => order.indexOf(level);
