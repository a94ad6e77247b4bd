import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';

/** The distribution's browser, as scripts/setup installs it. */
function executable(): string {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const paths = names.flatMap(name => (process.env.PATH ?? '').split(delimiter).map(folder => join(folder, name)));
  const found = paths.find(path => {
    try {
      accessSync(path, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
  if (found === undefined) throw new Error('there is no chromium: run scripts/setup');
  return found;
}

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Opened {
  readonly page: Page;
  /** Everything that the page asked for, itself included. */
  readonly requests: readonly string[];
  /** Errors, violations of its policy, and dialogs: what a page must not have. */
  readonly complaints: readonly string[];
}

/** A browser for the tests of one file, with a user directory of its own. */
export function browser(): { readonly open: (html: string, colorScheme?: 'light' | 'dark') => Promise<Opened> } {
  let folder = '';
  let context: BrowserContext;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'crash-gate-browser-'));
    const options = { executablePath: executable(), headless: true, args: quiet, viewport: { width: 1200, height: 900 } };
    context = await chromium.launchPersistentContext(join(folder, 'user'), options);
  });
  afterAll(async () => {
    await context?.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return {
    open: async (html, colorScheme = 'light') => {
      const page = await context.newPage();
      const requests: string[] = [];
      const complaints: string[] = [];
      page.on('request', request => requests.push(request.url()));
      page.on('console', message => complaints.push(`console: ${message.text()}`));
      page.on('pageerror', error => complaints.push(`error: ${error.message}`));
      page.on('dialog', dialog => {
        complaints.push(`dialog: ${dialog.message()}`);
        void dialog.dismiss();
      });
      await page.emulateMedia({ colorScheme });
      const file = join(folder, 'report.html');
      writeFileSync(file, html);
      await page.goto(pathToFileURL(file).href);
      expect(requests).toEqual([pathToFileURL(file).href]);
      return { page, requests, complaints };
    },
  };
}
