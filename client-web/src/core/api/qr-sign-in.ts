import type { ClockPort } from '../clock.ts';
import { Store } from '../store.ts';
import type { Api } from './api.ts';
import type { ApiProblem, QrStart } from './result.ts';
import type { SignIn } from './sign-in.ts';

/** Maximum number of codes shown in a row without interaction: the page may be abandoned. */
const MAX_CODES = 5;
const TICK_MS = 1000;
/** Time after expiry during which a late approval can still be fetched, ms. */
const EXPIRY_GRACE_MS = 30_000;

/** State of a QR sign-in. */
export type QrState =
  | { readonly name: 'loading' }
  | {
      readonly name: 'showing';
      /** Address that the QR code encodes. */
      readonly url: string;
      readonly userCode: string;
      readonly secondsLeft: number;
    }
  | { readonly name: 'denied' }
  /** Several codes expired unused. */
  | { readonly name: 'paused' }
  | { readonly name: 'failed'; readonly problem: ApiProblem };

/**
 * QR sign-in: shows a code for another device to approve, polls for the decision, and shows a new
 * code when the API says that the old one has expired.
 */
export class QrSignIn {
  readonly #api: Pick<Api, 'call'>;
  readonly #signIn: Pick<SignIn, 'accept'>;
  readonly #clock: ClockPort;
  readonly #store = new Store<QrState>({ name: 'loading' });
  /** Counts starts and stops; a poll loop of an earlier run is void. */
  #run = 0;

  constructor(api: Pick<Api, 'call'>, signIn: Pick<SignIn, 'accept'>, clock: ClockPort) {
    this.#api = api;
    this.#signIn = signIn;
    this.#clock = clock;
  }

  /** Returns the current state; the same object until it changes. */
  readonly state = this.#store.state;

  /** Calls a listener after each change of the state; returns the unsubscriber. */
  readonly subscribe = this.#store.subscribe;

  /** Shows codes until stopped or signed in. */
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
   * Polls until the sign-in is approved or denied. Only the API decides that a code has expired: an
   * approval may have come since the last poll.
   *
   * @returns false if the code expired undecided
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

  /**
   * Polls once.
   *
   * @returns true if decided, false if the code is void, else the delay until the next poll, ms
   */
  async #poll(run: number, { token, secret, interval }: QrStart): Promise<boolean | number> {
    const result = await this.#api.call('qrSession', { token, secret });
    if (run !== this.#run) return true;
    if (result.ok) {
      if (!('access_token' in result.value)) return interval * 1000;
      await this.#signIn.accept(result.value);
      return true;
    }
    const { slug, retryAfterMs = 0 } = result.problem;
    if (slug === 'qr_denied') {
      this.#store.set({ name: 'denied' });
      return true;
    }
    if (slug === 'qr_unknown' || slug === 'qr_expired') return false;
    return Math.max(interval * 2000, retryAfterMs);
  }
}
