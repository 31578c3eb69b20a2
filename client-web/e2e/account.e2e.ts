import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Browser, faultsOf, openBrowser } from './support/browser.ts';
import { FakeGateway } from './support/fake-gateway.ts';
import type { Account } from './support/fake-people.ts';
import { Person } from './support/person.ts';

const PATIENCE = { timeout: 10_000, interval: 50 };
const PASSWORD = 'seven green lanterns';

describe('the account', () => {
  let browser: Browser;
  let gateway: FakeGateway;
  let page: Page;
  let person: Person;
  let account: Account;
  let faults: string[];

  beforeAll(async () => {
    browser = await openBrowser({ permission: true });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    gateway = await FakeGateway.start();
    account = gateway.api.people.account();
    page = await browser.context.newPage();
    person = new Person(page);
    faults = faultsOf(page);
    await gateway.visit(page, '/account', account);
    await person.arrivesAt('Your account');
  });
  afterEach(async () => {
    await page.close();
    await gateway.stop();
    expect(faults).toEqual([]);
  });

  const kept = () => page.evaluate(() => Object.keys(localStorage));

  it('is reached from Maya, and leads back', async () => {
    await person.link('Speak with Maya').click();
    await person.isIn();
    expect(new URL(page.url()).pathname).toBe('/');
    await person.link('Account').click();
    await person.arrivesAt('Your account');
    expect(await person.focused()).toBe('Your account');
    await page.goBack();
    await person.isIn();
  });

  it('shows who it is of, and what is left', async () => {
    await person.reads('alex@example.com');
    expect(await page.getByText('Academic speaking').locator('..').textContent()).toContain(
      '4 left',
    );
  });

  it('takes another name', async () => {
    await person.fill({ 'Name (optional)': ' Alexandra ' });
    await person.press('Save');
    await person.arrivesAt('Alexandra');
    expect(account.user.name).toBe('Alexandra');
  });

  it('takes another password, and stays signed in', async () => {
    const change = async (current: string) => {
      await person.fill({ 'Current password': current, 'New password': 'eight red balloons' });
      await person.press('Change password');
    };
    await change('not mine');
    await person.alert('password_wrong');
    await change(PASSWORD);
    await person.reads('Your new password holds.');
    expect(account.password).toBe('eight red balloons');
    await page.reload();
    await person.arrivesAt('Your account');
  });

  it('gives all its data away as a file', async () => {
    const waiting = page.waitForEvent('download');
    await person.press('Download');
    const file = await waiting;
    expect(file.suggestedFilename()).toBe('ielts-ai-prep.json');
    const content = JSON.parse(await readFile(await file.path(), 'utf8'));
    expect(content.account.email).toBe('alex@example.com');
  });

  it.each(['Sign out', 'Sign out everywhere'])('leaves nothing behind: %s', async (name) => {
    await person.press(name);
    await person.arrivesAt('Sign in');
    expect(await kept()).toEqual([]);
    await page.reload();
    await person.arrivesAt('Sign in');
  });

  it('signs out here also when nobody hears it', async () => {
    gateway.api.isUp = false;
    await person.press('Sign out');
    await person.arrivesAt('Sign in');
    await person.reads('We could not be reached');
    expect(await kept()).toEqual([]);
  });

  it('is deleted with the password only', async () => {
    await page.getByText('I want to delete my account').click();
    await person.fill({ Password: 'not mine' });
    await person.check('I know that it cannot be undone');
    await person.press('Delete my account');
    await person.alert('password_wrong');
    expect(gateway.api.people.accounts.size).toBe(1);
    await person.fill({ Password: PASSWORD });
    await person.press('Delete my account');
    await person.arrivesAt('Sign in');
    expect(gateway.api.people.accounts.size).toBe(0);
    expect(await kept()).toEqual([]);
  });

  it('can be found and deleted without the app, from its address alone', async () => {
    await person.press('Sign out');
    await page.goto(`${gateway.url}/account`);
    await person.reads('to delete your account and all that belongs to it');
    await person.signsIn('alex@example.com', PASSWORD);
    await person.arrivesAt('Your account');
    await page.getByRole('heading', { name: 'Delete account' }).waitFor();
  });

  it('says so where there is no page', async () => {
    await page.evaluate(() => history.pushState(null, '', '/nowhere'));
    await page.evaluate(() => dispatchEvent(new Event('popstate')));
    await person.arrivesAt('There is no such page');
  });

  describe('signs another browser in', () => {
    let other: Browser;
    let screen: Page;
    let viewer: Person;

    beforeEach(async () => {
      other = await openBrowser({ permission: true });
      screen = await other.context.newPage();
      viewer = new Person(screen);
      await screen.goto(gateway.url);
      await viewer.press('Sign in with your phone');
      await screen.getByRole('img', { name: /QR code/ }).waitFor();
    });
    afterEach(() => other.close());

    const userCode = async () => (await screen.locator('.qr-user-code b').textContent()) ?? '';
    const token = () =>
      screen.evaluate(() => document.querySelector('.qr-code path:last-child')?.getAttribute('d'));

    it('by a code that is typed', async () => {
      await page.getByRole('link', { name: 'Approve a sign-in' }).click();
      await person.fill({ Code: (await userCode()).toLowerCase().replace('-', ' ') });
      await person.press('Look it up');
      await person.arrivesAt('Is this you?');
      await person.reads('Firefox on Linux');
      await person.reads('Dublin, Ireland');
      await person.reads(await userCode());
      await person.press('Approve');
      await person.arrivesAt('Approved');
      await viewer.isIn();
    });

    it('by an address that is scanned, which does not stay in the history', async () => {
      await page.goto(`${gateway.url}/approve?token=${gateway.api.people.newestQrToken()}`);
      await person.arrivesAt('Is this you?');
      await page.reload();
      await person.arrivesAt('Is this you?');
      await person.press('Approve');
      await person.arrivesAt('Approved');
      expect(page.url()).toBe(`${gateway.url}/approve`);
      await viewer.isIn();
    });

    it('unless it is denied', async () => {
      await page.goto(`${gateway.url}/approve?token=${gateway.api.people.newestQrToken()}`);
      await person.press('Deny');
      await person.arrivesAt('Denied');
      await viewer.reads('The sign-in was denied on the phone.');
      const before = await token();
      await viewer.press('Show a new code');
      await vi.waitUntil(async () => ![before, undefined].includes(await token()), PATIENCE);
    });

    it('with a code that is renewed when it is too old', async () => {
      const before = await userCode();
      gateway.api.people.expireQr();
      await vi.waitUntil(async () => (await userCode()) !== before, PATIENCE);
      await page.getByRole('link', { name: 'Approve a sign-in' }).click();
      await person.fill({ Code: before });
      await person.press('Look it up');
      await person.alert('qr_expired');
    });
  });
});
