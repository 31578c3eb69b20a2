import type { Page } from 'playwright-core';
import { afterEach, describe, expect, inject, it, vi } from 'vitest';
import { checkStandInNote } from './support/accessibility.ts';
import {
  type Browser,
  collectErrors,
  handledClears,
  measureClears,
  openBrowser,
  playedMs,
  screenshot,
} from './support/browser.ts';
import { correlation } from './support/correlation.ts';
import { fromPcm, makeInterruptions, makeSpeech, type Speech } from './support/speech.ts';
import { openSignedIn, receivedBySonic } from './support/stack.ts';
import { TcpProxy } from './support/tcp-proxy.ts';

/** Control messages of one WebSocket. */
interface WebSocketLog {
  readonly sent: string[];
  readonly received: string[];
}

const WAIT = { timeout: 30_000, interval: 200 };
const BARGE_INS = 4;
const TICKETS = '/api/nova-sonic/sessions';

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

  /** Starts a conversation; returns the id of its session. */
  async function startConversation(page: Page): Promise<string> {
    await openSignedIn(stack, page, '/?rawMic=1&tap=1');
    const answer = page.waitForResponse(
      (response) => response.url().endsWith(TICKETS) && response.request().method() === 'POST',
    );
    await page.getByRole('button', { name: 'Start speaking' }).click();
    const { session_id } = await (await answer).json();
    await page.getByRole('status').getByText('Connected', { exact: true }).waitFor();
    return session_id;
  }

  it('says that its Maya is a stand-in, to sign in and to talk', async () => {
    const page = await open(makeSpeech());
    await page.goto(stack.web);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await checkStandInNote(page);
    await startConversation(page);
    await checkStandInNote(page);
  });

  it('sends the microphone to Maya, and plays and captions her replies', async () => {
    const speech = makeSpeech();
    const page = await open(speech);
    const errors = collectErrors(page);
    const sessionId = await startConversation(page);
    await vi.waitUntil(async () => (await playedMs(page)) > 500, WAIT);
    await page.getByRole('log').getByText('Maya').first().waitFor();
    await page.getByRole('log').getByText('You').first().waitFor();
    const wanted = (speech.seconds + 1) * 16_000 * 2;
    await vi.waitUntil(
      async () => (await receivedBySonic(stack, sessionId)).length >= wanted,
      WAIT,
    );
    const heard = fromPcm(await receivedBySonic(stack, sessionId));
    const value = correlation(speech.samples16k, heard);
    console.info(`correlation of the microphone with what Maya heard: ${value.toFixed(4)}`);
    expect(value).toBeGreaterThanOrEqual(0.95);
    await screenshot(page, 'stack-1280');
    expect(errors).toEqual([]);
  });

  it(`is silent within 50 ms of clear in all but one of ${BARGE_INS} barge-ins`, async () => {
    const page = await open(makeInterruptions(30));
    await startConversation(page);
    await vi.waitUntil(async () => (await handledClears(page)) >= BARGE_INS, {
      timeout: 150_000,
      interval: 500,
    });
    await page.waitForTimeout(500);
    const times = (await measureClears(page))
      .slice(0, BARGE_INS)
      .map(({ silentAfterMs }) => Math.round(silentAfterMs));
    console.info(`ms from clear to silence: ${times.join(' ')}`);
    expect(times.filter((ms) => ms <= 50).length).toBeGreaterThanOrEqual(BARGE_INS - 1);
  }, 180_000);

  it('resumes after a cut connection, with its captions and without a second greeting', async () => {
    const page = await open(makeSpeech());
    const errors = collectErrors(page);
    const proxy = await proxyTo(page);
    const connections = logWebSockets(page);
    await startConversation(page);
    await vi.waitUntil(() => heardWords(page, 'You'), WAIT);
    const before = await captionsOf(page);
    proxy.cut();
    await page.getByRole('status').getByText('Reconnecting').waitFor();
    const mendedAt = Date.now();
    proxy.restore();
    await page.getByRole('status').getByText('Connected', { exact: true }).waitFor();
    console.info(`ms until it went on: ${Date.now() - mendedAt}`);
    expect(Date.now() - mendedAt).toBeLessThan(5000);
    expect(connections.at(-1)?.sent[0]).toContain('"type":"resume"');

    const heardMs = await playedMs(page);
    await vi.waitUntil(async () => (await playedMs(page)) > heardMs + 2000, WAIT);
    const words = async () => (await captionsOf(page)).join(' ');
    await vi.waitUntil(async () => (await words()).length > before.join(' ').length, WAIT);
    expect(await words()).toContain(before[0]);
    // An interrupted greeting may have been removed in the meantime.
    expect(greetings(await words())).toBeLessThanOrEqual(greetings(before.join(' ')));
    // Silence may be dropped to catch up; words may not.
    expect(hasReattached(connections)).toBe(true);
    expect(connections.at(-1)?.received.some((message) => message.includes('too_old'))).toBe(false);
    expect(errors).toEqual([]);
    await proxy.close();
  });

  it('resumes after a reload with a tap', async () => {
    const page = await open(makeInterruptions(6));
    const connections = logWebSockets(page);
    await startConversation(page);
    await vi.waitUntil(() => heardWords(page, 'You'), WAIT);
    await page.reload();
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('status').getByText('Connected', { exact: true }).waitFor();
    expect(connections.at(-1)?.sent[0]).toContain('"type":"resume"');
    await vi.waitUntil(async () => (await playedMs(page)) > 500, WAIT);
    await page.getByRole('log').getByText('Maya').first().waitFor();
  });

  it('starts anew after a reload, and gives a second tab a conversation of its own', async () => {
    const first = await open(makeSpeech());
    await startConversation(first);
    await first.reload();
    await first.getByRole('button', { name: 'Begin a new one' }).click();
    const firstId = await first.evaluate(async () => {
      while (sessionStorage.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
      return JSON.parse(Object.values(sessionStorage)[0]).sessionId;
    });
    const second = await (browser as Browser).context.newPage();
    const secondId = await startConversation(second);
    expect(secondId).not.toBe(firstId);
    for (const page of [first, second]) {
      await vi.waitUntil(async () => (await playedMs(page)) > 500, WAIT);
      await page.getByRole('log').getByText('Maya').first().waitFor();
    }
  });
});

