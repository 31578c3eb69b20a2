import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { FRAME_MS, FRAME_SAMPLES } from '../src/core/audio/framer.ts';
import {
  type Browser,
  collectErrors,
  handledClears,
  measureClears,
  openBrowser,
  playedLevels,
  playedMs,
} from './support/browser.ts';
import { correlation } from './support/correlation.ts';
import { FakeGateway, type GatewayConnection } from './support/fake-gateway.ts';
import { fromPcm, makeSpeech, type Speech } from './support/speech.ts';

const WAIT = { timeout: 10_000, interval: 50 };

describe('the page with a fake gateway', () => {
  let speech: Speech;
  let browser: Browser;
  let gateway: FakeGateway;
  let page: Page;
  let errors: string[];

  beforeAll(async () => {
    speech = makeSpeech();
    browser = await openBrowser({ microphone: speech.path, permission: true });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    gateway = await FakeGateway.start();
    page = await browser.context.newPage();
    errors = collectErrors(page);
  });
  afterEach(async () => {
    await page.close();
    await gateway.stop();
    expect(errors).toEqual([]);
  });

  async function startConversation(on: Page = page): Promise<GatewayConnection> {
    const before = gateway.connections.length;
    await gateway.openSignedIn(on, '/?rawMic=1&tap=1');
    await on.getByRole('button', { name: 'Start speaking' }).click();
    await vi.waitUntil(() => gateway.connections.length > before, WAIT);
    await on.getByRole('status').getByText('Connected', { exact: true }).waitFor();
    return gateway.connections[before];
  }

  it("sends the microphone in sequence, with the file's audio", async () => {
    const connection = await startConversation();
    const needed = Math.ceil((speech.seconds * 1000) / FRAME_MS);
    await vi.waitUntil(() => connection.frames.length >= needed, {
      timeout: 30_000,
      interval: 100,
    });
    const { frames } = connection;
    expect(frames.map(({ sequence }) => sequence)).toEqual([...frames.keys()]);
    expect(new Set(frames.map(({ pcm }) => pcm.length))).toEqual(new Set([FRAME_SAMPLES * 2]));
    const steps = frames.slice(1).map(({ captureMs }, n) => captureMs - frames[n].captureMs);
    // A busy machine's fake microphone drops audio, but its clock runs on.
    expect(steps.every((step) => step >= FRAME_MS - 1)).toBe(true);
    const regular = steps.filter((step) => step <= FRAME_MS + 1).length;
    expect(regular / steps.length).toBeGreaterThan(0.9);
    const heard = fromPcm(Buffer.concat(frames.map(({ pcm }) => pcm)));
    const value = correlation(speech.samples16k, heard);
    console.info(`correlation of the microphone: ${value.toFixed(4)}`);
    expect(value).toBeGreaterThanOrEqual(0.95);
  });

  it("plays all of Maya's audio and reports it", async () => {
    const connection = await startConversation();
    connection.sendReply(1, 'Good morning.', 1200);
    await vi.waitUntil(() => connection.messagesOf('playout').at(-1)?.playedMs === 1200, WAIT);
    expect(connection.messagesOf('playout').at(-1)).toMatchObject({
      epoch: 1,
      bufferedMs: 0,
      underruns: 0,
    });
    expect(await playedMs(page)).toBeGreaterThan(1190);
    expect(Math.max(...(await playedLevels(page)))).toBeCloseTo(9000 / 0x8000 / Math.SQRT2, 1);
  });

  it('shows planned captions dimmed and final ones in the log', async () => {
    const connection = await startConversation();
    connection.sendReply(1, 'Good morning. What is your name?', 500);
    const log = page.getByRole('log');
    await log.getByText('Good morning. What is your name?').waitFor();
    expect(await log.locator('[aria-hidden=true]').getByText('Good morning').count()).toBe(1);
    caption(connection, 'examiner', 'Good morning.');
    caption(connection, 'examiner', 'What is your name?');
    caption(connection, 'candidate', 'My name is Alex.');
    await log.getByText('My name is Alex.').waitFor();
    expect(await log.locator('.caption-planned').count()).toBe(0);
    expect(await log.textContent()).toMatch(
      /MayaGood morning\. What is your name\? YouMy name is Alex\./,
    );
  });

  it('is silent within 50 ms of clear in 9 of 10 barge-ins', async () => {
    const connection = await startConversation();
    for (let epoch = 1; epoch <= 10; epoch++) {
      const before = await playedMs(page);
      connection.sendTone(epoch, 3000, false);
      await vi.waitUntil(async () => (await playedMs(page)) > before + 250, WAIT);
      connection.send({ type: 'clear', epoch: epoch + 1 });
      // Audio in flight at the barge-in is dropped.
      connection.sendTone(epoch, 100, false);
      await vi.waitUntil(async () => (await handledClears(page)) === epoch, WAIT);
      // Else the next reply starts right behind the fade, without silence to measure.
      await page.waitForTimeout(100);
    }
    await page.waitForTimeout(200);
    const times = (await measureClears(page)).map(({ silentAfterMs }) => Math.round(silentAfterMs));
    console.info(`ms from clear to silence: ${times.join(' ')}`);
    expect(times.filter((ms) => ms <= 50).length).toBeGreaterThanOrEqual(9);
    expect((await playedLevels(page)).slice(-3)).toEqual([0, 0, 0]);
  });

  it('mutes with the button and with M', async () => {
    const connection = await startConversation();
    const mute = page.getByRole('button', { name: 'Mute' });
    await mute.click();
    await vi.waitUntil(() => connection.messagesOf('mute').at(-1)?.muted === true, WAIT);
    expect(await mute.getAttribute('aria-pressed')).toBe('true');
    const count = connection.frames.length;
    await page.waitForTimeout(300);
    expect(connection.frames.length).toBe(count);
    await page.keyboard.press('m');
    await vi.waitUntil(() => connection.messagesOf('mute').at(-1)?.muted === false, WAIT);
    await vi.waitUntil(() => connection.frames.length > count, WAIT);
    expect(connection.frames.map(({ sequence }) => sequence)).toEqual([
      ...connection.frames.keys(),
    ]);
  });

  it('starts a new conversation after a reload', async () => {
    const first = await startConversation();
    await page.reload();
    await vi.waitUntil(() => first.closeCode !== undefined, WAIT);
    const second = await startConversation();
    second.sendReply(1, 'Hello again.', 600);
    await page.getByRole('log').getByText('Hello again.').waitFor();
    await vi.waitUntil(async () => (await playedMs(page)) > 500, WAIT);
  });

  it('gives a second tab a conversation of its own', async () => {
    const first = await startConversation();
    const tab = await browser.context.newPage();
    const second = await startConversation(tab);
    first.sendReply(1, 'To the first.', 400);
    second.sendReply(1, 'To the second.', 400);
    await page.getByRole('log').getByText('To the first.').waitFor();
    await tab.getByRole('log').getByText('To the second.').waitFor();
    await vi.waitUntil(() => second.frames.length > 10 && first.frames.length > 10, WAIT);
    await tab.close();
    await vi.waitUntil(() => second.closeCode !== undefined, WAIT);
    expect(first.closeCode).toBeUndefined();
  });

  it('reconnects after a lost connection, and starts with current audio', async () => {
    const first = await startConversation();
    first.acknowledging = false;
    await vi.waitUntil(() => first.frames.length > 20, WAIT);
    first.terminate();
    await vi.waitUntil(() => gateway.connections.length === 2, WAIT);
    const second = gateway.connections[1];
    await vi.waitUntil(() => second.frames.length > 40, WAIT);
    expect(second.frames.map(({ sequence }) => sequence)).toEqual([...second.frames.keys()]);
    expect(second.frames[0].captureMs).toBeGreaterThan(first.frames.at(-1)?.captureMs ?? 0);
    await page.getByRole('status').getByText('Connected', { exact: true }).waitFor();
  });

  it.each([4000, 1001, 1011])('reconnects with a new ticket after close code %i', async (code) => {
    (await startConversation()).close(code);
    await vi.waitUntil(() => gateway.connections.length === 2, WAIT);
    await page.getByRole('status').getByText('Connected', { exact: true }).waitFor();
  });

  it.each([4400, 1008])('stops after close code %i and says so', async (code) => {
    (await startConversation()).close(code);
    await page.getByRole('heading', { name: 'The conversation broke off' }).waitFor();
    await page.waitForTimeout(300);
    expect(gateway.connections.length).toBe(1);
  });

  it('says that Maya cannot be reached when the gateway stays unavailable', async () => {
    const first = await startConversation();
    gateway.refusal = [503, 'tickets_unavailable'];
    first.terminate();
    await page.getByText('Reconnecting').first().waitFor();
    await page
      .getByRole('heading', { name: 'Maya cannot be reached' })
      .waitFor({ timeout: 20_000 });
    gateway.refusal = undefined;
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('status').getByText('Connected', { exact: true }).waitFor();
  });

  it.each([
    [403, 'no_attempts', 'You have no speaking test left'],
    [503, 'new_tests_stopped', 'No new tests for the moment'],
    [421, 'wrong_region', 'You could not be let in'],
  ] as const)('shows at once that no ticket is issued: %i %s', async (status, slug, title) => {
    gateway.refusal = [status, slug];
    await gateway.openSignedIn(page);
    await page.getByRole('button', { name: 'Start speaking' }).click();
    await page.getByRole('heading', { name: title }).waitFor();
    await page.waitForTimeout(300);
    const asked = gateway.api.requests.filter((call) => call.includes('nova-sonic')).length;
    // After 421 the browser itself retries, over another connection (RFC 9110, 15.5.20).
    expect(asked).toBeLessThanOrEqual(status === 421 ? 2 : 1);
  });

  it('requests tickets in us-east-1, and uses one attempt for a conversation', async () => {
    const first = await startConversation();
    first.terminate();
    await vi.waitUntil(() => gateway.connections.length === 2, WAIT);
    expect(gateway.sessions).toEqual([undefined, 'session-1']);
    const calls = gateway.api.requests.filter((call) => call.includes('nova-sonic'));
    expect(new Set(calls)).toEqual(new Set(['us-east-1 POST /api/nova-sonic/sessions']));
  });

  it('shows a notice about high latency', async () => {
    gateway.api.thresholds = { slow: 0, bad: 60_000 };
    await startConversation();
    const notice = page.getByText('Maya answers from North America.');
    await notice.waitFor();
    await page.getByRole('button', { name: 'Understood' }).click();
    await notice.waitFor({ state: 'detached' });
  });

  it('ends when the candidate ends it, and releases the microphone', async () => {
    const connection = await startConversation();
    await page.getByRole('button', { name: 'End' }).click();
    await vi.waitUntil(() => connection.messagesOf('end').length === 1, WAIT);
    const count = connection.frames.length;
    connection.send({ type: 'ended', reason: 'client' });
    connection.close(1000);
    await page.getByText('Finished').waitFor();
    expect(connection.frames.length).toBe(count);
    await page.getByRole('button', { name: 'Speak again' }).waitFor();
  });

  it("plays Maya's final reply when she ends it", async () => {
    const connection = await startConversation();
    connection.sendTone(1, 1500);
    await vi.waitUntil(async () => (await playedMs(page)) > 200, WAIT);
    connection.send({ type: 'ended', reason: 'examiner' });
    connection.close(1000);
    await page.getByText('Finished').waitFor();
    expect(await playedMs(page)).toBeGreaterThan(1490);
  });
});

describe('the page without a microphone', () => {
  it('explains how to allow it', async () => {
    const gateway = await FakeGateway.start();
    const browser = await openBrowser({ permission: false });
    try {
      const page = await browser.context.newPage();
      await gateway.openSignedIn(page);
      await page.getByRole('button', { name: 'Start speaking' }).click();
      await page.getByRole('heading', { name: 'The microphone is blocked' }).waitFor();
      expect(gateway.connections.length).toBe(0);
    } finally {
      await browser.close();
      await gateway.stop();
    }
  });
});

function caption(to: GatewayConnection, speaker: 'examiner' | 'candidate', text: string): void {
  to.send({ type: 'caption', speaker, stage: 'final', epoch: 1, text });
}
