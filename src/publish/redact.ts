/**
 * Hides what looks like a secret. The runner masks secrets in its log and in the job summary, but not in comments and check
 * runs, and a dead process's arguments may hold a password. It can't find every secret, and hides rather one word too many.
 */
const HIDDEN = '***';

/** A value ends at white space, and where Markdown or HTML goes on. */
const value = '[^\\s`"\'<>|]+';

/** Every repetition that may fail behind has a bound: hostile text must not cost quadratic time. */
const tokens = [
  /\bgh[pousr]_\w{20,}/g,
  /\bgithub_pat_\w{20,}/g,
  /\bglpat-[\w-]{16,}/g,
  /\bnpm_\w{30,}/g,
  /\bxox[a-z]-[\w-]{10,}/g,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  /\bAIza[\w-]{30,}/g,
  /\bsk-[\w-]{20,}/g,
  /\beyJ[\w-]{8,2000}\.[\w-]{8,2000}\.[\w-]*/g,
  /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]{0,30}PRIVATE KEY-----|$)/g,
];

/** What stands before a secret stays: group 1. */
const behind = [
  /\b([a-z][\w.+-]{1,20}:\/\/[^\s:/@]{0,200}:)[^\s/@]{1,200}(?=@)/gi,
  new RegExp(`([\\w-]{0,60}(?:password|passwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|credentials?)=)${value}`, 'gi'),
  new RegExp(`(--?(?:[\\w-]{0,60}-)?(?:password|passwd|passphrase|secret|token|api-?key|access-?key|private-?key)\\s{1,4})${value}`, 'gi'),
  new RegExp(`(\\bauthorization:\\s{0,4}(?:\\w{1,20}\\s{1,4})?)${value}`, 'gi'),
  new RegExp(`(\\b(?:mysql|mysqladmin|mysqldump|mariadb)\\b[^\\n]{0,300}?\\s-p)${value}`, 'g'),
];

/** `known`: secrets that this process holds itself. */
export function redact(text: string, known: readonly string[]): string {
  const exact = known.filter(secret => secret.length >= 8).reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), text);
  const named = behind.reduce((rest, pattern) => rest.replace(pattern, `$1${HIDDEN}`), exact);
  return tokens.reduce((rest, pattern) => rest.replace(pattern, HIDDEN), named);
}

/** Every text in a report: before it is rendered, for Markdown's escapes would stand between a name and its secret. */
export function redactAll<T>(value: T, known: readonly string[]): T {
  if (typeof value === 'string') return redact(value, known) as T;
  if (Array.isArray(value)) return value.map((item, i) => (i > 0 && isSecretOption(value[i - 1]) ? HIDDEN : redactAll(item, known))) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, redactAll(inner, known)])) as T;
}

/** In an argv, the secret is the argument that follows. */
const isSecretOption = (argument: unknown): boolean =>
  typeof argument === 'string' &&
  /^--?(?:[\w-]{0,60}-)?(?:password|passwd|passphrase|secret|token|api-?key|access-?key|private-?key)$/i.test(argument);
