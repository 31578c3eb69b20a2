import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Browser, collectErrors, openBrowser, playedMs } from './support/browser.ts';
import { FakeGateway, type GatewayConnection } from './support/fake-gateway.ts';
import { makeSpeech } from './support/speech.ts';

const WAIT = { timeout: 10_000, interval: 50 };

describe('a resumed conversation', () => {
  let browser: Browser;
  let gateway: FakeGateway;
  let page: Page;
  let errors: string[];

  beforeAll(async () => {
    browser = await openBrowser({ microphone: makeSpeech().path, permission: true });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    gateway = await FakeGateway.start();
    page = await browser.context.newPage();
    errors = collectErrors(page);
    await gateway.openSignedIn(page, '/?rawMic=1&tap=1');
  });
  afterEach(async () => {
    await page.close();
    await gateway.stop();
    expect(errors).toEqual([]);
  });

  /** Starts a conversation that has a capsule. */
  async function startConversation(): Promise<GatewayConnection> {
    await page.getByRole('button', { name: 'Start speaking' }).click();
    await connected();
    const [connection] = gateway.connections;
    connection.sendCapsule(1);
    await vi.waitUntil(() => connection.messagesOf('capsuleStored').length === 1, WAIT);
    return connection;
  }

  async function connected(): Promise<void> {
    await page.getByRole('status').getByText('Connected', { exact: true }).waitFor();
  }

  async function cameBack(): Promise<GatewayConnection> {
    await vi.waitUntil(() => gateway.connections.at(1)?.isResume === true, WAIT);
    await connected();
    return gateway.connections[1];
  }

  it('loses no audio in either direction when the connection is lost in mid-sentence', async () => {
    const first = await startConversation();
    first.sendReply(1, 'Tell me about the place where you live.', 2000);
    first.acknowledging = false;
    const acknowledged = first.frames.length;
    await vi.waitUntil(() => first.frames.length > acknowledged + 10, WAIT);
    const lostAt = Date.now();
    first.terminate();
    const second = await cameBack();
    expect(Date.now() - lostAt).toBeLessThan(3000);
    const [resume] = second.messagesOf('resume');
    expect(resume).toMatchObject({ capsule: 'sealed-1', epoch: 1, receivedMs: 2000, captions: 1 });
    expect(gateway.sessions).toEqual([undefined, 'session-1']);

    second.sendTone(1, 500);
    await vi.waitUntil(() => second.frames.length > 40, WAIT);
    const numbers = second.frames.map(({ sequence }) => sequence);
    expect(numbers[0]).toBe(resume.sequence);
    expect(numbers).toEqual(numbers.map((_, n) => resume.sequence + n));
    expect(resume.sequence).toBeLessThan(first.frames.length);
    for (const frame of second.frames) {
      const before = first.frames.at(frame.sequence);
      if (before !== undefined) expect(frame.pcm.equals(before.pcm)).toBe(true);
    }
    await vi.waitUntil(async () => (await playedMs(page)) > 2450, WAIT);
    expect(await playedMs(page)).toBeLessThan(2550);
    await page.getByRole('log').getByText('Tell me about the place').waitFor();
  });

  it('is silent at once when another node took over in the middle of a reply', async () => {
    gateway.onConnection = (connection) =>
      connection.isResume ? connection.acceptResume(false) : connection.acceptStart();
    const first = await startConversation();
    first.sendTone(1, 5000, false);
    await vi.waitUntil(async () => (await playedMs(page)) > 300, WAIT);
    first.terminate();
    const second = await cameBack();
    expect(second.messagesOf('resume')[0].replyLost).toBe(true);
    second.send({ type: 'clear', epoch: 2 });
    await page.waitForTimeout(200);
    const before = await playedMs(page);
    await page.waitForTimeout(400);
    expect(await playedMs(page)).toBe(before);
    second.sendReply(2, 'We were at your home town.', 600);
    await vi.waitUntil(async () => (await playedMs(page)) > before + 550, WAIT);
  });

  it.each([false, true])('detects a silent node; muted: %s', async (muted) => {
    const first = await startConversation();
    if (muted) await page.getByRole('button', { name: 'Mute' }).click();
    else first.acknowledging = false;
    const second = await cameBack();
    expect(second.messagesOf('mute')).toEqual([{ type: 'mute', muted }]);
  });

  it('answers pings in a page that is hidden', async () => {
    const connection = await startConversation();
    const other = await browser.context.newPage();
    await other.bringToFront();
    connection.send({ type: 'ping', id: 41 });
    await vi.waitUntil(() => connection.messagesOf('pong').at(-1)?.id === 41, WAIT);
    await other.close();
  });

  it('is offered after a reload, and resumes with a tap', async () => {
    const first = await startConversation();
    await vi.waitUntil(() => first.frames.length > 20, WAIT);
    await page.reload();
    await page.getByRole('heading', { name: 'Your conversation was interrupted' }).waitFor();
    expect(gateway.connections.length).toBe(1);
    await page.getByRole('button', { name: 'Go on' }).click();
    const second = await cameBack();
    await vi.waitUntil(() => second.frames.length > 5, WAIT);
    const [{ sequence, replyLost }] = second.messagesOf('resume');
    expect(replyLost).toBe(true);
    expect(sequence).toBeGreaterThanOrEqual(first.frames.length);
    expect(second.frames[0].sequence).toBe(sequence);
  });

  it('is discarded when a new one is started after a reload', async () => {
    await startConversation();
    await page.reload();
    await page.getByRole('button', { name: 'Begin a new one' }).click();
    await connected();
    expect(gateway.sessions).toEqual([undefined, undefined]);
    expect(gateway.connections[1].messagesOf('start').length).toBe(1);
    await page.reload();
    await page.getByRole('button', { name: 'Start speaking' }).waitFor();
  });

  it('leaves nothing in storage once it is over', async () => {
    const connection = await startConversation();
    const storedKeys = () =>
      page.evaluate(() => [sessionStorage.length, Object.keys(localStorage)]);
    expect(await storedKeys()).toEqual([1, ['sign-in']]);
    connection.send({ type: 'ended', reason: 'examiner' });
    await page.getByText('Finished').waitFor();
    expect(await storedKeys()).toEqual([0, ['sign-in']]);
  });

  it('shows a takeover, and does not reconnect', async () => {
    (await startConversation()).close(4409);
    await page.getByRole('heading', { name: 'Your conversation goes on elsewhere' }).waitFor();
    await page.waitForTimeout(500);
    expect(gateway.connections.length).toBe(1);
    await page.reload();
    await page.getByRole('button', { name: 'Start speaking' }).waitFor();
  });

  it('shows why it cannot be resumed', async () => {
    gateway.onConnection = (connection) => {
      if (!connection.isResume) return connection.acceptStart();
      connection.send({ type: 'error', code: 'capsule_expired', detail: 'too old' });
      connection.close(4410);
    };
    (await startConversation()).terminate();
    await page.getByRole('heading', { name: 'The interruption was too long' }).waitFor();
    await page.getByRole('button', { name: 'New conversation' }).waitFor();
  });
});
