import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkAccessibility, checkStandInNote } from './support/accessibility.ts';
import { type Browser, openBrowser, playedMs } from './support/browser.ts';
import { FakeGateway, type GatewayConnection } from './support/fake-gateway.ts';
import { makeSpeech } from './support/speech.ts';

/** Accessibility of each state, checked by axe, with screenshots in e2e/output to look at. */
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
    await gateway.openSignedIn(page, '/?tap=1');
  });
  afterEach(async () => {
    await page.close();
    await gateway.stop();
  });

  it('before the start', async () => {
    await page.getByRole('button', { name: 'Start speaking' }).waitFor();
    await checkAccessibility(page, 'start');
    expect(await page.getByRole('note').count()).toBe(0);
  });

  it('on a local stack, whose Maya is a stand-in', async () => {
    gateway.isStandIn = true;
    await page.reload();
    await checkStandInNote(page);
    sendDialogue(await startConversation());
    await checkStandInNote(page);
    await checkAccessibility(page, 'stand-in');
  });

  it('while Maya speaks', async () => {
    const connection = await startConversation();
    sendDialogue(connection);
    connection.sendReply(3, 'I see. And what do you like most about living by the sea?', 12_000);
    await vi.waitUntil(async () => (await playedMs(page)) > 600, { timeout: 10_000 });
    await checkAccessibility(page, 'speaking');
  });

  it('while she listens', async () => {
    const connection = await startConversation();
    sendDialogue(connection);
    connection.sendReply(3, 'I see.', 200);
    await page.getByText('Listening').waitFor();
    await checkAccessibility(page, 'listening');
  });

  it('while she thinks, muted', async () => {
    const connection = await startConversation();
    sendDialogue(connection);
    await page.getByRole('button', { name: 'Mute' }).click();
    await page.getByText('Thinking').waitFor();
    await checkAccessibility(page, 'thinking-muted');
  });

  it('while the connection is lost', async () => {
    const connection = await startConversation();
    sendDialogue(connection);
    connection.send({ type: 'status', state: 'retrying', attempt: 2, retryInMs: 1000 });
    await page.getByText('Reconnecting').first().waitFor();
    await checkAccessibility(page, 'reconnecting');
  });

  it('on a slow connection, in steady mode, and before the test is skipped', async () => {
    const connection = await startConversation();
    sendDialogue(connection);
    const figures = { roundTripMs: 1240, delayMs: 620, underruns: 3 };
    connection.send({ type: 'connection', quality: 'bad', ...figures });
    await page.getByRole('region', { name: 'Slow connection' }).waitFor();
    await checkAccessibility(page, 'lag');
    await page.getByRole('button', { name: 'Skip the test' }).click();
    await checkAccessibility(page, 'lag-skip');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Steady mode' }).click();
    await page.getByRole('region', { name: 'Steady mode' }).waitFor();
    await checkAccessibility(page, 'lag-steady');
  });

  it('after a reload', async () => {
    const connection = await startConversation();
    connection.sendCapsule(1);
    await vi.waitUntil(() => connection.messagesOf('capsuleStored').length === 1);
    await page.reload();
    await page.getByRole('button', { name: 'Go on' }).waitFor();
    await checkAccessibility(page, 'interrupted');
  });

  it('when the conversation was taken over', async () => {
    const connection = await startConversation();
    sendDialogue(connection);
    connection.close(4409);
    await page.getByRole('heading', { name: 'Your conversation goes on elsewhere' }).waitFor();
    await checkAccessibility(page, 'taken-over');
  });

  it('where Maya is far away', async () => {
    gateway.api.thresholds = { slow: 0, bad: 60_000 };
    sendDialogue(await startConversation());
    await page.getByRole('button', { name: 'Understood' }).waitFor();
    await checkAccessibility(page, 'distance');
  });

  it('when no attempt is left', async () => {
    gateway.refusal = [403, 'no_attempts'];
    await page.getByRole('button', { name: 'Start speaking' }).click();
    await page.getByRole('heading', { name: 'You have no speaking test left' }).waitFor();
    await checkAccessibility(page, 'no-attempts');
  });

  it('while new tests are stopped', async () => {
    gateway.api.config.new_tests = false;
    await page.reload();
    await page.getByText('New tests begin again soon.').waitFor();
    expect(await page.getByRole('button', { name: 'Start speaking' }).isDisabled()).toBe(true);
    await checkAccessibility(page, 'tests-stopped');
  });

  it('when it is outdated, until it is updated', async () => {
    gateway.api.config.minimum_app_version = '99999.0.0';
    await page.reload();
    await page.getByText('There is a newer version of this page.').waitFor();
    expect(await page.getByRole('button', { name: 'Start speaking' }).count()).toBe(0);
    await checkAccessibility(page, 'outdated');
    gateway.api.config.minimum_app_version = '0.0.0';
    await page.getByRole('button', { name: 'Update' }).click();
    await page.getByRole('button', { name: 'Start speaking' }).waitFor();
  });

  it('when it is outdated, with a conversation to resume', async () => {
    const connection = await startConversation();
    connection.sendCapsule(1);
    await vi.waitUntil(() => connection.messagesOf('capsuleStored').length === 1);
    gateway.api.config.minimum_app_version = '99999.0.0';
    await page.reload();
    await page.getByRole('button', { name: 'Begin a new one' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByRole('status').getByText('Connected', { exact: true }).waitFor();
    gateway.connections[1].close(1000);
    await page.getByRole('button', { name: 'Update' }).waitFor();
    await checkAccessibility(page, 'outdated-at-the-end');
  });

  it('after a problem while new tests are stopped', async () => {
    gateway.refusal = [503, 'new_tests_stopped'];
    await page.getByRole('button', { name: 'Start speaking' }).click();
    await page.getByRole('heading', { name: 'No new tests for the moment' }).waitFor();
    gateway.api.config.new_tests = false;
    // Simulates a return to the tab.
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByText('New tests begin again soon.').waitFor();
    expect(await page.getByRole('button', { name: 'Try again' }).isDisabled()).toBe(true);
    await checkAccessibility(page, 'problem-stopped');
  });

  it('at the end', async () => {
    const connection = await startConversation();
    sendDialogue(connection);
    connection.close(1000);
    await page.getByText('Finished').waitFor();
    await checkAccessibility(page, 'ended');
  });

  it('with text at 200 %', async () => {
    const connection = await startConversation();
    sendDialogue(connection);
    await page.getByText('By the sea.').waitFor();
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    await checkAccessibility(page, 'large-text');
  });

  async function startConversation(): Promise<GatewayConnection> {
    await page.getByRole('button', { name: 'Start speaking' }).click();
    await page.getByRole('status').getByText('Connected', { exact: true }).waitFor();
    const [connection] = gateway.connections;
    return connection;
  }
});

describe('the page is accessible', () => {
  it('with the microphone blocked', async () => {
    const gateway = await FakeGateway.start();
    const browser = await openBrowser({ permission: false });
    try {
      const page = await browser.context.newPage();
      await gateway.openSignedIn(page);
      await page.getByRole('button', { name: 'Start speaking' }).click();
      await page.getByRole('heading', { name: 'The microphone is blocked' }).waitFor();
      await checkAccessibility(page, 'denied');
    } finally {
      await browser.close();
      await gateway.stop();
    }
  });
});

function sendDialogue(connection: GatewayConnection): void {
  const say = (speaker: 'examiner' | 'candidate', epoch: number, text: string) =>
    connection.send({ type: 'caption', speaker, stage: 'final', epoch, text });
  say('examiner', 1, 'Good morning. My name is Maya, and I will be your examiner today.');
  say('examiner', 1, 'Could you tell me your full name, please?');
  say('candidate', 1, 'Good morning. My name is Alex Kim.');
  say('examiner', 2, 'Thank you, Alex. Let us talk about where you live.');
  say('candidate', 2, 'I come from a small town by the sea.');
  say('candidate', 2, 'I like to walk along the beach in the evening, when it is quiet.');
}
