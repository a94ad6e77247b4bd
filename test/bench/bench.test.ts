/** The bench runs and fills its table; its figures are for people to judge. */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

test('prints one Markdown table without a hole', () => {
  const table = execFileSync(resolve(import.meta.dirname, '../../scripts/bench'), ['1', '50'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const rows = table.trim().split('\n');
  expect(rows).toHaveLength(11);
  for (const row of rows) expect(row).toMatch(/^\|.*\|.*\|.*\|$/);
  expect(table).not.toMatch(/NaN|undefined|Infinity/);
});
