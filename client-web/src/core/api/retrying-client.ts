import type { ClockPort } from '../clock.ts';
import type { RecordEvent } from './client-event-reporter.ts';
import type { Http, HttpRequest } from './http.ts';
import type { RegionSelector } from './region-selector.ts';
import { clientProblem, type HttpResponse, problemOf } from './result.ts';

/** How long to wait before each repetition, ms, give or take a quarter. */
const RETRY_DELAYS_MS = [1000, 2000, 4000];
/** No repetition begins later than this after the first try, ms: somebody waits. */
const MAX_RETRY_WINDOW_MS = 25_000;
/** Who is asked to wait longer, ms, had better tell the person. */
const MAX_RETRY_DELAY_MS = 8000;

/** Which region a request is for. */
export type RegionTarget = 'nearest' | 'speech';

/** Sends requests to the right region, and again where that is safe and may help. */
export class RetryingClient {
  readonly #http: Http;
  readonly #regions: RegionSelector;
  readonly #clock: ClockPort;
  readonly #random: () => number;
  readonly #recordEvent: RecordEvent;

  constructor(
    http: Http,
    regions: RegionSelector,
    clock: ClockPort,
    random: () => number,
    recordEvent: RecordEvent,
  ) {
    this.#http = http;
    this.#regions = regions;
    this.#clock = clock;
    this.#random = random;
    this.#recordEvent = recordEvent;
  }

  /** Never rejects; undefined if no answer came. */
  async send(target: RegionTarget, call: HttpRequest): Promise<HttpResponse | undefined> {
    const began = this.#clock.now();
    for (let repetition = 0; ; repetition++) {
      const reply = await this.#sendOnce(target, call);
      const wait = call.retryable === true ? this.#retryDelayMs(repetition, reply) : undefined;
      if (wait === undefined || this.#clock.now() + wait > began + MAX_RETRY_WINDOW_MS)
        return reply;
      await new Promise<void>((resolve) => this.#clock.schedule(wait, resolve));
    }
  }

  async #sendOnce(target: RegionTarget, call: HttpRequest): Promise<HttpResponse | undefined> {
    const address = await this.#regions[target]();
    if (address === undefined) return undefined;
    const began = this.#clock.now();
    const reply = await this.#http.send(address, call);
    this.#recordOutcome(address, call, this.#clock.now() - began, reply);
    if (reply === undefined) this.#regions.reportUnreachable();
    // With tickets there is no other region to ask.
    else if (reply.status === 503 && target === 'nearest') this.#regions.reportUnavailable();
    return reply;
  }

  /** Refusals are none of the operators' business: they are answers, as others are. */
  #recordOutcome(
    address: string,
    { operation: name }: HttpRequest,
    ms: number,
    reply: HttpResponse | undefined,
  ): void {
    const region = this.#regions.regionOf(address);
    const where = region === undefined ? {} : { region };
    const isRefusal = reply !== undefined && reply.status < 500 && reply.status !== 429;
    if (isRefusal) {
      this.#recordEvent({
        type: 'api_delay',
        ...where,
        ms,
        ...(name === undefined ? {} : { code: name }),
      });
    } else {
      const { slug } = reply === undefined ? clientProblem('unreachable') : problemOf(reply);
      this.#recordEvent({ type: 'api_error', ...where, ms, code: slug });
    }
  }

  /** How long to wait before it is sent again; undefined if it is not to be. */
  #retryDelayMs(repetition: number, reply: HttpResponse | undefined): number | undefined {
    if (reply !== undefined && reply.status < 500) return undefined;
    const least = reply?.retryAfterMs ?? 0;
    const base = RETRY_DELAYS_MS.at(repetition);
    if (base === undefined || least > MAX_RETRY_DELAY_MS) return undefined;
    return Math.max(least, Math.round(base * (0.75 + 0.5 * this.#random())));
  }
}
