import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Browser, collectErrors, openBrowser } from './support/browser.ts';
import { FakeGateway, type GatewayConnection } from './support/fake-gateway.ts';
import { makeSpeech } from './support/speech.ts';

const WAIT = { timeout: 10_000, interval: 50 };
const FIGURES = { roundTripMs: 640, delayMs: 310, underruns: 1 };

describe('a slow connection', () => {
  let browser: Browser;
  let gateway: FakeGateway;
  let page: Page;
  let errors: string[];
  let connection: GatewayConnection;

  beforeAll(async () => {
    browser = await openBrowser({ microphone: makeSpeech().path, permission: true });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    gateway = await FakeGateway.start();
    page = await browser.context.newPage();
    errors = collectErrors(page);
    await gateway.openSignedIn(page, '/?rawMic=1&tap=1');
    await page.getByRole('button', { name: 'Start speaking' }).click();
    await page.getByRole('status').getByText('Connected', { exact: true }).waitFor();
    [connection] = gateway.connections;
    connection.send({ type: 'connection', quality: 'slow', ...FIGURES });
    await panel().waitFor();
  });
  afterEach(async () => {
    await page.close();
    await gateway.stop();
    expect(errors).toEqual([]);
  });

  const panel = () => page.getByRole('region', { name: 'Slow connection' });
  const choose = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());

  it('is shown with its figures, without taking the focus', async () => {
    await page.getByRole('status').getByText('Your connection is slow.').waitFor();
    expect(await panel().textContent()).toMatch(/640 ms.*310 ms/);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
  });

  it('is accepted with the first choice, and shown again when it turns bad', async () => {
    await choose('Go on');
    await panel().waitFor({ state: 'detached' });
    expect(await focused()).toContain('Mute');
    connection.send({ type: 'connection', quality: 'slow', ...FIGURES });
    connection.send({ type: 'connection', quality: 'bad', ...FIGURES });
    await panel().getByText('too slow for a lively conversation').waitFor();
  });

  it('disappears when the connection recovers', async () => {
    connection.send({ type: 'connection', quality: 'ok', ...FIGURES });
    await panel().waitFor({ state: 'detached' });
  });

  it('leads to steady mode with the second: push-to-talk with Space', async () => {
    await choose('Steady mode');
    await vi.waitUntil(() => connection.messagesOf('lagTolerance').at(-1)?.on === true, WAIT);
    await vi.waitUntil(() => connection.messagesOf('mute').at(-1)?.muted === true, WAIT);
    const before = connection.frames.length;
    await page.waitForTimeout(300);
    expect(connection.frames.length).toBe(before);

    await page.keyboard.down(' ');
    await page.getByRole('button', { name: 'Maya hears you' }).waitFor();
    await vi.waitUntil(() => connection.frames.length > before + 5, WAIT);
    await page.keyboard.up(' ');
    await vi.waitUntil(() => connection.messagesOf('mute').at(-1)?.muted === true, WAIT);
    const after = connection.frames.length;

    const talkButton = page.getByRole('button', { name: 'Hold to talk' });
    await talkButton.hover();
    await page.mouse.down();
    await vi.waitUntil(() => connection.frames.length > after + 5, WAIT);
    await page.mouse.move(5, 5);
    await page.mouse.up();
    await vi.waitUntil(() => connection.messagesOf('mute').at(-1)?.muted === true, WAIT);

    await choose('Turn it off');
    await vi.waitUntil(() => connection.messagesOf('lagTolerance').at(-1)?.on === false, WAIT);
    expect(connection.messagesOf('mute').at(-1)?.muted).toBe(false);
    await page.getByRole('button', { name: 'Mute' }).waitFor();
  });

  it('releases push-to-talk when the window loses the focus', async () => {
    await choose('Steady mode');
    await page.keyboard.down(' ');
    await vi.waitUntil(() => connection.messagesOf('mute').at(-1)?.muted === false, WAIT);
    await page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await vi.waitUntil(() => connection.messagesOf('mute').at(-1)?.muted === true, WAIT);
  });

  it('skips the test with the third, once confirmed', async () => {
    await choose('Skip the test');
    const dialog = page.getByRole('dialog', { name: 'Skip the speaking test?' });
    await dialog.getByRole('button', { name: 'Keep talking' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(connection.messagesOf('end')).toEqual([]);
    expect(await focused()).toBe('Skip the test');

    await choose('Skip the test');
    await dialog.getByRole('button', { name: 'Skip the test' }).click();
    await vi.waitUntil(() => connection.messagesOf('end').at(-1)?.skipped === true, WAIT);
    connection.send({ type: 'ended', reason: 'skipped' });
    connection.close(1000);
    await page
      .getByText('You skipped the test. It can be begun three times before it is used up.')
      .waitFor();
  });
});
