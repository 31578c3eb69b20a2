import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { screenshot } from './browser.ts';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

const SIZES = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];
const SCHEMES = ['light', 'dark'] as const;

/** Takes screenshots in both sizes and colour schemes, and checks each with axe. */
export async function checkAccessibility(
  page: Page,
  name: string,
  options: { readonly whole?: boolean } = {},
): Promise<void> {
  for (const size of SIZES) {
    for (const colorScheme of SCHEMES) {
      await page.setViewportSize(size);
      // Without motion the page is at rest at once.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await screenshot(page, `${name}-${size.width}-${colorScheme}`, options.whole);
      expect(await violations(page)).toEqual([]);
    }
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
