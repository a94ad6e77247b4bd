/** One death, explained. */
import type { Cause } from '../../../src/crash/cause.ts';
import { explainDeath } from '../../../src/crash/explain.ts';
import { causeSentence } from '../../../src/crash/sentence.ts';
import { process, sender } from '../../records.ts';

type Record = Parameters<typeof explainDeath>[0];

export const explain = (record: Record, machine = 'x86_64') => explainDeath(record, machine);
export const cause = (record: Record, machine?: string): Partial<Cause> => explain(record, machine).cause;
export const sentence = (record: Record, machine?: string): string => causeSentence(explain(record, machine));

/** Who dies in `records.ts`, unless another one is named. */
export const self = process(500, '/usr/bin/app --serve');
export const shell = sender(process(77, 'sh'));
export const MiB = 1024 * 1024;
