import { readRules } from '../../../src/rules/user/read.ts';

/** What is wrong, as one reads it. */
export const wrong = (text: string): readonly string[] =>
  readRules(text, 'x.yml').problems.map(({ line, column, message, fix }) => `${line}:${column}: ${message}. ${fix}`);
