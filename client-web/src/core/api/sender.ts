import type { ClockPort } from '../clock.ts';
import type { Reply } from './answer.ts';
import type { Call, Http } from './http.ts';
import type { Regions } from './regions.ts';

/** How long to wait before each repetition, ms, give or take a quarter. */
const WAITS_MS = [1000, 2000, 4000];
/**
 * No repetition begins later than this after the first try, ms: a refresh token that was exchanged,
 * although the answer was lost, is good for another 30 s.
 */
const REPEAT_WITHIN_MS = 25_000;
/** Who is asked to wait longer, ms, had better tell the person. */
const LONGEST_WAIT_MS = 8000;

/** Which region a request is for. */
export type Place = 'nearest' | 'speech';

/** Sends requests to the right region, and again where that is safe and may help. */
export class Sender {
  readonly #http: Http;
  readonly #regions: Regions;
  readonly #clock: ClockPort;
  readonly #random: () => number;

  constructor(http: Http, regions: Regions, clock: ClockPort, random: () => number) {
    this.#http = http;
    this.#regions = regions;
    this.#clock = clock;
    this.#random = random;
  }

  /** Never rejects; undefined if no answer came. */
  async send(place: Place, call: Call): Promise<Reply | undefined> {
    const began = this.#clock.now();
    for (let repetition = 0; ; repetition++) {
      const reply = await this.#once(place, call);
      const wait = call.repeatable === true ? this.#waitMs(repetition, reply) : undefined;
      if (wait === undefined || this.#clock.now() + wait > began + REPEAT_WITHIN_MS) return reply;
      await new Promise<void>((resolve) => this.#clock.after(wait, resolve));
    }
  }

  async #once(place: Place, call: Call): Promise<Reply | undefined> {
    const address = await this.#regions[place]();
    if (address === undefined) return undefined;
    const reply = await this.#http.once(address, call);
    if (reply === undefined) this.#regions.lost();
    return reply;
  }

  /** How long to wait before it is sent again; undefined if it is not to be. */
  #waitMs(repetition: number, reply: Reply | undefined): number | undefined {
    if (reply !== undefined && reply.status < 500) return undefined;
    const least = reply?.retryAfterMs ?? 0;
    const base = WAITS_MS.at(repetition);
    if (base === undefined || least > LONGEST_WAIT_MS) return undefined;
    return Math.max(least, Math.round(base * (0.75 + 0.5 * this.#random())));
  }
}
