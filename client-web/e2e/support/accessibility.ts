import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { screenshot } from './browser.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };
const SIZES = [PHONE, DESKTOP];

/** Each size and each colour scheme once; with APPEARANCES=all, the other two pairs as well. */
const EVERY_RUN = [
  { size: PHONE, colorScheme: 'light' },
  { size: DESKTOP, colorScheme: 'dark' },
] as const;
const OTHERS = [
  { size: PHONE, colorScheme: 'dark' },
  { size: DESKTOP, colorScheme: 'light' },
] as const;
const APPEARANCES = process.env.APPEARANCES === 'all' ? [...EVERY_RUN, ...OTHERS] : EVERY_RUN;

/** Takes a screenshot of each appearance, and checks it with axe. */
export async function checkAccessibility(
  page: Page,
  name: string,
  options: { readonly whole?: boolean } = {},
): Promise<void> {
  for (const { size, colorScheme } of APPEARANCES) {
    await page.setViewportSize(size);
    // Without motion the page is at rest at once.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await screenshot(page, `${name}-${size.width}-${colorScheme}`, options.whole);
    expect(await violations(page)).toEqual([]);
  }
}

/** Checks in both sizes that the note about the stand-in is visible, above all else. */
export async function checkStandInNote(page: Page): Promise<void> {
  const note = page.getByRole('note').filter({ hasText: 'This Maya is a stand-in' });
  await note.waitFor();
  for (const size of SIZES) {
    await page.setViewportSize(size);
    const box = await note.boundingBox();
    const app = await page.locator('.app').boundingBox();
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(app?.y ?? 0);
  }
}

/** Returns the violations of WCAG 2.2 AA and best practices that axe finds, with their elements. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(() =>
    window.axe.run(document, { rules: { 'target-size': { enabled: true } } }),
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
