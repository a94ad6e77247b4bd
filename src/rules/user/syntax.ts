/** What isn't YAML, in words: the library speaks of flow collections, compact mappings and plain scalars. */
import { type ErrorCode, isMap, isScalar, isSeq, type Node, type ParsedNode, visit } from 'yaml';
import type { Problems } from './problem.ts';

interface Words {
  readonly what: string;
  readonly fix: string;
}

const QUOTE = 'put the text in single quotes';
const LAYOUT = 'Keys of one mapping begin in the same column, and each has a colon and a space after it: "reason: …"';

/** By the library's code; what the message adds is in `openOnes`. */
const words: Readonly<Record<ErrorCode, Words>> = {
  ALIAS_PROPS: { what: 'an alias with a tag or an anchor of its own', fix: 'Aliases are no part of rules: repeat the value' },
  BAD_ALIAS: { what: 'a * with no name after it', fix: 'A text that begins with * stands in quotes: "*"' },
  BAD_COLLECTION_TYPE: { what: 'a tag that does not fit', fix: 'Remove it: tags (!…) are no part of rules' },
  BAD_DIRECTIVE: { what: 'a line that begins with % and is no directive', fix: `Remove the line, or ${QUOTE}` },
  BAD_DQ_ESCAPE: { what: 'a backslash in double quotes with something after it that it can not stand before', fix: "Use single quotes, '…'" },
  BAD_INDENT: { what: 'this line begins in a column that fits nothing above it', fix: LAYOUT },
  BAD_PROP_ORDER: { what: 'an anchor or a tag in the wrong place', fix: `Remove it, or, for a text that begins with & or !, ${QUOTE}` },
  BAD_SCALAR_START: { what: 'a text can not begin with this character', fix: `Quote it: ${QUOTE}` },
  BLOCK_AS_IMPLICIT_KEY: { what: 'a second colon in one line', fix: `For a text that holds a colon, ${QUOTE}: reason: 'foo: bar'` },
  BLOCK_IN_FLOW: { what: 'a list with dashes, or a text of several lines, inside of brackets', fix: 'Write it with brackets and commas, too' },
  DUPLICATE_KEY: { what: 'a key stands here twice', fix: 'Keep one; a list holds several values' },
  IMPOSSIBLE: { what: 'something that nobody can read', fix: LAYOUT },
  KEY_OVER_1024_CHARS: { what: 'a key of more than 1024 characters', fix: 'Look for a missing quote before it' },
  MISSING_CHAR: {
    what: 'a comma, a colon, a dash or a space is missing',
    fix: 'Write a space before #, a comma between values in brackets, and a colon and a space after a key',
  },
  MULTILINE_IMPLICIT_KEY: { what: 'a key that goes on over several lines', fix: 'Look for a missing quote, bracket or colon before it' },
  MULTIPLE_ANCHORS: { what: 'two anchors at once', fix: 'Remove them: anchors (&…) are no part of rules' },
  MULTIPLE_DOCS: { what: 'the file holds more than one YAML document', fix: 'Keep one document: remove the line ---' },
  MULTIPLE_TAGS: { what: 'two tags at once', fix: `Remove them, or, for a text that begins with !, ${QUOTE}` },
  NON_STRING_KEY: { what: 'a key that is no text', fix: LAYOUT },
  RESOURCE_EXHAUSTION: { what: 'it is nested far too deeply', fix: 'Rules are a list of mappings; look for brackets or dashes that are too many' },
  TAB_AS_INDENT: { what: 'a tab at the beginning of a line', fix: 'Indent with spaces' },
  TAG_RESOLVE_FAILED: {
    what: 'a tag (!…) that means nothing here',
    fix: 'A text that begins with ! stands in quotes: "!…"; tags are no part of rules',
  },
  UNEXPECTED_TOKEN: {
    what: 'something stands here that belongs to nothing before it',
    fix: "Look for a bracket or a quote too many; in single quotes, ' is written twice: 'it''s'",
  },
};

interface Found {
  readonly code: ErrorCode;
  readonly pos: readonly [number, number];
}

/** Tells of the first one; most others follow from it. */
export function refuseSyntax(found: readonly Found[], contents: ParsedNode | null, text: string, problems: Problems): void {
  const [first] = found.toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (first === undefined) return;
  const open = first.code === 'RESOURCE_EXHAUSTION' ? null : openOne(contents, text, first.pos[0]);
  if (open !== null) return problems.add(open.at, `this is not YAML: ${open.what}`, open.fix);
  const lineStart = first.code === 'MISSING_CHAR' && text[first.pos[0] - 1] === '\n';
  const { what, fix } = words[lineStart ? 'BAD_INDENT' : first.code] ?? words.IMPOSSIBLE;
  problems.add(first.pos[0], first.code === 'MULTIPLE_DOCS' ? what : `this is not YAML: ${what}`, fix);
}

const closing: Readonly<Record<string, string>> = { '[': ']', '{': '}', '"': '"', "'": "'" };

/** A pair within brackets, [a: b], is a mapping that begins with its key and has nothing to close, even where the key begins with a bracket itself. */
function opensWith(node: Node, opened: string): boolean {
  if (isSeq(node)) return opened === '[';
  if (isMap(node)) return opened === '{' && (node.items[0]?.key as Node | undefined)?.range?.[0] !== node.range?.[0];
  return isScalar(node) && (opened === '"' || opened === "'");
}

/** The last bracket or quote before there that is never closed: it is to blame, wherever the reader noticed. */
function openOne(contents: ParsedNode | null, text: string, before: number): (Words & { readonly at: number }) | null {
  let open: number | null = null;
  if (contents !== null)
    visit(contents, {
      Node: (_, node) => {
        const [from, to] = node.range ?? [0, 0];
        const opened = text[from] ?? '';
        if (opensWith(node, opened) && from <= before && (to - from < 2 || text[to - 1] !== closing[opened])) open = from;
      },
    });
  if (open === null) return null;
  const opened = text[open] as string;
  const quote = opened === '"' || opened === "'";
  return {
    at: open,
    what: `this ${opened} is never closed`,
    fix: quote
      ? `Write ${opened} where the text ends`
      : `Write ${closing[opened]} where the ${opened === '[' ? 'list' : 'mapping'} ends, and a comma between its parts`,
  };
}
