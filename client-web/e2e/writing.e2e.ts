import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import sample from '../src/app/writing/samples/academic-writing.json';
import { wordCount } from '../src/core/writing/word-count.ts';
import { type Browser, collectErrors, openBrowser } from './support/browser.ts';
import type { Account } from './support/fake-accounts.ts';
import type { FakeApi } from './support/fake-api.ts';
import { FakeGateway } from './support/fake-gateway.ts';
import { UserDriver } from './support/user-driver.ts';

const WAIT = { timeout: 10_000, interval: 50 };
const TASK_1 = sample.texts['sample-a1'];
const TASK_2 = sample.texts['sample-a2'];

describe('the writing test', () => {
  let browser: Browser;
  let gateway: FakeGateway;
  let api: FakeApi;
  let page: Page;
  let user: UserDriver;
  let account: Account;
  let errors: string[];

  beforeAll(async () => {
    browser = await openBrowser({ permission: false });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    gateway = await FakeGateway.start();
    api = gateway.api;
    account = api.accounts.create();
    account.user = { ...account.user, attempts: { academic_writing: 2 } };
    page = await browser.context.newPage();
    user = new UserDriver(page);
    errors = collectErrors(page);
  });
  afterEach(async () => {
    await browser.context.setOffline(false);
    await page.close();
    await gateway.stop();
    expect(errors).toEqual([]);
  });

  const answer = (task: number) =>
    page.getByRole('textbox', { name: `Your answer to Task ${task}` });
  const tab = (task: number) => page.getByRole('tab', { name: `Task ${task}` });
  const storedKeys = () => page.evaluate(() => Object.keys(localStorage));
  const start = async () => {
    await gateway.openSignedIn(page, '/writing', account);
    await user.press('Start Academic');
    await answer(1).waitFor();
  };
  const write = async (one = TASK_1, two = TASK_2) => {
    await answer(1).fill(one);
    await tab(2).click();
    await answer(2).fill(two);
  };
  const send = async () => {
    await user.press('Finish and send');
    await user.press('Send');
  };
  const waitForReport = () => user.waitForHeading('Your report: Academic writing');

  it('is written while the access token expires and the network is cut, and marked', async () => {
    api.writing.pollsUntilDone = 1;
    await start();
    await answer(1).fill(TASK_1);
    await tab(2).click();
    await answer(2).focus();
    await page.keyboard.type(TASK_2.slice(0, 40));
    const sentences = TASK_2.slice(40).split(/(?<=\.)/);
    for (const [n, sentence] of sentences.entries()) {
      await page.keyboard.insertText(sentence);
      if (n === 7) api.accounts.expireAccessTokens();
    }
    await page.getByText(`${wordCount(TASK_2)} words`, { exact: true }).waitFor();
    await user.waitForText('Saved on this device');
    await page.reload();
    await tab(2).click();
    expect(await answer(2).inputValue()).toBe(TASK_2);

    api.accounts.expireAccessTokens();
    await browser.context.setOffline(true);
    await send();
    await user.waitForHeading('Waiting for a connection');
    await browser.context.setOffline(false);
    await user.waitForHeading('Your test is being marked');
    await waitForReport();
    expect(new URL(page.url()).pathname).toMatch(/^\/assessments\/[\w-]{36}$/);
    await user.waitForText('Likely between 6.0 and 7.0');
    expect(api.writing.received).toEqual([
      {
        assessment_type: 'academic_writing',
        tasks: [
          { task_id: 'sample-a1', essay_text: TASK_1 },
          { task_id: 'sample-a2', essay_text: TASK_2 },
        ],
      },
    ]);
    expect(api.writing.charged).toBe(1);
    expect(await storedKeys()).toEqual(['sign-in']);
    // Another device, or this one later, has the report without the text.
    await page.getByText('The question and your answer').first().waitFor();
    await page.reload();
    await waitForReport();
    expect(await page.getByText('The question and your answer').count()).toBe(0);
  });

  it('is sent again with the same key after a failure and a reload, and charged once', async () => {
    api.writing.refusals.push([503, 'unavailable', 600]);
    await start();
    await write();
    await send();
    await user.waitForHeading('We are busy just now');
    await page.reload();
    await waitForReport();
    expect(api.writing.received.length).toBe(2);
    expect(new Set(api.writing.keys).size).toBe(1);
    expect(api.writing.charged).toBe(1);
    await user.press('Mark it again');
    await user.waitForText('the first estimate was 6.5');
    await user.link('Writing').click();
    await user.waitForText('1 test left');
  });

  it('goes back to its candidate when there is no test left', async () => {
    await start();
    await write('Too short.', '');
    account.user = { ...account.user, attempts: { academic_writing: 0 } };
    await user.press('Finish and send');
    await user.waitForText('No answer: this task counts as band 0.');
    await user.press('Send');
    await user.waitForHeading('You have no test left');
    await user.press('Back to my text');
    expect(await answer(1).inputValue()).toBe('Too short.');
  });

  it('leaves nothing behind after a sign-out', async () => {
    await start();
    await write();
    await user.waitForText('Saved on this device');
    await user.link('Account').click();
    await user.press('Sign out');
    await user.waitForHeading('Sign in');
    expect(await storedKeys()).toEqual([]);
  });

  it('waits for its candidate when the sign-in has ended', async () => {
    await start();
    await answer(1).fill(TASK_1);
    await user.waitForText('Saved on this device');
    api.accounts.revokeSessions(account);
    await page.reload();
    await user.waitForText('Your sign-in has ended');
    await user.signIn('alex@example.com', 'seven green lanterns');
    await answer(1).waitFor();
    expect(await answer(1).inputValue()).toBe(TASK_1);
  });

  it('has reports that can be marked again, listed and deleted', async () => {
    for (let n = 1; n <= 24; n++) {
      api.writing.add(account, new Date(Date.UTC(2026, 9, n, 9)).toISOString(), 5 + n / 24);
    }
    await start();
    await write();
    await send();
    await waitForReport();
    // The page still has the answers; after a reload they have to be pasted.
    await page.getByRole('button', { name: 'Mark it again' }).waitFor();
    await page.reload();
    await page.getByText('I have my text').click();
    await user.fill({ 'Your answer to Task 1': TASK_1, 'Your answer to Task 2': 'Another text.' });
    await user.press('Mark it again');
    await user.waitForAlert('text_differs');
    await user.fill({ 'Your answer to Task 2': TASK_2 });
    await user.press('Mark it again');
    await user.waitForText('the first estimate was 6.5');
    await user.link('Reports').click();
    await user.waitForHeading('Overall bands');
    const entries = page.locator('.history li');
    expect(await entries.count()).toBe(20);
    await user.press('Show earlier ones');
    await vi.waitUntil(async () => (await entries.count()) === 25, WAIT);
    await entries.first().getByRole('link').click();
    await waitForReport();
    await user.press('Delete');
    await user.press('Yes, delete the report');
    await user.waitForHeading('Your reports');
    await vi.waitUntil(async () => (await entries.count()) === 20, WAIT);
    expect(await entries.first().textContent()).toContain('24 October 2026');
  });

  it('has a free sample, without an account', async () => {
    await page.goto(`${gateway.url}/samples/general-writing`);
    await user.waitForHeading('Sample: General Training writing');
    await user.link('Sample of Academic').click();
    await user.waitForHeading('Sample: Academic writing');
  });

  it('has a goal, which its reports know', async () => {
    await gateway.openSignedIn(page, '/account', account);
    await page.getByLabel('Target band (optional)').selectOption('7.0');
    await page.getByLabel('Day of your test (optional)').fill('2027-02-13');
    await user.press('Save goal');
    await user.waitForText('Saved.');
    expect(account.user).toMatchObject({ target_band: 7, test_date: '2027-02-13' });
    api.writing.add(account, '2026-10-01T09:00:00Z', 6.5);
    await user.link('Reports').click();
    await page.locator('.history li').getByRole('link').click();
    await user.waitForText('Half a band below your target of 7.0.');
  });
});
