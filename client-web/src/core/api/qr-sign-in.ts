import type { ClockPort } from '../clock.ts';
import { Store } from '../store.ts';
import type { Api } from './api.ts';
import type { ApiProblem, QrStart } from './result.ts';
import type { SignIn } from './sign-in.ts';

/** Codes shown in a row before somebody has to ask for the next: the page may be forgotten. */
const MAX_CODES = 5;
const TICK_MS = 1000;
/** What was approved just before the end can be had for so long after it, ms. */
const EXPIRY_GRACE_MS = 30_000;

/** What there is to show of a sign-in that another device is to approve. */
export type QrState =
  | { readonly name: 'loading' }
  | {
      readonly name: 'showing';
      /** What the QR code says. */
      readonly url: string;
      readonly userCode: string;
      readonly secondsLeft: number;
    }
  | { readonly name: 'denied' }
  /** Several codes were not used. */
  | { readonly name: 'paused' }
  | { readonly name: 'failed'; readonly problem: ApiProblem };

/**
 * Signs this page in with a device that is signed in: shows a code, asks again and again whether it
 * is approved, and shows another when the API says that it has expired.
 */
export class QrSignIn {
  readonly #api: Pick<Api, 'call'>;
  readonly #signIn: Pick<SignIn, 'accept'>;
  readonly #clock: ClockPort;
  readonly #store = new Store<QrState>({ name: 'loading' });
  /** Counts starts and stops: what was begun before is void. */
  #run = 0;

  constructor(api: Pick<Api, 'call'>, signIn: Pick<SignIn, 'accept'>, clock: ClockPort) {
    this.#api = api;
    this.#signIn = signIn;
    this.#clock = clock;
  }

  /** The newest state; the same object until it changes. */
  readonly state = this.#store.state;

  /** Calls back after each change of the state; the answer unsubscribes. */
  readonly subscribe = this.#store.subscribe;

  /** Shows a code, until it is stopped or somebody is signed in. */
  readonly start = (): void => {
    this.#store.set({ name: 'loading' });
    void this.#showCodes(++this.#run);
  };

  readonly stop = (): void => {
    this.#run++;
  };

  async #showCodes(run: number): Promise<void> {
    for (let codes = 0; codes < MAX_CODES; codes++) {
      const started = await this.#api.call('generateQr', {});
      if (run !== this.#run) return;
      if (!started.ok) return this.#store.set({ name: 'failed', problem: started.problem });
      const isOver = await this.#pollUntilDecided(run, started.value);
      if (isOver) return;
    }
    this.#store.set({ name: 'paused' });
  }

  /**
   * Waits for the decision; false if it did not come in time. That is for the API to say: it may
   * have come since the question before.
   */
  async #pollUntilDecided(run: number, qr: QrStart): Promise<boolean> {
    const endsAt = this.#clock.now() + qr.expires_in * 1000;
    let pollAt = this.#clock.now() + qr.interval * 1000;
    while (this.#clock.now() < endsAt + EXPIRY_GRACE_MS) {
      const leftMs = Math.max(0, endsAt - this.#clock.now());
      this.#store.set({
        name: 'showing',
        url: qr.qr_url,
        userCode: qr.user_code,
        secondsLeft: Math.ceil(leftMs / 1000),
      });
      await new Promise<void>((resolve) => this.#clock.schedule(TICK_MS, resolve));
      if (run !== this.#run) return true;
      if (this.#clock.now() < pollAt) continue;
      const decision = await this.#poll(run, qr);
      if (typeof decision === 'boolean') return decision;
      pollAt = this.#clock.now() + decision;
    }
    return false;
  }

  /** Whether it is decided, false if it never will be; else how long to wait before asking, ms. */
  async #poll(run: number, { token, secret, interval }: QrStart): Promise<boolean | number> {
    const answer = await this.#api.call('qrSession', { token, secret });
    if (run !== this.#run) return true;
    if (answer.ok) {
      if (!('access_token' in answer.value)) return interval * 1000;
      await this.#signIn.accept(answer.value);
      return true;
    }
    const { slug, retryAfterMs = 0 } = answer.problem;
    if (slug === 'qr_denied') {
      this.#store.set({ name: 'denied' });
      return true;
    }
    if (slug === 'qr_unknown' || slug === 'qr_expired') return false;
    return Math.max(interval * 2000, retryAfterMs);
  }
}
