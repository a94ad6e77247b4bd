/** The text of a rules file → rules, or everything that is wrong with it. */
import { isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument, visit } from 'yaml';
import type { Rule } from '../rule.ts';
import { compileRule } from './compile.ts';
import { EXAMPLE, specOf } from './entry.ts';
import { type Field, fieldsOf, isTold, kindOf, startOf, type Value } from './fields.ts';
import { MOST_PROBLEMS, Problems } from './problem.ts';
import { whoTakesAll } from './reach.ts';
import type { RuleProblem, RuleSpec } from './spec.ts';
import { refuseSyntax } from './syntax.ts';

/** Enough for a thousand rules with their reasons. */
export const MOST_BYTES = 256 * 1024;
export const MOST_RULES = 1000;

export interface ReadRules {
  readonly rules: readonly Rule[];
  /** By line, at most so many as help. When there is one, there are no rules: half of them would decide otherwise than all. */
  readonly problems: readonly RuleProblem[];
}

/** `file`: as the user knows it; reports and problems name it. */
export function readRules(text: string, file: string): ReadRules {
  const lines = new LineCounter();
  const problems = new Problems(file, lines);
  const bytes = Buffer.byteLength(text);
  const specs = bytes > MOST_BYTES ? [] : specsOf(text, lines, problems);
  if (bytes > MOST_BYTES)
    problems.add(0, `the file has ${bytes} bytes, and the most are ${MOST_BYTES}`, 'Use globs and lists, so that one rule speaks for many');
  const found = problems.sorted();
  if (found.length === 0) return { rules: specs.map(spec => compileRule(spec, file)), problems: [] };
  return { rules: [], problems: bounded(found) };
}

function bounded(found: readonly RuleProblem[]): readonly RuleProblem[] {
  if (found.length <= MOST_PROBLEMS) return found;
  const shown = found.slice(0, MOST_PROBLEMS - 1);
  const next = found[MOST_PROBLEMS - 1]!;
  return [
    ...shown,
    {
      ...next,
      message: `and ${found.length - shown.length} more problems from here on`,
      fix: 'Correct the first ones; the rest may follow from them',
    },
  ];
}

function specsOf(text: string, lines: LineCounter, problems: Problems): readonly RuleSpec[] {
  const nul = text.indexOf('\0');
  if (nul !== -1) {
    // Nobody has counted the lines yet.
    for (const { index } of text.slice(0, nul).matchAll(/^/gm)) lines.addNewLine(index);
    problems.add(nul, 'the character NUL stands here, which no text has', 'Write the file again as plain text in UTF-8');
    return [];
  }
  // Nothing is resolved, so aliases can't multiply; twice the same key is told by us, in less than quadratic time.
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, prettyErrors: false, logLevel: 'error', merge: false });
  refuseSyntax([...document.errors, ...document.warnings], document.contents, text, problems);
  if (problems.any) return [];
  refuseProperties(document.contents, problems);
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null)) {
    problems.add(0, 'the file is empty', `Write ${EXAMPLE}, or remove the file`);
    return [];
  }
  if (isTold(root)) return [];
  if (!isMap(root)) {
    problems.add(root.range[0], `the file holds ${kindOf(root)}, not rules`, `Write ${EXAMPLE}`);
    return [];
  }
  const field = fieldsOf(root, ['rules'], problems).get('rules');
  if (field === undefined) {
    if (!problems.any) problems.add(root.range[0], "the key 'rules' is missing", `Write ${EXAMPLE}`);
    return [];
  }
  return listOf(field, problems);
}

/** What is written in one place and meant in another is harder to read than to repeat, and a bomb when it is nested. A tag makes a text of a number. */
function refuseProperties(contents: ParsedNode | null, problems: Problems): void {
  if (contents === null) return;
  visit(contents, {
    Node: (_, node) => {
      const at = node.range?.[0] ?? 0;
      if (isAlias(node))
        problems.add(
          at,
          `*${node.source} is an alias of YAML, which rules don't have`,
          `For a glob, write it in quotes: "*${node.source}"; otherwise repeat the value`,
        );
      else if ('anchor' in node && node.anchor !== undefined)
        problems.add(at, `&${node.anchor} is an anchor of YAML, which rules don't have`, 'Remove it; for a text, write it in quotes');
      else if (node.tag !== undefined)
        problems.add(
          at,
          "a tag of YAML (!…) stands before this, which rules don't have",
          'Remove it; for a text that begins with !, write it in quotes',
        );
    },
  });
}

function listOf({ at, value }: Field, problems: Problems): readonly RuleSpec[] {
  if (isTold(value)) return [];
  if (!isSeq(value)) {
    problems.add(startOf(value, at), `'rules' is ${kindOf(value)}, not a list`, 'Begin each rule with a dash: "- match:"');
    return [];
  }
  if (value.items.length > MOST_RULES) {
    problems.add(
      startOf(value.items[MOST_RULES] as Value, at),
      `there are ${value.items.length} rules, and the most are ${MOST_RULES}`,
      'Use globs and lists, so that one rule speaks for many',
    );
    return [];
  }
  const specs: RuleSpec[] = [];
  for (const item of value.items as readonly Value[]) {
    const spec = specOf(item, startOf(item, at), problems);
    if (spec === null) continue;
    const taker = whoTakesAll(spec, specs);
    if (taker === null) specs.push(spec);
    else
      problems.add(
        startOf(item, at),
        `this rule never decides: the one in line ${taker.line} comes first and matches all that it matches`,
        'Remove one of them, or put the narrower one first',
      );
  }
  return specs;
}
