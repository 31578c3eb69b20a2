import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Browser, collectErrors, openBrowser } from './support/browser.ts';
import type { Account } from './support/fake-accounts.ts';
import { FakeGateway } from './support/fake-gateway.ts';
import { UserDriver } from './support/user-driver.ts';

const WAIT = { timeout: 10_000, interval: 50 };
const PASSWORD = 'seven green lanterns';

describe('the account', () => {
  let browser: Browser;
  let gateway: FakeGateway;
  let page: Page;
  let user: UserDriver;
  let account: Account;
  let errors: string[];

  beforeAll(async () => {
    browser = await openBrowser({ permission: true });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    gateway = await FakeGateway.start();
    account = gateway.api.accounts.create();
    page = await browser.context.newPage();
    user = new UserDriver(page);
    errors = collectErrors(page);
    await gateway.openSignedIn(page, '/account', account);
    await user.waitForHeading('Your account');
  });
  afterEach(async () => {
    await page.close();
    await gateway.stop();
    expect(errors).toEqual([]);
  });

  const storedKeys = () => page.evaluate(() => Object.keys(localStorage));

  it('is linked with the talk page', async () => {
    await user.link('Speak with Maya').click();
    await user.waitUntilSignedIn();
    expect(new URL(page.url()).pathname).toBe('/');
    await user.link('Account').click();
    await user.waitForHeading('Your account');
    expect(await user.focusedElement()).toBe('Your account');
    await page.goBack();
    await user.waitUntilSignedIn();
  });

  it('shows email and attempts', async () => {
    await user.waitForText('alex@example.com');
    expect(await page.getByText('Academic speaking').locator('..').textContent()).toContain(
      '4 left',
    );
  });

  it('changes the name', async () => {
    await user.fill({ 'Name (optional)': ' Alexandra ' });
    await user.press('Save');
    await user.waitForHeading('Alexandra');
    expect(account.user.name).toBe('Alexandra');
  });

  it('changes the password, and stays signed in', async () => {
    const change = async (current: string) => {
      await user.fill({ 'Current password': current, 'New password': 'eight red balloons' });
      await user.press('Change password');
    };
    await change('not mine');
    await user.waitForAlert('password_wrong');
    await change(PASSWORD);
    await user.waitForText('Your new password holds.');
    expect(account.password).toBe('eight red balloons');
    await page.reload();
    await user.waitForHeading('Your account');
  });

  it('exports its data as a file', async () => {
    const waiting = page.waitForEvent('download');
    await user.press('Download');
    const file = await waiting;
    expect(file.suggestedFilename()).toBe('ielts-ai-prep.json');
    const content = JSON.parse(await readFile(await file.path(), 'utf8'));
    expect(content.account.email).toBe('alex@example.com');
  });

  it.each(['Sign out', 'Sign out everywhere'])('leaves nothing behind after "%s"', async (name) => {
    await user.press(name);
    await user.waitForHeading('Sign in');
    expect(await storedKeys()).toEqual([]);
    await page.reload();
    await user.waitForHeading('Sign in');
  });

  it('signs out locally also when the API is unreachable', async () => {
    gateway.api.isUp = false;
    await user.press('Sign out');
    await user.waitForHeading('Sign in');
    await user.waitForText('We could not be reached');
    expect(await storedKeys()).toEqual([]);
  });

  it('is deleted only with the password', async () => {
    await page.getByText('I want to delete my account').click();
    await user.fill({ Password: 'not mine' });
    await user.check('I know that it cannot be undone');
    await user.press('Delete my account');
    await user.waitForAlert('password_wrong');
    expect(gateway.api.accounts.byEmail.size).toBe(1);
    await user.fill({ Password: PASSWORD });
    await user.press('Delete my account');
    await user.waitForHeading('Sign in');
    expect(gateway.api.accounts.byEmail.size).toBe(0);
    expect(await storedKeys()).toEqual([]);
  });

  it("can be deleted without the app, from the page's address", async () => {
    await user.press('Sign out');
    await page.goto(`${gateway.url}/account`);
    await user.waitForText('to delete your account and all that belongs to it');
    await user.signIn('alex@example.com', PASSWORD);
    await user.waitForHeading('Your account');
    await page.getByRole('heading', { name: 'Delete account' }).waitFor();
  });

  it('shows that a page does not exist', async () => {
    await page.evaluate(() => history.pushState(null, '', '/nowhere'));
    await page.evaluate(() => dispatchEvent(new Event('popstate')));
    await user.waitForHeading('There is no such page');
  });

  describe('signs another browser in', () => {
    let other: Browser;
    let screen: Page;
    let viewer: UserDriver;

    beforeEach(async () => {
      other = await openBrowser({ permission: true });
      screen = await other.context.newPage();
      viewer = new UserDriver(screen);
      await screen.goto(gateway.url);
      await viewer.press('Sign in with your phone');
      await screen.getByRole('img', { name: /QR code/ }).waitFor();
    });
    afterEach(() => other.close());

    const userCode = async () => (await screen.locator('.qr-user-code b').textContent()) ?? '';
    const token = () =>
      screen.evaluate(() => document.querySelector('.qr-code path:last-child')?.getAttribute('d'));

    it('by a typed code', async () => {
      await page.getByRole('link', { name: 'Approve a sign-in' }).click();
      await user.fill({ Code: (await userCode()).toLowerCase().replace('-', ' ') });
      await user.press('Look it up');
      await user.waitForHeading('Is this you?');
      await user.waitForText('Firefox on Linux');
      await user.waitForText('Dublin, Ireland');
      await user.waitForText(await userCode());
      await user.press('Approve');
      await user.waitForHeading('Approved');
      await viewer.waitUntilSignedIn();
    });

    it('by a scanned address, which does not stay in the history', async () => {
      await page.goto(`${gateway.url}/approve?token=${gateway.api.accounts.newestQrToken()}`);
      await user.waitForHeading('Is this you?');
      await page.reload();
      await user.waitForHeading('Is this you?');
      await user.press('Approve');
      await user.waitForHeading('Approved');
      expect(page.url()).toBe(`${gateway.url}/approve`);
      await viewer.waitUntilSignedIn();
    });

    it('unless it is denied', async () => {
      await page.goto(`${gateway.url}/approve?token=${gateway.api.accounts.newestQrToken()}`);
      await user.press('Deny');
      await user.waitForHeading('Denied');
      await viewer.waitForText('The sign-in was denied on the phone.');
      const before = await token();
      await viewer.press('Show a new code');
      await vi.waitUntil(async () => ![before, undefined].includes(await token()), WAIT);
    });

    it('with a code that is renewed when it has expired', async () => {
      const before = await userCode();
      gateway.api.accounts.expireQr();
      await vi.waitUntil(async () => (await userCode()) !== before, WAIT);
      await page.getByRole('link', { name: 'Approve a sign-in' }).click();
      await user.fill({ Code: before });
      await user.press('Look it up');
      await user.waitForAlert('qr_expired');
    });
  });
});