/** Routes the page's connection to the gateway through a proxy. */
async function proxyTo(page: Page): Promise<TcpProxy> {
  const proxy = await TcpProxy.to(new URL(stack.gateway));
  await page.route(`**${TICKETS}`, async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    const url = new URL(body.stream_url);
    url.port = String(proxy.port);
    await route.fulfill({ response, json: { ...body, stream_url: url.href } });
  });
  return proxy;
}

function logWebSockets(page: Page): WebSocketLog[] {
  const connections: WebSocketLog[] = [];
  page.on('websocket', (socket) => {
    const connection: WebSocketLog = { sent: [], received: [] };
    connections.push(connection);
    socket.on('framesent', ({ payload }) => {
      if (typeof payload === 'string') connection.sent.push(payload);
    });
    socket.on('framereceived', ({ payload }) => {
      if (typeof payload === 'string') connection.received.push(payload);
    });
  });
  return connections;
}

function hasReattached(connections: readonly WebSocketLog[]): boolean {
  return connections.at(-1)?.received.includes('{"type":"resumed","reattached":true}') === true;
}

async function heardWords(page: Page, speaker: 'Maya' | 'You'): Promise<boolean> {
  return (await page.getByRole('log').getByText(speaker, { exact: true }).count()) > 0;
}

function greetings(words: string): number {
  return words.split('Good morning').length - 1;
}

/** Returns the captions, one line per turn. */
function captionsOf(page: Page): Promise<string[]> {
  return page.locator('.caption').allTextContents();
}
