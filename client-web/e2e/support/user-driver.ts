import type { Locator, Page } from 'playwright-core';

/** Driver of the account pages: performs a user's actions and waits for their effects. */
export class UserDriver {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async fill(fields: Readonly<Record<string, string>>): Promise<void> {
    for (const [label, value] of Object.entries(fields)) {
      await this.#page.getByRole('textbox', { name: label, exact: true }).fill(value);
    }
  }

  async press(name: string): Promise<void> {
    await this.#page.getByRole('button', { name, exact: true }).click();
  }

  async check(...names: string[]): Promise<void> {
    for (const name of names) await this.#page.getByRole('checkbox', { name, exact: true }).check();
  }

  /** Waits for a heading. */
  async waitForHeading(heading: string): Promise<void> {
    await this.#page.getByRole('heading', { name: heading, exact: true }).waitFor();
  }

  async waitForText(text: string | RegExp): Promise<void> {
    await this.#page.getByText(text).first().waitFor();
  }

  /** Waits until a conversation can be started. */
  async waitUntilSignedIn(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Start speaking' }).waitFor();
  }

  async signIn(email: string, password: string): Promise<void> {
    await this.fill({ 'E-mail address': email, Password: password });
    await this.press('Sign in');
  }

  /** Waits for an error message. */
  waitForAlert(text: string): Promise<void> {
    return this.#page.getByRole('alert').getByText(text).waitFor();
  }

  link(name: string): Locator {
    return this.#page.getByRole('link', { name, exact: true });
  }

  /** Returns the name or text of the focused element. */
  focusedElement(): Promise<string> {
    return this.#page.evaluate(() => {
      const { activeElement: element } = document;
      return (element?.getAttribute('name') ?? element?.textContent ?? '').trim();
    });
  }
}
