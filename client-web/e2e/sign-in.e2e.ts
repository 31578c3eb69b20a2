import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Browser, faultsOf, openBrowser } from './support/browser.ts';
import { FakeGateway } from './support/fake-gateway.ts';
import { Person } from './support/person.ts';

const PATIENCE = { timeout: 10_000, interval: 50 };
const PASSWORD = 'seven green lanterns';

describe('the way in', () => {
  let browser: Browser;
  let gateway: FakeGateway;
  let page: Page;
  let person: Person;
  let faults: string[];

  beforeAll(async () => {
    browser = await openBrowser({ permission: true });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    gateway = await FakeGateway.start();
    page = await browser.context.newPage();
    person = new Person(page);
    faults = faultsOf(page);
  });
  afterEach(async () => {
    await page.close();
    await gateway.stop();
    expect(faults).toEqual([]);
  });

  const signUp = async (password = PASSWORD) => {
    await person.press('Create an account');
    await person.arrivesAt('Create an account');
    await person.fill({ 'E-mail address': 'an@example.com', Password: password });
    await person.fill({ 'Name (optional)': 'An' });
    await person.check('I am 16 or older', 'I agree');
    await person.press('Create account');
  };

  it('leads from no account to Maya', async () => {
    await page.goto(gateway.url);
    await person.arrivesAt('Sign in');
    await signUp();
    await person.arrivesAt('Enter the code from our mail');
    expect(await person.focused()).toBe('Enter the code from our mail');
    await person.press('Send another code');
    await person.reads('Another code is on its way.');
    await person.fill({ Code: 'XXXX-XXXX' });
    await person.press('Confirm');
    await person.alert('code_invalid');
    await person.fill({ Code: 'bcdf ghjk' });
    await person.press('Confirm');
    await person.isIn();
    const { user } = gateway.api.people.accounts.get('an@example.com') ?? {};
    expect(user).toMatchObject({ name: 'An', consent: { terms_version: '2026-11-01' } });
  });

  it('asks for what is missing, and says what is wrong where it is wrong', async () => {
    await page.goto(gateway.url);
    await signUp('password12');
    await person.reads('is among the most common ones');
    expect(await person.focused()).toBe('password');
    const password = page.getByRole('textbox', { name: 'Password', exact: true });
    expect(await password.getAttribute('aria-invalid')).toBe('true');
    expect(await password.getAttribute('aria-describedby')).toMatch(/-error$/);
    await person.fill({ Password: 'short' });
    await person.reads('Too short: at least 10 characters');
    await person.press('Create account');
    expect(gateway.api.asked.filter((call) => call.endsWith('/auth/register')).length).toBe(1);
  });

  it('knows an account again, and says no more than no to anybody else', async () => {
    gateway.api.people.account();
    await page.goto(gateway.url);
    await person.signsIn('alex@example.com', 'wrong password');
    await person.alert('credentials_invalid');
    await person.signsIn('nobody@example.com', PASSWORD);
    await person.alert('credentials_invalid');
    await person.signsIn('alex@example.com', PASSWORD);
    await person.isIn();
    await page.reload();
    await person.isIn();
  });

  it('comes back to the code after the phone has dropped the page', async () => {
    await page.goto(gateway.url);
    await signUp();
    await person.arrivesAt('Enter the code from our mail');
    await page.reload();
    await person.arrivesAt('Enter the code from our mail');
    await person.press('Send another code');
    await person.reads('Another code is on its way.');
    await person.fill({ Code: 'BCDF-GHJK' });
    await person.press('Confirm');
    await person.reads('Your address is confirmed. Please sign in.');
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await person.fill({ Password: PASSWORD });
    await person.press('Sign in');
    await person.isIn();
  });

  it('knows nobody who has not typed the code', async () => {
    await page.goto(gateway.url);
    await signUp();
    await person.arrivesAt('Enter the code from our mail');
    await person.press('Use another address');
    await person.press('I have an account');
    await person.fill({ Password: PASSWORD });
    await person.press('Sign in');
    await person.alert('credentials_invalid');
    await page.reload();
    await person.arrivesAt('Sign in');
  });

  it('takes a code for a new password after the page was dropped, or another device asked', async () => {
    gateway.api.people.account();
    await page.goto(gateway.url);
    await person.press('Forgot your password?');
    await person.fill({ 'E-mail address': 'alex@example.com' });
    await person.press('I have a code');
    await person.arrivesAt('Enter the code from our mail');
    await page.reload();
    await person.reads('alex@example.com');
    await person.fill({ Code: 'BCDF-GHJK', 'New password': 'eight red balloons' });
    await person.press('Set the new password');
    await person.reads('Your new password holds.');
    await page.reload();
    await person.arrivesAt('Sign in');
  });

  it('sets a new password', async () => {
    gateway.api.people.account();
    await page.goto(gateway.url);
    await person.press('Forgot your password?');
    await person.fill({ 'E-mail address': 'alex@example.com' });
    await person.press('Send the code');
    await person.fill({ Code: 'BCDF-GHJK', 'New password': 'eight red balloons' });
    await person.press('Set the new password');
    await person.reads('Your new password holds.');
    await person.fill({ Password: 'eight red balloons' });
    await person.press('Sign in');
    await person.isIn();
  });

  it('shows what is typed as a password only when it is asked to', async () => {
    await page.goto(gateway.url);
    const password = page.getByRole('textbox', { name: 'Password', exact: true });
    expect(await password.getAttribute('type')).toBe('password');
    await person.press('Show password');
    expect(await password.getAttribute('type')).toBe('text');
  });

  it('tells password managers what is what', async () => {
    await page.goto(gateway.url);
    await person.arrivesAt('Sign in');
    const hints = () =>
      page
        .locator('input')
        .evaluateAll((all) => all.map((input) => (input as HTMLInputElement).autocomplete));
    expect(await hints()).toEqual(['username', 'current-password']);
    await person.press('Create an account');
    await person.arrivesAt('Create an account');
    expect((await hints()).slice(0, 3)).toEqual(['username', 'new-password', 'name']);
  });

  it('asks again after the terms have changed', async () => {
    const account = gateway.api.people.account();
    account.user = { ...account.user, consent: { terms_version: '2020-01-01', at: '' } };
    await gateway.visit(page, '/', account);
    await person.arrivesAt('Our terms have changed');
    await person.check('I agree');
    await person.press('Go on');
    await person.isIn();
    expect(account.user.consent.terms_version).toBe('2026-11-01');
  });

  it('says that we cannot be reached, and goes on when we can', async () => {
    const account = gateway.api.people.account();
    await gateway.visit(page, '/', account);
    await person.isIn();
    gateway.api.isUp = false;
    await page.reload();
    await page.getByRole('heading', { name: 'We cannot be reached' }).waitFor({ timeout: 20_000 });
    gateway.api.isUp = true;
    await person.press('Try again');
    await person.isIn();
  });

  it('is where one is after the sign-in was ended elsewhere', async () => {
    const account = gateway.api.people.account();
    await gateway.visit(page, '/', account);
    await person.isIn();
    gateway.api.people.revoke(account);
    await page.getByRole('button', { name: 'Start speaking' }).click();
    await person.reads('Your sign-in has ended.');
    await person.arrivesAt('Sign in');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  it('shows what the operators have to say', async () => {
    gateway.api.config.notices = [{ id: 'n', text: 'Short breaks on Sunday.', level: 'warning' }];
    await page.goto(gateway.url);
    await page
      .getByRole('region', { name: 'Announcements' })
      .getByText('Short breaks on Sunday.')
      .waitFor();
  });

  it('is one for all tabs', async () => {
    const account = gateway.api.people.account();
    await page.goto(gateway.url);
    await person.arrivesAt('Sign in');
    const tab = await browser.context.newPage();
    const other = new Person(tab);
    await gateway.visit(tab, '/account', account);
    await other.arrivesAt('Your account');
    await person.isIn();
    await tab.reload();
    await page.reload();
    await person.isIn();
    await other.arrivesAt('Your account');
    await other.press('Sign out');
    await other.arrivesAt('Sign in');
    await person.arrivesAt('Sign in');
    await tab.close();
  });

  it('keeps both tabs signed in when they are opened at once', async () => {
    await gateway.visit(page);
    await person.isIn();
    const tabs = await Promise.all([1, 2, 3].map(() => browser.context.newPage()));
    await Promise.all(tabs.map((tab) => tab.goto(gateway.url)));
    for (const tab of tabs) await new Person(tab).isIn();
    await Promise.all(tabs.map((tab) => tab.close()));
    expect(gateway.api.asked.filter((call) => call.endsWith('/auth/refresh')).length).toBe(4);
  });

  it('asks the nearest region', async () => {
    await gateway.visit(page);
    await person.isIn();
    await vi.waitUntil(
      () => new Set(gateway.api.asked.filter((call) => call.endsWith(' /config'))).size === 3,
      PATIENCE,
    );
  });
});
