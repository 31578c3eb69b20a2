import type { Page } from 'playwright-core';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import {
  type Browser,
  faultsOf,
  measuredClears,
  obeyedClears,
  openBrowser,
  playedMs,
  screenshot,
} from './support/browser.ts';
import { correlation } from './support/correlation.ts';
import { fromPcm, makeInterruptions, makeSpeech, type Speech } from './support/speech.ts';
import { heardBySonic } from './support/stack.ts';

const PATIENCE = { timeout: 30_000, interval: 200 };
const BARGE_INS = 10;

const stack = inject('stack');

describe('the page of a running stack', () => {
  let browser: Browser | undefined;

  afterEach(async () => {
    await browser?.close();
    browser = undefined;
  });

  async function open(speech: Speech): Promise<Page> {
    browser = await openBrowser({ microphone: speech.path, permission: true });
    return browser.context.newPage();
  }

  /** Begins a conversation and tells its session's id. */
  async function talk(page: Page): Promise<string> {
    await page.goto(`${stack.web}/?rawMic=1&tap=1`);
    const answer = page.waitForResponse('**/api/nova-sonic/sessions');
    await page.getByRole('button', { name: 'Start speaking' }).click();
    const { sessionId } = await (await answer).json();
    await page.getByRole('status').getByText('Connected', { exact: true }).waitFor();
    return sessionId;
  }

  it('brings the microphone to Maya, and her voice and words back', async () => {
    const speech = makeSpeech();
    const page = await open(speech);
    const faults = faultsOf(page);
    const sessionId = await talk(page);
    await vi.waitUntil(async () => (await playedMs(page)) > 500, PATIENCE);
    await page.getByRole('log').getByText('Maya').first().waitFor();
    await page.getByRole('log').getByText('You').first().waitFor();
    const wanted = (speech.seconds + 1) * 16_000 * 2;
    await vi.waitUntil(
      async () => (await heardBySonic(stack, sessionId)).length >= wanted,
      PATIENCE,
    );
    const heard = fromPcm(await heardBySonic(stack, sessionId));
    const value = correlation(speech.samples16k, heard);
    console.info(`correlation of the microphone with what Maya heard: ${value.toFixed(4)}`);
    expect(value).toBeGreaterThanOrEqual(0.95);
    await screenshot(page, 'stack-1280');
    expect(faults).toEqual([]);
  });

  it(`is silent within 50 ms of clear in 9 of ${BARGE_INS} barge-ins`, async () => {
    const page = await open(makeInterruptions(30));
    await talk(page);
    await vi.waitUntil(async () => (await obeyedClears(page)) >= BARGE_INS, {
      timeout: 150_000,
      interval: 500,
    });
    await page.waitForTimeout(500);
    const times = (await measuredClears(page))
      .slice(0, BARGE_INS)
      .map(({ silentAfterMs }) => Math.round(silentAfterMs));
    console.info(`ms from clear to silence: ${times.join(' ')}`);
    expect(times.filter((ms) => ms <= 50).length).toBeGreaterThanOrEqual(BARGE_INS - 1);
  }, 180_000);

  it('begins anew after a reload, and gives a second tab a conversation of its own', async () => {
    const first = await open(makeSpeech());
    await talk(first);
    await first.reload();
    const firstId = await talk(first);
    const second = await (browser as Browser).context.newPage();
    const secondId = await talk(second);
    expect(secondId).not.toBe(firstId);
    for (const page of [first, second]) {
      await vi.waitUntil(async () => (await playedMs(page)) > 500, PATIENCE);
      await page.getByRole('log').getByText('Maya').first().waitFor();
    }
  });
});
