import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Browser, openBrowser, playedMs } from './support/browser.ts';
import { type Conversation, FakeGateway } from './support/fake-gateway.ts';
import { pictures } from './support/pictures.ts';
import { makeSpeech } from './support/speech.ts';

/** Each state is checked by axe, and pictured in e2e/output for a person to look at. */
describe('the page is accessible', () => {
  let browser: Browser;
  let gateway: FakeGateway;
  let page: Page;

  beforeAll(async () => {
    browser = await openBrowser({ microphone: makeSpeech().path, permission: true });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    gateway = await FakeGateway.start();
    page = await browser.context.newPage();
    await gateway.visit(page, '/?tap=1');
  });
  afterEach(async () => {
    await page.close();
    await gateway.stop();
  });

  it('before the start', () => pictures(page, 'start'));

  it('while Maya speaks', async () => {
    const conversation = await talk();
    dialogue(conversation);
    conversation.say(3, 'I see. And what do you like most about living by the sea?', 12_000);
    await vi.waitUntil(async () => (await playedMs(page)) > 600, { timeout: 10_000 });
    await pictures(page, 'speaking');
  });

  it('while she listens', async () => {
    const conversation = await talk();
    dialogue(conversation);
    conversation.say(3, 'I see.', 200);
    await page.getByText('Listening').waitFor();
    await pictures(page, 'listening');
  });

  it('while she thinks, muted', async () => {
    const conversation = await talk();
    dialogue(conversation);
    await page.getByRole('button', { name: 'Mute' }).click();
    await page.getByText('Thinking').waitFor();
    await pictures(page, 'thinking-muted');
  });

  it('while the connection is lost', async () => {
    const conversation = await talk();
    dialogue(conversation);
    conversation.send({ type: 'status', state: 'retrying', attempt: 2, retryInMs: 1000 });
    await page.getByText('Reconnecting').first().waitFor();
    await pictures(page, 'reconnecting');
  });

  it('on a slow connection, in steady mode, and before the test is skipped', async () => {
    const conversation = await talk();
    dialogue(conversation);
    const figures = { roundTripMs: 1240, delayMs: 620, underruns: 3 };
    conversation.send({ type: 'connection', quality: 'bad', ...figures });
    await page.getByRole('region', { name: 'Slow connection' }).waitFor();
    await pictures(page, 'lag');
    await page.getByRole('button', { name: 'Skip the test' }).click();
    await pictures(page, 'lag-skip');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Steady mode' }).click();
    await page.getByRole('region', { name: 'Steady mode' }).waitFor();
    await pictures(page, 'lag-steady');
  });

  it('after a reload', async () => {
    const conversation = await talk();
    conversation.seal(1);
    await vi.waitUntil(() => conversation.of('capsuleStored').length === 1);
    await page.reload();
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    await pictures(page, 'interrupted');
  });

  it('when the conversation goes on elsewhere', async () => {
    const conversation = await talk();
    dialogue(conversation);
    conversation.close(4409);
    await page.getByRole('heading', { name: 'Your conversation goes on elsewhere' }).waitFor();
    await pictures(page, 'taken-over');
  });

  it('where Maya is far away', async () => {
    gateway.api.thresholds = { slow: 0, bad: 60_000 };
    dialogue(await talk());
    await page.getByRole('button', { name: 'Understood' }).waitFor();
    await pictures(page, 'distance');
  });

  it('when no attempt is left', async () => {
    gateway.refusal = [403, 'no_attempts'];
    await page.getByRole('button', { name: 'Start speaking' }).click();
    await page.getByRole('heading', { name: 'You have no speaking test left' }).waitFor();
    await pictures(page, 'no-attempts');
  });

  it('while no new tests begin', async () => {
    gateway.api.config.new_tests = false;
    await page.reload();
    await page.getByText('New tests begin again soon.').waitFor();
    expect(await page.getByRole('button', { name: 'Start speaking' }).isDisabled()).toBe(true);
    await pictures(page, 'tests-stopped');
  });

  it('when it is too old, until it is updated', async () => {
    gateway.api.config.minimum_app_version = '99999.0.0';
    await page.reload();
    await page.getByText('There is a newer version of this page.').waitFor();
    expect(await page.getByRole('button', { name: 'Start speaking' }).count()).toBe(0);
    await pictures(page, 'outdated');
    gateway.api.config.minimum_app_version = '0.0.0';
    await page.getByRole('button', { name: 'Update' }).click();
    await page.getByRole('button', { name: 'Start speaking' }).waitFor();
  });

  it('when it is too old, with a conversation to go on with', async () => {
    const conversation = await talk();
    conversation.seal(1);
    await vi.waitUntil(() => conversation.of('capsuleStored').length === 1);
    gateway.api.config.minimum_app_version = '99999.0.0';
    await page.reload();
    await page.getByRole('button', { name: 'Begin a new one' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('status').getByText('Connected', { exact: true }).waitFor();
    gateway.conversations[1].close(1000);
    await page.getByRole('button', { name: 'Update' }).waitFor();
    await pictures(page, 'outdated-at-the-end');
  });

  it('when a problem came and no new tests begin', async () => {
    gateway.refusal = [503, 'new_tests_stopped'];
    await page.getByRole('button', { name: 'Start speaking' }).click();
    await page.getByRole('heading', { name: 'No new tests for the moment' }).waitFor();
    gateway.api.config.new_tests = false;
    // As when somebody comes back to it.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('New tests begin again soon.').waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).isDisabled()).toBe(true);
    await pictures(page, 'problem-stopped');
  });

  it('at the end', async () => {
    const conversation = await talk();
    dialogue(conversation);
    conversation.close(1000);
    await page.getByText('Finished').waitFor();
    await pictures(page, 'ended');
  });

  it('with text at 200 %', async () => {
    const conversation = await talk();
    dialogue(conversation);
    await page.getByText('By the sea.').waitFor();
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    await pictures(page, 'large-text');
  });

  async function talk(): Promise<Conversation> {
    await page.getByRole('button', { name: 'Start speaking' }).click();
    await page.getByRole('status').getByText('Connected', { exact: true }).waitFor();
    const [conversation] = gateway.conversations;
    return conversation;
  }
});

describe('the page is accessible', () => {
  it('with the microphone blocked', async () => {
    const gateway = await FakeGateway.start();
    const browser = await openBrowser({ permission: false });
    try {
      const page = await browser.context.newPage();
      await gateway.visit(page);
      await page.getByRole('button', { name: 'Start speaking' }).click();
      await page.getByRole('heading', { name: 'The microphone is blocked' }).waitFor();
      await pictures(page, 'denied');
    } finally {
      await browser.close();
      await gateway.stop();
    }
  });
});

function dialogue(conversation: Conversation): void {
  const say = (speaker: 'examiner' | 'candidate', epoch: number, text: string) =>
    conversation.send({ type: 'caption', speaker, stage: 'final', epoch, text });
  say('examiner', 1, 'Good morning. My name is Maya, and I will be your examiner today.');
  say('examiner', 1, 'Could you tell me your full name, please?');
  say('candidate', 1, 'Good morning. My name is Alex Kim.');
  say('examiner', 2, 'Thank you, Alex. Let us talk about where you live.');
  say('candidate', 2, 'I come from a small town by the sea.');
  say('candidate', 2, 'I like to walk along the beach in the evening, when it is quiet.');
}
