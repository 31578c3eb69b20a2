import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { violations } from './support/accessibility.ts';
import { type Browser, openBrowser, screenshot } from './support/browser.ts';
import type { SheetItem } from './support/chart-sheet.tsx';

const BANK = '../../common/src/main/resources/com/ieltsaiprep/common/bank/academic-task-1.json';
const SHEET = new URL('./support/chart-sheet.tsx', import.meta.url).pathname;

/** Contact sheet of all charts of the bank, with screenshots in e2e/output to look at. */
describe('the charts', () => {
  const items = readItems();
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const [opened, files] = await Promise.all([openBrowser({ permission: false }), buildSheet()]);
    browser = opened;
    page = await browser.context.newPage();
    await page.setContent('<!doctype html><html lang="en"><title>Charts</title>');
    for (const { isScript, text } of files) {
      if (isScript) await page.addScriptTag({ type: 'module', content: text });
      else await page.addStyleTag({ content: text });
    }
    await page.evaluate((all) => window.drawSheet(all), items);
    await page.locator(`#${items[items.length - 1].id} figure`).waitFor();
  });
  afterAll(() => browser?.close());

  it.each([390, 1280])('keep all texts within the page, and apart, at %i px', async (width) => {
    await resize(page, width);
    expect(await faults(page)).toEqual([]);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await screenshot(page, `charts-${width}-${colorScheme}`, true);
    }
  });

  it('keep all texts within the page, and apart, at 200 %', async () => {
    await setFontSize(page, '200%');
    expect(await faults(page)).toEqual([]);
    await setFontSize(page, '100%');
  });

  it('have the same content as tables, and are accessible', async () => {
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    expect(await page.getByRole('table').count()).toBe(items.length);
    for (const [width, colorScheme] of [[390, 'light'] as const, [1280, 'dark'] as const]) {
      await resize(page, width);
      await page.emulateMedia({ colorScheme });
      await screenshot(page, `charts-tables-${width}-${colorScheme}`, true);
      expect(await faults(page)).toEqual([]);
      expect(await violations(page)).toEqual([]);
    }
  });
});

function readItems(): SheetItem[] {
  const { tasks } = JSON.parse(readFileSync(new URL(BANK, import.meta.url), 'utf8'));
  return tasks.map(({ task_id, chart }: { task_id: string; chart: SheetItem['chart'] }) => ({
    id: task_id,
    chart,
  }));
}

/** Builds the sheet in memory. */
async function buildSheet() {
  const built = await build({
    logLevel: 'warn',
    build: { write: false, rolldownOptions: { input: SHEET } },
  });
  if (Array.isArray(built) || !('output' in built)) throw new Error('no single build');
  return built.output.map((file) =>
    file.type === 'chunk'
      ? { isScript: true, text: file.code }
      : { isScript: false, text: String(file.source) },
  );
}

/** Sets the size of the window, and waits until all charts fit it. */
async function resize(page: Page, width: number): Promise<void> {
  await page.setViewportSize({ width, height: 844 });
  await settle(page);
}

/** Sets the user's text size, and waits until all charts fit it. */
async function setFontSize(page: Page, fontSize: string): Promise<void> {
  await page.evaluate((size) => {
    document.documentElement.style.fontSize = size;
  }, fontSize);
  await settle(page);
}

/** Waits until one unit of each drawing is 1/16 rem, which takes a frame. */
async function settle(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
    return [...document.querySelectorAll('svg')].every(
      (svg) => Math.abs(svg.clientWidth / svg.viewBox.baseVal.width / unit - 1) < 0.01,
    );
  });
}

/** Returns the texts that overlap each other or leave the page, and pages that scroll sideways. */
function faults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) found.push(`the page is ${scrollWidth} px wide`);
    for (const section of document.querySelectorAll('section')) {
      const frame = section.querySelector('figure')?.getBoundingClientRect();
      const elements = [...section.querySelectorAll('svg text, th, td')];
      const visible = elements.filter((element) => element.checkVisibility());
      const texts = visible.map((element) => {
        const range = document.createRange();
        range.selectNodeContents(element);
        const box = element.tagName === 'text' ? element : range;
        return { text: element.textContent, box: box.getBoundingClientRect() };
      });
      texts.forEach(({ text, box }, n) => {
        const where = `${section.id}: ${text}`;
        if (frame === undefined || box.left < frame.left || box.right > frame.right) {
          found.push(`${where} is cut off`);
        }
        for (const other of texts.slice(n + 1)) {
          const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
          const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
          if (across > 1 && down > 4) found.push(`${where} overlaps ${other.text}`);
        }
      });
    }
    return found;
  });
}
