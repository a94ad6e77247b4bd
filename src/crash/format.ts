/** Numbers as people say them. */

const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'];

/** "30 MiB", "1.5 GiB", "512 bytes". */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < units.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${trim(value, value < 10 && unit > 0 ? 1 : 0)} ${units[unit]}`;
}

/** "3.1 ms", "612 ms", "1.2 s", "47 s", "3 min 20 s". */
export function formatDuration(ms: number): string {
  if (ms < 9.95) return `${trim(ms, 1)} ms`;
  if (ms < 999.5) return `${ms.toFixed(0)} ms`;
  if (ms < 99_950) return `${trim(ms / 1000, 1)} s`;
  const seconds = Math.round(ms / 1000);
  return seconds < 3600
    ? `${Math.floor(seconds / 60)} min ${seconds % 60} s`
    : `${Math.floor(seconds / 3600)} h ${Math.floor(seconds / 60) % 60} min`;
}

/** "1,904" */
export const formatCount = (count: number): string => (Number.isFinite(count) ? count.toFixed(0).replace(/\B(?=(?:\d{3})+$)/g, ',') : String(count));

/** "2 processes", "1 process" */
export const plural = (count: number, one: string, many = `${one}s`): string => `${formatCount(count)} ${count === 1 ? one : many}`;

/** "a, b and c" */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

const trim = (value: number, digits: number): string => value.toFixed(digits).replace(/\.0$/, '');
