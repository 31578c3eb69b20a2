import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, it } from 'vitest';
import { type Browser, openBrowser } from './support/browser.ts';
import { FakeGateway } from './support/fake-gateway.ts';
import { Person } from './support/person.ts';
import { pictures } from './support/pictures.ts';

/** As in looks.e2e.ts, the pages for accounts. */
describe('a page for accounts is accessible', () => {
  let browser: Browser;
  let gateway: FakeGateway;
  let page: Page;
  let person: Person;

  beforeAll(async () => {
    browser = await openBrowser({ permission: true });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    gateway = await FakeGateway.start();
    page = await browser.context.newPage();
    person = new Person(page);
  });
  afterEach(async () => {
    await page.close();
    await gateway.stop();
  });

  it('to sign in, also when it went wrong', async () => {
    gateway.api.config.notices = [
      { id: 'n', text: 'Short breaks are possible on Sunday.', level: 'warning' },
    ];
    await page.goto(gateway.url);
    await person.arrivesAt('Sign in');
    await person.reads('Short breaks');
    await pictures(page, 'sign-in');
    await person.signsIn('alex@example.com', 'wrong');
    await person.alert('credentials_invalid');
    await pictures(page, 'sign-in-wrong');
  });

  it('to sign up, and to enter the code', async () => {
    await page.goto(gateway.url);
    await person.press('Create an account');
    await page.getByText('What you agree to').click();
    await person.fill({ 'E-mail address': 'an@example.com', Password: 'password12' });
    await person.check('I am 16 or older', 'I agree');
    await person.press('Create account');
    await person.reads('is among the most common ones');
    await pictures(page, 'sign-up');
    await person.fill({ Password: 'seven green lanterns' });
    await person.press('Create account');
    await person.arrivesAt('Enter the code from our mail');
    await pictures(page, 'confirm');
  });

  it('to set a new password', async () => {
    await page.goto(gateway.url);
    await person.press('Forgot your password?');
    await pictures(page, 'forgot');
    await person.fill({ 'E-mail address': 'an@example.com' });
    await person.press('Send the code');
    await person.reads('If there is an account');
    await pictures(page, 'reset');
  });

  it('to sign in with a phone', async () => {
    await page.goto(gateway.url);
    await person.press('Sign in with your phone');
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    await pictures(page, 'qr');
  });

  it('to see and change it', async () => {
    const account = gateway.api.people.account();
    account.user = {
      ...account.user,
      attempts: { academic_speaking: 4, general_speaking: 1, academic_writing: 0 },
    };
    await gateway.visit(page, '/account', account);
    await person.arrivesAt('Your account');
    await page.getByText('I want to delete my account').click();
    await pictures(page, 'account', { whole: true });
    await person.link('Speak with Maya').click();
    await page.getByRole('group', { name: 'Which test?' }).waitFor();
    await pictures(page, 'modules');
  });

  it('to approve a sign-in', async () => {
    await gateway.visit(page, '/approve');
    await person.arrivesAt('Approve a sign-in');
    await pictures(page, 'approve-code');
    await fetch(`${gateway.api.addresses['us-east-1']}/auth/generate-qr`, { method: 'POST' });
    await page.goto(`${gateway.url}/approve?token=${gateway.api.people.newestQrToken()}`);
    await person.arrivesAt('Is this you?');
    await pictures(page, 'approve');
    await person.press('Approve');
    await person.arrivesAt('Approved');
    await pictures(page, 'approved');
  });

  it('where nothing can be reached, nothing is there, or the terms have changed', async () => {
    const account = gateway.api.people.account();
    account.user = { ...account.user, consent: { terms_version: '2020-01-01', at: '' } };
    await gateway.visit(page, '/', account);
    await person.arrivesAt('Our terms have changed');
    await pictures(page, 'terms');
    await page.evaluate(() => {
      history.pushState(null, '', '/nowhere');
      dispatchEvent(new Event('popstate'));
    });
    await person.arrivesAt('There is no such page');
    await pictures(page, 'not-found');
    gateway.api.isUp = false;
    await page.goto(gateway.url);
    await page.getByRole('heading', { name: 'We cannot be reached' }).waitFor({ timeout: 20_000 });
    await pictures(page, 'away');
  });

  it('with text at 200 %', async () => {
    await gateway.visit(page, '/account');
    await person.arrivesAt('Your account');
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    await pictures(page, 'account-large-text', { whole: true });
  });
});
