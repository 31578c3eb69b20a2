import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Browser, collectErrors, openBrowser } from './support/browser.ts';
import { FakeGateway } from './support/fake-gateway.ts';
import { UserDriver } from './support/user-driver.ts';

const WAIT = { timeout: 10_000, interval: 50 };
const PASSWORD = 'seven green lanterns';

describe('the sign-in flow', () => {
  let browser: Browser;
  let gateway: FakeGateway;
  let page: Page;
  let user: UserDriver;
  let errors: string[];

  beforeAll(async () => {
    browser = await openBrowser({ permission: true });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    gateway = await FakeGateway.start();
    page = await browser.context.newPage();
    user = new UserDriver(page);
    errors = collectErrors(page);
  });
  afterEach(async () => {
    await page.close();
    await gateway.stop();
    expect(errors).toEqual([]);
  });

  const signUp = async (password = PASSWORD) => {
    await user.press('Create an account');
    await user.waitForHeading('Create an account');
    await user.fill({ 'E-mail address': 'an@example.com', Password: password });
    await user.fill({ 'Name (optional)': 'An' });
    await user.check('I am 16 or older', 'I agree');
    await user.press('Create account');
  };

  it('leads from a new account to Maya', async () => {
    await page.goto(gateway.url);
    await user.waitForHeading('Sign in');
    await signUp();
    await user.waitForHeading('Enter the code from our mail');
    expect(await user.focusedElement()).toBe('Enter the code from our mail');
    await user.press('Send another code');
    await user.waitForText('Another code is on its way.');
    await user.fill({ Code: 'XXXX-XXXX' });
    await user.press('Confirm');
    await user.waitForAlert('code_invalid');
    await user.fill({ Code: 'bcdf ghjk' });
    await user.press('Confirm');
    await user.waitUntilSignedIn();
    const account = gateway.api.accounts.byEmail.get('an@example.com');
    expect(account?.user).toMatchObject({ name: 'An', consent: { terms_version: '2026-11-30' } });
  });

  it('accepts what is pasted with invisible characters and other dashes, uncut', async () => {
    await page.goto(gateway.url);
    await user.press('Create an account');
    await user.fill({ 'E-mail address': '\u00a0an@example.com\u200b', Password: PASSWORD });
    await user.fill({ 'Name (optional)': '😀'.repeat(101) });
    await user.check('I am 16 or older', 'I agree');
    await user.press('Create account');
    expect(await user.focusedElement()).toBe('name');
    await user.fill({ 'Name (optional)': '😀'.repeat(100) });
    await user.press('Create account');
    await user.waitForHeading('Enter the code from our mail');
    await user.fill({ Code: '\u201c B C D F \u2013 G H J K \u201d\u00a0\ufeff' });
    await user.press('Confirm');
    await user.waitUntilSignedIn();
    expect(gateway.api.accounts.byEmail.get('an@example.com')?.user.name).toHaveLength(200);
  });

  it('asks for missing values, and shows problems at their field', async () => {
    await page.goto(gateway.url);
    await signUp('password12');
    await user.waitForText('is among the most common ones');
    expect(await user.focusedElement()).toBe('password');
    const password = page.getByRole('textbox', { name: 'Password', exact: true });
    expect(await password.getAttribute('aria-invalid')).toBe('true');
    expect(await password.getAttribute('aria-describedby')).toMatch(/-error$/);
    await user.fill({ Password: 'short' });
    await user.waitForText('Too short: at least 10 characters');
    await user.press('Create account');
    expect(gateway.api.requests.filter((call) => call.endsWith('/auth/register')).length).toBe(1);
  });

  it('accepts an account again, and refuses others without details', async () => {
    gateway.api.accounts.create();
    await page.goto(gateway.url);
    await user.signIn('alex@example.com', 'wrong password');
    await user.waitForAlert('credentials_invalid');
    await user.signIn('nobody@example.com', PASSWORD);
    await user.waitForAlert('credentials_invalid');
    await user.signIn('alex@example.com', PASSWORD);
    await user.waitUntilSignedIn();
    await page.reload();
    await user.waitUntilSignedIn();
  });

  it('returns to the code after the phone has dropped the page', async () => {
    await page.goto(gateway.url);
    await signUp();
    await user.waitForHeading('Enter the code from our mail');
    await page.reload();
    await user.waitForHeading('Enter the code from our mail');
    await user.press('Send another code');
    await user.waitForText('Another code is on its way.');
    await user.fill({ Code: 'BCDF-GHJK' });
    await user.press('Confirm');
    await user.waitForText('Your address is confirmed. Please sign in.');
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await user.fill({ Password: PASSWORD });
    await user.press('Sign in');
    await user.waitUntilSignedIn();
  });

  it('refuses an account that is not confirmed', async () => {
    await page.goto(gateway.url);
    await signUp();
    await user.waitForHeading('Enter the code from our mail');
    await user.press('Use another address');
    await user.press('I have an account');
    await user.fill({ Password: PASSWORD });
    await user.press('Sign in');
    await user.waitForAlert('credentials_invalid');
    await page.reload();
    await user.waitForHeading('Sign in');
  });

  it('accepts a reset code after the page was dropped, or requested by another device', async () => {
    gateway.api.accounts.create();
    await page.goto(gateway.url);
    await user.press('Forgot your password?');
    await user.fill({ 'E-mail address': 'alex@example.com' });
    await user.press('I have a code');
    await user.waitForHeading('Enter the code from our mail');
    await page.reload();
    await user.waitForText('alex@example.com');
    await user.fill({ Code: 'BCDF-GHJK', 'New password': 'eight red balloons' });
    await user.press('Set the new password');
    await user.waitForText('Your new password holds.');
    await page.reload();
    await user.waitForHeading('Sign in');
  });

  it('resets the password', async () => {
    gateway.api.accounts.create();
    await page.goto(gateway.url);
    await user.press('Forgot your password?');
    await user.fill({ 'E-mail address': 'alex@example.com' });
    await user.press('Send the code');
    await user.fill({ Code: 'BCDF-GHJK', 'New password': 'eight red balloons' });
    await user.press('Set the new password');
    await user.waitForText('Your new password holds.');
    await user.fill({ Password: 'eight red balloons' });
    await user.press('Sign in');
    await user.waitUntilSignedIn();
  });

  it('reveals the password only on request', async () => {
    await page.goto(gateway.url);
    const password = page.getByRole('textbox', { name: 'Password', exact: true });
    expect(await password.getAttribute('type')).toBe('password');
    await user.press('Show password');
    expect(await password.getAttribute('type')).toBe('text');
  });

  it('has hints for password managers', async () => {
    await page.goto(gateway.url);
    await user.waitForHeading('Sign in');
    const hints = () =>
      page
        .locator('input')
        .evaluateAll((all) => all.map((input) => (input as HTMLInputElement).autocomplete));
    expect(await hints()).toEqual(['username', 'current-password']);
    await user.press('Create an account');
    await user.waitForHeading('Create an account');
    expect((await hints()).slice(0, 3)).toEqual(['username', 'new-password', 'name']);
  });

  it('asks for consent again after the terms have changed', async () => {
    const account = gateway.api.accounts.create();
    account.user = { ...account.user, consent: { terms_version: '2020-01-01', at: '' } };
    await gateway.openSignedIn(page, '/', account);
    await user.waitForHeading('Our terms have changed');
    await user.check('I agree');
    await user.press('Go on');
    await user.waitUntilSignedIn();
    expect(account.user.consent.terms_version).toBe('2026-11-30');
  });

  it('shows that the API is unreachable, and recovers', async () => {
    const account = gateway.api.accounts.create();
    await gateway.openSignedIn(page, '/', account);
    await user.waitUntilSignedIn();
    gateway.api.isUp = false;
    await page.reload();
    await page.getByRole('heading', { name: 'We cannot be reached' }).waitFor({ timeout: 20_000 });
    gateway.api.isUp = true;
    await user.press('Try again');
    await user.waitUntilSignedIn();
  });

  it('follows when the sign-in was revoked elsewhere', async () => {
    const account = gateway.api.accounts.create();
    await gateway.openSignedIn(page, '/', account);
    await user.waitUntilSignedIn();
    gateway.api.accounts.revokeSessions(account);
    await page.getByRole('button', { name: 'Start speaking' }).click();
    await user.waitForText('Your sign-in has ended.');
    await user.waitForHeading('Sign in');
    expect(await page.evaluate(() => localStorage.length)).toBe(0);
  });

  it("shows the operators' notices", async () => {
    gateway.api.config.notices = [{ id: 'n', text: 'Short breaks on Sunday.', level: 'warning' }];
    await page.goto(gateway.url);
    await page
      .getByRole('region', { name: 'Announcements' })
      .getByText('Short breaks on Sunday.')
      .waitFor();
  });

  it('is shared by all tabs', async () => {
    const account = gateway.api.accounts.create();
    await page.goto(gateway.url);
    await user.waitForHeading('Sign in');
    const tab = await browser.context.newPage();
    const other = new UserDriver(tab);
    await gateway.openSignedIn(tab, '/account', account);
    await other.waitForHeading('Your account');
    await user.waitUntilSignedIn();
    await tab.reload();
    await page.reload();
    await user.waitUntilSignedIn();
    await other.waitForHeading('Your account');
    await other.press('Sign out');
    await other.waitForHeading('Sign in');
    await user.waitForHeading('Sign in');
    await tab.close();
  });

  it('keeps both tabs signed in when they are opened at once', async () => {
    await gateway.openSignedIn(page);
    await user.waitUntilSignedIn();
    const tabs = await Promise.all([1, 2, 3].map(() => browser.context.newPage()));
    await Promise.all(tabs.map((tab) => tab.goto(gateway.url)));
    for (const tab of tabs) await new UserDriver(tab).waitUntilSignedIn();
    await Promise.all(tabs.map((tab) => tab.close()));
    expect(gateway.api.requests.filter((call) => call.endsWith('/auth/refresh')).length).toBe(4);
  });

  it('probes all regions', async () => {
    await gateway.openSignedIn(page);
    await user.waitUntilSignedIn();
    await vi.waitUntil(
      () => new Set(gateway.api.requests.filter((call) => call.endsWith(' /config'))).size === 3,
      WAIT,
    );
  });
});
