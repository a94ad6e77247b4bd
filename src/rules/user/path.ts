/** What a path in a rule must look like: no more of YAML than this is needed to suggest one. */

export const whyNoFile = (text: string): readonly [string, string] | null =>
  text.replace(/\[[^\]]*\]/g, '').includes('\0')
    ? ['no file has the character NUL in its name, so this never matches', 'Write it without the NUL (\\0)']
    : null;

/** The kernel tells whole paths, with all links and dots resolved. */
export function whyNoPath(text: string): readonly [string, string] | null {
  const [first = '', ...rest] = text.replace(/^~[^/]*/, '').split('/');
  const write = (path: string): string => `Write ${JSON.stringify(path)}`;
  const noFile = whyNoFile(text);
  if (noFile !== null) return noFile;
  if (!/^[/*?[\\]/.test(text))
    return [`paths begin with /, so '${text}' never matches`, `${write(`*/${resolved([first, ...rest]).join('/')}`)}, or the name alone`];
  const fix = write([first, ...resolved(rest), ...(text.endsWith('/') ? ['*'] : [])].join('/'));
  if (text.endsWith('/')) return [`no program's path ends with /, so '${text}' never matches`, fix];
  return /\/\.{0,2}\//.test(text) ? [`paths have no //, /./ or /../ in them, so '${text}' never matches`, fix] : null;
}

function resolved(parts: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const part of parts) {
    if (part === '..') kept.pop();
    else if (part !== '' && part !== '.') kept.push(part);
  }
  return kept;
}
