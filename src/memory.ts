/**
 * Imported first by whatever judges. Records are read, and most of what they are made of is let go at once: V8 lets its young generation
 * grow for that, which takes a third of all the memory and wins no time.
 */
import { setFlagsFromString } from 'node:v8';

setFlagsFromString('--semi-space-growth-factor=1');
