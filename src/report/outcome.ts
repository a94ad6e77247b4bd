import { formatCount, formatDuration, listed, plural } from '../crash/format.ts';
import { processKey } from '../crash/name.ts';
import { who } from '../crash/sentence.ts';
import type { Incident } from '../incident/incident.ts';
import type { Swallower } from '../incident/masked.ts';
import type { Job, JobEnd } from '../job.ts';

/** What became of it, in one plain sentence: was its place taken, by whom and how fast, and did the run notice? */
export function outcomeSentence(incident: Incident, job: Job | null): string {
  return [...becameOf(incident), ...loop(incident), ...dark(incident), ...run(job)].join('; ');
}

function becameOf(incident: Incident): string[] {
  const { stories, count } = incident;
  const replaced = stories.flatMap(({ replacement }) => (replacement === null ? [] : [replacement]));
  if (replaced.length > 0) {
    const whole = replaced.length === stories.length ? '' : ` in ${replaced.length} of ${plural(stories.length, 'case')}`;
    const by = [...new Set(replaced.map(replacement => replacement.by))];
    const delays = replaced.map(({ afterMs }) => formatDuration(afterMs));
    return [`replaced by ${by[0]}${by.length > 1 ? ` and ${plural(by.length - 1, 'other')}` : ''} after ${some(delays, count)}${whole}`];
  }
  return swallowed(incident) ?? [stories.some(({ askedAgain }) => askedAgain) ? 'it was run again' : 'nothing took its place'];
}

/** What who went on made of the end that it was told of. */
export const response = (swallower: Pick<Swallower, 'ranAgain'> | undefined): string => (swallower?.ranAgain ? 'ran it again' : 'took no notice');

/** Who went on, and how it ended: "sh (pid 60) took no notice and ended with 0, 3.2 s later". */
function swallowed({ stories }: Incident): string[] | null {
  const found = stories.flatMap(({ swallowedBy, lead }) =>
    swallowedBy === null ? [] : [{ ...swallowedBy, after: (swallowedBy.at - lead.death.at) / 1e6 }],
  );
  const [first] = found;
  if (first === undefined) return null;
  const others = new Set(found.map(({ process }) => processKey(process))).size - 1;
  const more = others > 0 ? `, and so did ${plural(others, 'other')}` : '';
  const whole = found.length === stories.length ? '' : ` in ${found.length} of ${plural(stories.length, 'case')}`;
  return [`${who(first.process)} ${response(first)} and ended with 0, ${formatDuration(first.after)} later${more}${whole}`];
}

/** The first few and how many more: "3 ms, 2.8 ms and 4 more". */
export function some(items: readonly string[], count: number, most = 3): string {
  const more = count - Math.min(items.length, most);
  return more > 0 && items.length >= most ? listed([...items.slice(0, most), `${formatCount(more)} more`]) : listed(items.slice(0, most));
}

const loop = ({ crashLoop }: Incident): string[] =>
  crashLoop === null ? [] : [`a crash loop: it died ${formatCount(crashLoop.times)} times in a row within ${formatDuration(crashLoop.overMs)}`];

const dark = ({ dark }: Incident): string[] => (dark === null ? [] : [`nobody listened on port ${dark.port} for ${formatDuration(dark.ms)}`]);

function run(job: Job | null): string[] {
  if (job === null) return [];
  const what = job.ci === null ? 'the run' : 'the job';
  return [job.end === null ? `${what} went on` : `${what} ${became(job.end)}`];
}

function became({ result, exitCode, signal }: JobEnd): string {
  if (result === 'passed') return 'went on and passed';
  if (result === 'unknown') return 'went on';
  if (result === 'cancelled') return 'was cancelled';
  if (exitCode !== null) return `failed with ${exitCode}`;
  return signal === null ? 'failed' : `ended by ${signal}`;
}
