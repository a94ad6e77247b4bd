/** Every way to die, on this machine. */
import { describe } from 'vitest';
import { leaves } from './leaves.ts';
import { ways } from './ways/index.ts';

describe.each(Object.entries(ways))('%s', (_, list) => leaves(list));
