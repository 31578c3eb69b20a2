import type { ClockPort } from '../clock.ts';
import type { RecordEvent } from './client-event-reporter.ts';
import type { HttpClient, HttpRequest } from './http.ts';
import type { RegionSelector } from './region-selector.ts';
import { clientProblem, type HttpResponse, problemOf } from './result.ts';

/** Backoff before each retry, ms, with 25 % of jitter either way. */
const RETRY_DELAYS_MS = [1000, 2000, 4000];
/** Maximum time from the first attempt to the start of a retry, ms: a user is waiting. */
const MAX_RETRY_WINDOW_MS = 25_000;
/** Longest Retry-After that is obeyed, ms; beyond it the failure is shown. */
const MAX_RETRY_DELAY_MS = 8000;

/** Region that serves a request. */
export type RegionTarget = 'nearest' | 'speech';

/** Retrying client: sends requests to the right region, and retries those that are idempotent. */
export class RetryingClient {
  readonly #http: HttpClient;
  readonly #regions: RegionSelector;
  readonly #clock: ClockPort;
  readonly #random: () => number;
  readonly #recordEvent: RecordEvent;

  constructor(
    http: HttpClient,
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

  /**
   * Sends a request. Never rejects.
   *
   * @returns undefined if no response arrived
   */
  async send(target: RegionTarget, request: HttpRequest): Promise<HttpResponse | undefined> {
    const startedAt = this.#clock.now();
    for (let retry = 0; ; retry++) {
      const response = await this.#sendOnce(target, request);
      const delayMs = request.retryable === true ? this.#retryDelayMs(retry, response) : undefined;
      if (delayMs === undefined || this.#clock.now() + delayMs > startedAt + MAX_RETRY_WINDOW_MS)
        return response;
      await new Promise<void>((resolve) => this.#clock.schedule(delayMs, resolve));
    }
  }

  async #sendOnce(target: RegionTarget, request: HttpRequest): Promise<HttpResponse | undefined> {
    const address = await this.#regions[target]();
    if (address === undefined) return undefined;
    const startedAt = this.#clock.now();
    const response = await this.#http.send(address, request);
    this.#recordOutcome(address, request, this.#clock.now() - startedAt, response);
    if (response === undefined) this.#regions.reportUnreachable();
    // Tickets come from one region only.
    else if (response.status === 503 && target === 'nearest') this.#regions.reportUnavailable();
    return response;
  }

  /** Records delay or error of a request. A refusal (4xx) is a response like any other. */
  #recordOutcome(
    address: string,
    { operation: name }: HttpRequest,
    ms: number,
    response: HttpResponse | undefined,
  ): void {
    const region = this.#regions.regionOf(address);
    const where = region === undefined ? {} : { region };
    const isRefusal = response !== undefined && response.status < 500 && response.status !== 429;
    if (isRefusal) {
      this.#recordEvent({
        type: 'api_delay',
        ...where,
        ms,
        ...(name === undefined ? {} : { code: name }),
      });
    } else {
      const { slug } = response === undefined ? clientProblem('unreachable') : problemOf(response);
      this.#recordEvent({ type: 'api_error', ...where, ms, code: slug });
    }
  }

  /** Returns the delay before the next retry, ms; undefined if there is to be none. */
  #retryDelayMs(retry: number, response: HttpResponse | undefined): number | undefined {
    if (response !== undefined && response.status < 500) return undefined;
    const minMs = response?.retryAfterMs ?? 0;
    const baseMs = RETRY_DELAYS_MS.at(retry);
    if (baseMs === undefined || minMs > MAX_RETRY_DELAY_MS) return undefined;
    return Math.max(minMs, Math.round(baseMs * (0.75 + 0.5 * this.#random())));
  }
}
