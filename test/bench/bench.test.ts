/** The bench runs and fills its table; its figures are for people to judge. */
import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

test('prints one Markdown table without a hole', async () => {
  const { stdout: table } = await promisify(execFile)(resolve(import.meta.dirname, '../../scripts/bench'), ['1', '50', '30000']);
  const rows = table.trim().split('\n');
  expect(rows).toHaveLength(13);
  for (const row of rows) expect(row).toMatch(/^\|.*\|.*\|.*\|$/);
  expect(table).not.toMatch(/NaN|undefined|Infinity/);
});
