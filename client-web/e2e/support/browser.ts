import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import type { Session } from '../../src/core/api/result.ts';
import type { TappedClear } from '../../src/core/audio/tap.ts';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const OUTPUT = new URL('../output/', import.meta.url).pathname;

/** Browser with a profile of its own, which is deleted on close. */
export interface Browser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

export interface BrowserOptions {
  /** WAV file that the microphone plays once; without it there is no fake microphone. */
  readonly microphone?: string;
  /** Whether the page may use the microphone. */
  readonly permission: boolean;
}

/** Starts headless Chromium. */
export async function openBrowser({ microphone, permission }: BrowserOptions): Promise<Browser> {
  if (!existsSync(CHROMIUM)) {
    throw new Error(`no browser at ${CHROMIUM}: apt-get install chromium, or set CHROMIUM`);
  }
  const profile = mkdtempSync(join(tmpdir(), 'maya-browser-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: CHROMIUM,
    headless: true,
    permissions: permission ? ['microphone'] : [],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--autoplay-policy=no-user-gesture-required',
      ...(permission ? ['--use-fake-ui-for-media-stream'] : []),
      '--use-fake-device-for-media-stream',
      ...(microphone === undefined
        ? []
        : [`--use-file-for-fake-audio-capture=${microphone}%noloop`]),
    ],
  });
  context.setDefaultTimeout(60_000);
  return {
    context,
    async close() {
      await context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Saves a sign-in in the storage of the page's origin, as an earlier page would have. */
export async function saveSignIn(page: Page, session: Session): Promise<void> {
  const { refresh_token: refreshToken, user } = session;
  const saved = JSON.stringify({ refreshToken, userId: user.user_id });
  await page.evaluate((text) => localStorage.setItem('sign-in', text), saved);
}

/** Collects the script errors and content security policy violations of a page. */
export function collectErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && /Content Security Policy|Uncaught/.test(message.text())) {
      errors.push(message.text());
    }
  });
  return errors;
}

/** Returns the levels of the played audio: RMS from 0 to 1 for each ten quanta (26 to 29 ms). */
export function playedLevels(page: Page): Promise<number[]> {
  return page.evaluate(() => {
    const quanta = window.__tap?.quanta ?? [];
    const levels: number[] = [];
    for (let n = 0; n + 10 <= quanta.length; n += 10) {
      let squares = 0;
      for (let q = n; q < n + 10; q++) for (const x of quanta[q].samples) squares += x * x;
      levels.push(Math.sqrt(squares / 1280));
    }
    return levels;
  });
}

/** Returns the length of the sound played so far, ms. */
export function playedMs(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { soundFrames, sampleRate } = window.__tap ?? { soundFrames: 0, sampleRate: 1 };
    return (soundFrames * 1000) / sampleRate;
  });
}

/** Returns how many clears interrupted Maya and were handled. */
export function handledClears(page: Page): Promise<number> {
  return page.evaluate(() => {
    const clears = window.__tap?.clears ?? [];
    return clears.filter((clear) => clear.wasHeard && clear.handledMs !== undefined).length;
  });
}

/** Clear that interrupted Maya, with the time until silence. */
export interface MeasuredClear extends TappedClear {
  /**
   * Time from the message's arrival in the page to the first silent render quantum, ms: the greater
   * of two measures, by the audio clock alone, and by the page's clock until the worklet handled
   * the clear and the audio clock from there on.
   */
  readonly silentAfterMs: number;
}

/** Measures all clears that interrupted Maya. Slow: not while a measurement is running. */
export function measureClears(page: Page): Promise<MeasuredClear[]> {
  return page.evaluate(() => {
    const { quanta = [], clears = [], sampleRate = 1 } = window.__tap ?? {};
    const ms = (frames: number) => (frames * 1000) / sampleRate;
    return clears
      .filter(({ wasHeard }) => wasHeard)
      .map((clear) => {
        const { receivedMs, receivedFrame } = clear;
        const { handledMs = Infinity, handledFrame = Infinity } = clear;
        const silent = quanta.find(
          ({ frame, samples }) =>
            frame >= receivedFrame && samples.every((x) => Math.abs(x) < 1e-4),
        );
        const silentFrame = silent?.frame ?? Infinity;
        const byAudio = ms(silentFrame - receivedFrame);
        const byPage = handledMs - receivedMs + ms(silentFrame - handledFrame);
        return { ...clear, silentAfterMs: Math.max(byAudio, byPage) };
      });
  });
}

/** Writes a screenshot of the viewport, or of the whole page, to e2e/output. */
export async function screenshot(page: Page, name: string, whole = false): Promise<void> {
  mkdirSync(OUTPUT, { recursive: true });
  await page.screenshot({ path: join(OUTPUT, `${name}.png`), fullPage: whole });
}
