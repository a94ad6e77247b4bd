/** The rules that the action's inputs mean. */
import type { PublishInputs } from '../inputs.ts';
import { noRules, type UserRules } from '../rules/rule.ts';
import { loadRules, type Wanted } from '../user-rules.ts';

/** Of the workspace as it is now: before the checkout there is nothing in it, so the end of the job reads them. */
export async function rulesOf({ rules, rulesInline, gate }: PublishInputs, absent: Wanted['absent']): Promise<UserRules> {
  if (gate === 'off') return noRules;
  return loadRules({ file: rules, inline: rulesInline, folder: process.env.GITHUB_WORKSPACE || process.cwd(), absent });
}
