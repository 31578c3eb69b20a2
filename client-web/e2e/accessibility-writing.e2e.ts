import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import sample from '../src/app/writing/samples/academic-writing.json';
import type { DoneAssessment } from '../src/core/api/writing-types.ts';
import { checkAccessibility } from './support/accessibility.ts';
import { type Browser, openBrowser, screenshot } from './support/browser.ts';
import type { Account } from './support/fake-accounts.ts';
import { FakeGateway } from './support/fake-gateway.ts';
import { UserDriver } from './support/user-driver.ts';

const WHOLE = { whole: true };

/** Accessibility of the pages of the writing test, as in accessibility.e2e.ts. */
describe('a page of the writing test is accessible', () => {
  let browser: Browser;
  let gateway: FakeGateway;
  let page: Page;
  let user: UserDriver;
  let account: Account;

  beforeAll(async () => {
    browser = await openBrowser({ permission: false });
  });
  afterAll(() => browser?.close());
  beforeEach(async () => {
    gateway = await FakeGateway.start();
    account = gateway.api.accounts.create();
    account.user = {
      ...account.user,
      target_band: 7,
      attempts: { academic_writing: 3, general_writing: 0 },
    };
    page = await browser.context.newPage();
    user = new UserDriver(page);
  });
  afterEach(async () => {
    await page.close();
    await gateway.stop();
  });

  const start = async () => {
    await user.press('Start Academic');
    await page.getByRole('tab', { name: 'Task 1' }).waitFor();
  };
  const write = async (task: number, text: string) => {
    await page.getByRole('tab', { name: `Task ${task}` }).click();
    await user.fill({ [`Your answer to Task ${task}`]: text });
  };

  it('to choose a test', async () => {
    await gateway.openSignedIn(page, '/writing', account);
    await user.waitForHeading('Writing test');
    await checkAccessibility(page, 'writing-choice', WHOLE);
  });

  it('to write, to send and to wait', async () => {
    await gateway.openSignedIn(page, '/writing', account);
    await start();
    await write(2, sample.texts['sample-a2'].slice(0, 700));
    await checkAccessibility(page, 'writing-task-2');
    await write(1, sample.texts['sample-a1']);
    await user.waitForText('Saved on this device');
    await checkAccessibility(page, 'writing-task-1');
    await user.press('Finish and send');
    await checkAccessibility(page, 'writing-send');
    gateway.api.writing.refusals.push([503, 'unavailable', 600]);
    await user.press('Send');
    await user.waitForHeading('We are busy just now');
    await user.link('Writing').click();
    await user.waitForText('Your test is on its way');
    await checkAccessibility(page, 'writing-sent', WHOLE);
    gateway.api.writing.pollsUntilDone = 1000;
    await page.reload();
    await user.link('See how it stands').click();
    await user.waitForHeading('Your test is being marked');
    await checkAccessibility(page, 'writing-marking');
  });

  it('to read a report, also one that is odd', async () => {
    gateway.api.writing.add(account, '2026-11-20T09:00:00Z', 6.5);
    await gateway.openSignedIn(page, '/assessments', account);
    await page.locator('.history li').getByRole('link').click();
    await user.waitForHeading('Your report: Academic writing');
    await checkAccessibility(page, 'report', WHOLE);
    expect(await isScrolledSideways(page)).toBe(false);
    gateway.api.writing.change(oddly);
    await page.setViewportSize({ width: 390, height: 844 });
    await page.reload();
    await user.waitForHeading('No overall band');
    await screenshot(page, 'report-odd-390', true);
    expect(await isScrolledSideways(page)).toBe(false);
    await page.emulateMedia({ media: 'print', colorScheme: 'light' });
    await page.setViewportSize({ width: 794, height: 1123 });
    await screenshot(page, 'report-print', true);
    await page.emulateMedia({ media: 'screen' });
  });

  it('to see all reports, or none', async () => {
    await gateway.openSignedIn(page, '/assessments', account);
    await user.waitForHeading('Nothing here yet');
    await checkAccessibility(page, 'history-empty');
    for (const [n, band] of [5, 5.5, 5.5, 6, 6.5].entries()) {
      gateway.api.writing.add(account, new Date(Date.UTC(2026, 8, 3 + n * 17)).toISOString(), band);
    }
    await page.reload();
    await user.waitForHeading('Overall bands');
    await checkAccessibility(page, 'history', WHOLE);
  });

  it('to read a sample', async () => {
    await page.goto(`${gateway.url}/samples/academic-writing`);
    await user.waitForHeading('Sample: Academic writing');
    await checkAccessibility(page, 'sample');
  });

  it('without a report', async () => {
    await gateway.openSignedIn(page, '/assessments/unknown', account);
    await user.waitForHeading('There is no such report');
  });

  it('with text at 200 %', async () => {
    await gateway.openSignedIn(page, '/writing', account);
    await start();
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    await screenshot(page, 'writing-large-text', true);
    expect(await isScrolledSideways(page)).toBe(false);
  });
});

function isScrolledSideways(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
}

/** Makes a report of what is long, turns the direction of text, or is missing. */
function oddly({ overall: _, ...assessment }: DoneAssessment): DoneAssessment {
  const [one, two] = assessment.tasks;
  const [first, ...others] = two.criteria;
  const odd = {
    quote: '\u202Eturned\u202D and \u05E9\u05DC\u05D5\u05DD',
    comment: 'x'.repeat(400),
    kind: 'weakness' as const,
  };
  return {
    ...assessment,
    tasks: [
      { ...one, criteria: [], reasons: ['no_answer'], words: 0, facts: {}, next_actions: [] },
      {
        ...two,
        title: 'A-very-long-title-without-a-space'.repeat(8),
        reasons: ['under_length', 'suspicious_text'],
        criteria: [
          { ...first, evidence: [odd], reasons: ['one_opinion', 'low_evidence'] },
          ...others.slice(1),
          {
            criterion: 'coherence_and_cohesion',
            scoreable: false,
            reasons: ['not_marked'],
            evidence: [],
            checklist: [],
          },
        ],
        error_patterns: two.error_patterns.map((pattern) => ({
          ...pattern,
          quote: '\u0635\u0628\u0627\u062D <b>x</b>',
          correction: '\u{1D504}'.repeat(200),
        })),
      },
    ],
  };
}
