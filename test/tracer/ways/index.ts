/** Every way to die that needs nothing but its program: the tests of this machine and those of other kernels share them. */
import type { Way } from '../ran.ts';
import { exits } from './exits.ts';
import { families } from './families.ts';
import { faults } from './faults.ts';
import { handled } from './handled.ts';
import { limits } from './limits.ts';
import { memory } from './memory.ts';
import { names } from './names.ts';
import { signals } from './signals.ts';
import { sockets } from './sockets.ts';
import { threads } from './threads.ts';

export const ways: Readonly<Record<string, readonly Way[]>> = { exits, faults, handled, threads, families, signals, limits, memory, sockets, names };
