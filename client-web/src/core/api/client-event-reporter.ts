import type { ClockPort } from '../clock.ts';
import type { Http } from './http.ts';
import type { RegionSelector } from './region-selector.ts';
import type { ClientEvent } from './result.ts';

/** Between two requests, at least, ms. */
const MIN_INTERVAL_MS = 30_000;
/** What the API takes at once. What comes after them tells nothing new. */
const MAX_EVENTS = 50;
/** The longest delay that the API takes, ms. */
const MAX_DELAY_MS = 600_000;

/** Takes note of something for the operators. */
export type RecordEvent = (event: ClientEvent) => void;

/**
 * Tells the operators of delays and errors as this page saw them; never of content, or of who it
 * was. What cannot be sent is forgotten.
 */
export class ClientEventReporter {
  readonly #http: Http;
  readonly #regions: Pick<RegionSelector, 'nearest'>;
  readonly #clock: ClockPort;
  readonly #version: string;
  #events: ClientEvent[] = [];
  #cancel: (() => void) | undefined;
  #sentAt = Number.NEGATIVE_INFINITY;

  /** @param version this page's: letters, digits, dots, pluses and minuses */
  constructor(
    http: Http,
    regions: Pick<RegionSelector, 'nearest'>,
    clock: ClockPort,
    version: string,
  ) {
    this.#http = http;
    this.#regions = regions;
    this.#clock = clock;
    this.#version = version;
  }

  /** Sends it within half a minute, with all that happens until then. */
  readonly record: RecordEvent = (event) => {
    if (this.#events.length === MAX_EVENTS) return;
    this.#events.push({ ...bounded(event), app_version: this.#version });
    this.#cancel ??= this.#clock.schedule(MIN_INTERVAL_MS, this.flush);
  };

  /** Sends what there is, unless something was sent a moment ago: the page may be gone soon. */
  readonly flush = (): void => {
    const now = this.#clock.now();
    if (this.#events.length === 0 || now < this.#sentAt + MIN_INTERVAL_MS) return;
    const events = this.#events;
    this.#events = [];
    this.#sentAt = now;
    this.#cancel?.();
    this.#cancel = undefined;
    void this.#send(events);
  };

  async #send(events: readonly ClientEvent[]): Promise<void> {
    const address = await this.#regions.nearest();
    if (address === undefined) return;
    await this.#http.send(address, {
      method: 'POST',
      path: '/client-events',
      body: { events },
      keepalive: true,
    });
  }
}

function bounded({ ms, ...event }: ClientEvent): ClientEvent {
  return ms === undefined
    ? event
    : { ...event, ms: Math.round(Math.min(Math.max(ms, 0), MAX_DELAY_MS)) };
}
