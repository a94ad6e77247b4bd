/** crash-gate rules: checks a rules file, says what it decides in recordings, and suggests rules. */
import { analyse, decideAll } from '../analyse.ts';
import { EXIT, InputError } from '../errors.ts';
import { decisionsOf, type JudgedRecord, renderDecisions } from '../report/decisions.ts';
import { inert } from '../report/inert.ts';
import { toJson } from '../report/json.ts';
import { acceptingEntry } from '../report/rule.ts';
import { noRules } from '../rules/rule.ts';
import type { RulesSettings } from '../settings.ts';
import { loadRules, requireRules } from '../user-rules.ts';
import { readSaying } from './recording.ts';
import { STDOUT, say, write } from './streams.ts';

export async function rules(settings: RulesSettings): Promise<number> {
  return settings.mode === 'suggest' ? suggest(settings) : check(settings);
}

async function check({ file, records, format }: RulesSettings): Promise<number> {
  const user = await loadRules({ file, inline: '', folder: process.cwd(), absent: 'problem' });
  if (user.problems.length > 0 && format === 'json') write(STDOUT, toJson(decisionsOf(user, user.files, [])));
  requireRules(user);
  if (file === null && user.files.length === 0)
    throw new InputError('there is no .github/crash-gate.yml here', 'Name a rules file: crash-gate rules FILE');
  const judged: JudgedRecord[] = [];
  for (const record of records) {
    const recording = await readSaying(record);
    if (recording === null) return EXIT.usage;
    judged.push({ record, decided: [...decideAll(recording, user.rules)] });
  }
  const decisions = decisionsOf(user, user.files, judged);
  write(STDOUT, format === 'json' ? toJson(decisions) : renderDecisions(decisions));
  return EXIT.ok;
}

/** What the rules that there are accept already is no incident any more. Broken ones are no hindrance: the shell may just have made the file. */
async function suggest({ records, format }: RulesSettings): Promise<number> {
  const user = await loadRules({ file: null, inline: '', folder: process.cwd(), absent: 'problem' });
  const usable = user.problems.length === 0 ? user : noRules;
  const entries = new Map<string, { readonly title: string; readonly match: object }>();
  for (const record of records) {
    const recording = await readSaying(record);
    if (recording === null) return EXIT.usage;
    for (const { accept, title, level } of analyse(recording, usable).incidents)
      entries.set(acceptingEntry(accept), { title: `${title} (${level})`, match: accept });
  }
  if (format === 'json') write(STDOUT, toJson([...entries.values()]));
  else write(STDOUT, fileOf([...entries].map(([entry, { title }]) => `  # ${comment(title)}\n${entry}`)));
  if (entries.size === 0) say(NOTHING);
  return EXIT.ok;
}

const NOTHING = 'nothing to accept: no incident';

/** A rules file in any case: the shell may be writing one, and an empty one can't be used. */
const fileOf = (entries: readonly string[]): string => (entries.length === 0 ? `# ${NOTHING}\nrules: []\n` : `rules:\n${entries.join('')}`);

/** One line of printable ASCII. */
const comment = (text: string): string => inert(text).replace(/[^\x20-\x7e]/gu, '?');
