import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Browser, faultsOf, openBrowser, playedMs } from './support/browser.ts';
import { type Conversation, FakeGateway } from './support/fake-gateway.ts';
import { makeSpeech } from './support/speech.ts';

const PATIENCE = { timeout: 10_000, interval: 50 };

describe('a conversation that goes on', () => {
  let browser: Browser;
  let gateway: FakeGateway;
  let page: Page;
  let faults: string[];

  beforeAll(async () => {
    browser = await openBrowser({ microphone: makeSpeech().path, permission: true });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    gateway = await FakeGateway.start();
    page = await browser.context.newPage();
    faults = faultsOf(page);
    await gateway.visit(page, '/?rawMic=1&tap=1');
  });
  afterEach(async () => {
    await page.close();
    await gateway.stop();
    expect(faults).toEqual([]);
  });

  /** Begins a conversation that has a capsule. */
  async function talk(): Promise<Conversation> {
    await page.getByRole('button', { name: 'Start speaking' }).click();
    await connected();
    const [conversation] = gateway.conversations;
    conversation.seal(1);
    await vi.waitUntil(() => conversation.of('capsuleStored').length === 1, PATIENCE);
    return conversation;
  }

  async function connected(): Promise<void> {
    await page.getByRole('status').getByText('Connected', { exact: true }).waitFor();
  }

  async function cameBack(): Promise<Conversation> {
    await vi.waitUntil(() => gateway.conversations.at(1)?.resumes === true, PATIENCE);
    await connected();
    return gateway.conversations[1];
  }

  it('loses nothing of either voice when the connection is lost in mid-sentence', async () => {
    const first = await talk();
    first.say(1, 'Tell me about the place where you live.', 2000);
    first.acknowledges = false;
    const acknowledged = first.frames.length;
    await vi.waitUntil(() => first.frames.length > acknowledged + 10, PATIENCE);
    const lostAt = Date.now();
    first.vanish();
    const second = await cameBack();
    expect(Date.now() - lostAt).toBeLessThan(3000);
    const [resume] = second.of('resume');
    expect(resume).toMatchObject({ capsule: 'sealed-1', epoch: 1, receivedMs: 2000, captions: 1 });
    expect(gateway.sessions).toEqual([undefined, 'session-1']);

    second.speak(1, 500);
    await vi.waitUntil(() => second.frames.length > 40, PATIENCE);
    const numbers = second.frames.map(({ sequence }) => sequence);
    expect(numbers[0]).toBe(resume.sequence);
    expect(numbers).toEqual(numbers.map((_, n) => resume.sequence + n));
    expect(resume.sequence).toBeLessThan(first.frames.length);
    for (const frame of second.frames) {
      const before = first.frames.at(frame.sequence);
      if (before !== undefined) expect(frame.pcm.equals(before.pcm)).toBe(true);
    }
    await vi.waitUntil(async () => (await playedMs(page)) > 2450, PATIENCE);
    expect(await playedMs(page)).toBeLessThan(2550);
    await page.getByRole('log').getByText('Tell me about the place').waitFor();
  });

  it('is silent at once when another node took over in the middle of a reply', async () => {
    gateway.onStart = (conversation) =>
      conversation.resumes ? conversation.goOn(false) : conversation.goLive();
    const first = await talk();
    first.speak(1, 5000, false);
    await vi.waitUntil(async () => (await playedMs(page)) > 300, PATIENCE);
    first.vanish();
    const second = await cameBack();
    expect(second.of('resume')[0].replyLost).toBe(true);
    second.send({ type: 'clear', epoch: 2 });
    await page.waitForTimeout(200);
    const before = await playedMs(page);
    await page.waitForTimeout(400);
    expect(await playedMs(page)).toBe(before);
    second.say(2, 'We were at your home town.', 600);
    await vi.waitUntil(async () => (await playedMs(page)) > before + 550, PATIENCE);
  });

  it.each([false, true])('notices a node that says nothing any more; muted: %s', async (muted) => {
    const first = await talk();
    if (muted) await page.getByRole('button', { name: 'Mute' }).click();
    else first.acknowledges = false;
    const second = await cameBack();
    expect(second.of('mute')).toEqual([{ type: 'mute', muted }]);
  });

  it('answers pings in a page that is hidden', async () => {
    const conversation = await talk();
    const other = await browser.context.newPage();
    await other.bringToFront();
    conversation.send({ type: 'ping', id: 41 });
    await vi.waitUntil(() => conversation.of('pong').at(-1)?.id === 41, PATIENCE);
    await other.close();
  });

  it('is offered after a reload, and goes on with a tap', async () => {
    const first = await talk();
    await vi.waitUntil(() => first.frames.length > 20, PATIENCE);
    await page.reload();
    await page.getByRole('heading', { name: 'Your conversation was interrupted' }).waitFor();
    expect(gateway.conversations.length).toBe(1);
    await page.getByRole('button', { name: 'Go on' }).click();
    const second = await cameBack();
    await vi.waitUntil(() => second.frames.length > 5, PATIENCE);
    const [{ sequence, replyLost }] = second.of('resume');
    expect(replyLost).toBe(true);
    expect(sequence).toBeGreaterThanOrEqual(first.frames.length);
    expect(second.frames[0].sequence).toBe(sequence);
  });

  it('is forgotten when a new one is begun after a reload', async () => {
    await talk();
    await page.reload();
    await page.getByRole('button', { name: 'Begin a new one' }).click();
    await connected();
    expect(gateway.sessions).toEqual([undefined, undefined]);
    expect(gateway.conversations[1].of('start').length).toBe(1);
    await page.reload();
    await page.getByRole('button', { name: 'Start speaking' }).waitFor();
  });

  it('leaves nothing in the page once it is over', async () => {
    const conversation = await talk();
    const kept = () => page.evaluate(() => [sessionStorage.length, Object.keys(localStorage)]);
    expect(await kept()).toEqual([1, ['sign-in']]);
    conversation.send({ type: 'ended', reason: 'examiner' });
    await page.getByText('Finished').waitFor();
    expect(await kept()).toEqual([0, ['sign-in']]);
  });

  it('says that it goes on elsewhere, and does not come back', async () => {
    (await talk()).close(4409);
    await page.getByRole('heading', { name: 'Your conversation goes on elsewhere' }).waitFor();
    await page.waitForTimeout(500);
    expect(gateway.conversations.length).toBe(1);
    await page.reload();
    await page.getByRole('button', { name: 'Start speaking' }).waitFor();
  });

  it('says why it cannot go on', async () => {
    gateway.onStart = (conversation) => {
      if (!conversation.resumes) return conversation.goLive();
      conversation.send({ type: 'error', code: 'capsule_expired', detail: 'too old' });
      conversation.close(4410);
    };
    (await talk()).vanish();
    await page.getByRole('heading', { name: 'The interruption was too long' }).waitFor();
    await page.getByRole('button', { name: 'New conversation' }).waitFor();
  });
});
