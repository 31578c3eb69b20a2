import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import { checkAccessibility, checkStandInNote } from './support/accessibility.ts';
import { type Browser, openBrowser } from './support/browser.ts';
import { FakeGateway } from './support/fake-gateway.ts';
import { UserDriver } from './support/user-driver.ts';

/** Accessibility of the account pages, as in accessibility.e2e.ts. */
describe('an account page is accessible', () => {
  let browser: Browser;
  let gateway: FakeGateway;
  let page: Page;
  let user: UserDriver;

  beforeAll(async () => {
    browser = await openBrowser({ permission: true });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    gateway = await FakeGateway.start();
    page = await browser.context.newPage();
    user = new UserDriver(page);
  });
  afterEach(async () => {
    await page.close();
    await gateway.stop();
  });

  it('to sign in, also after a failure', async () => {
    gateway.api.config.notices = [
      { id: 'n', text: 'Short breaks are possible on Sunday.', level: 'warning' },
    ];
    await page.goto(gateway.url);
    await user.waitForHeading('Sign in');
    await user.waitForText('Short breaks');
    await checkAccessibility(page, 'sign-in');
    await user.signIn('alex@example.com', 'wrong');
    await user.waitForAlert('credentials_invalid');
    await checkAccessibility(page, 'sign-in-wrong');
  });

  it('to sign in on a local stack, whose Maya is a stand-in', async () => {
    gateway.isStandIn = true;
    await page.goto(gateway.url);
    await user.waitForHeading('Sign in');
    await checkStandInNote(page);
    await checkAccessibility(page, 'stand-in-sign-in');
  });

  it('to sign up, and to enter the code', async () => {
    await page.goto(gateway.url);
    await user.press('Create an account');
    await page.getByText('What you agree to').click();
    await user.fill({ 'E-mail address': 'an@example.com', Password: 'password12' });
    await user.check('I am 16 or older', 'I agree');
    await user.press('Create account');
    await user.waitForText('is among the most common ones');
    await checkAccessibility(page, 'sign-up');
    await user.fill({ Password: 'seven green lanterns' });
    await user.press('Create account');
    await user.waitForHeading('Enter the code from our mail');
    await checkAccessibility(page, 'confirm');
  });

  it('to set a new password', async () => {
    await page.goto(gateway.url);
    await user.press('Forgot your password?');
    await checkAccessibility(page, 'forgot');
    await user.fill({ 'E-mail address': 'an@example.com' });
    await user.press('Send the code');
    await user.waitForText('If there is an account');
    await checkAccessibility(page, 'reset');
  });

  it('to sign in with a phone', async () => {
    await page.goto(gateway.url);
    await user.press('Sign in with your phone');
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    await checkAccessibility(page, 'qr');
  });

  it('to see and change the account', async () => {
    const account = gateway.api.accounts.create();
    account.user = {
      ...account.user,
      attempts: { academic_speaking: 4, general_speaking: 1, academic_writing: 0 },
    };
    await gateway.openSignedIn(page, '/account', account);
    await user.waitForHeading('Your account');
    await page.getByText('I want to delete my account').click();
    await checkAccessibility(page, 'account', { whole: true });
    await user.link('Speak with Maya').click();
    await page.getByRole('group', { name: 'Which test?' }).waitFor();
    await checkAccessibility(page, 'modules');
  });

  it('to approve a sign-in', async () => {
    await gateway.openSignedIn(page, '/approve');
    await user.waitForHeading('Approve a sign-in');
    await checkAccessibility(page, 'approve-code');
    await fetch(`${gateway.api.addresses['us-east-1']}/auth/generate-qr`, { method: 'POST' });
    await page.goto(`${gateway.url}/approve?token=${gateway.api.accounts.newestQrToken()}`);
    await user.waitForHeading('Is this you?');
    await checkAccessibility(page, 'approve');
    await user.press('Approve');
    await user.waitForHeading('Approved');
    await checkAccessibility(page, 'approved');
  });

  it('without a network, without such a page, or after a change of the terms', async () => {
    const account = gateway.api.accounts.create();
    account.user = { ...account.user, consent: { terms_version: '2020-01-01', at: '' } };
    await gateway.openSignedIn(page, '/', account);
    await user.waitForHeading('Our terms have changed');
    await checkAccessibility(page, 'terms');
    await page.evaluate(() => {
      history.pushState(null, '', '/nowhere');
      dispatchEvent(new Event('popstate'));
    });
    await user.waitForHeading('There is no such page');
    await checkAccessibility(page, 'not-found');
    gateway.api.isUp = false;
    await page.goto(gateway.url);
    await page.getByRole('heading', { name: 'We cannot be reached' }).waitFor({ timeout: 20_000 });
    await checkAccessibility(page, 'away');
  });

  it('with text at 200 %', async () => {
    await gateway.openSignedIn(page, '/account');
    await user.waitForHeading('Your account');
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    await checkAccessibility(page, 'account-large-text', { whole: true });
  });
});
