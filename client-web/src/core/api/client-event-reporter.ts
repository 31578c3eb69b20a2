import type { ClockPort } from '../clock.ts';
import type { HttpClient } from './http.ts';
import type { RegionSelector } from './region-selector.ts';
import type { ClientEvent } from './result.ts';

/** Minimum time between two requests, ms. */
const MIN_INTERVAL_MS = 30_000;
/** Maximum number of events that the API takes at once; further ones tell nothing new. */
const MAX_EVENTS = 50;
/** Longest delay that the API accepts, ms. */
const MAX_DELAY_MS = 600_000;

/** Records an event for the operators. */
export type RecordEvent = (event: ClientEvent) => void;

/**
 * Telemetry of the page: reports delays and errors to the operators in batches, never content or
 * identity. Events that cannot be sent are dropped.
 */
export class ClientEventReporter {
  readonly #http: HttpClient;
  readonly #regions: Pick<RegionSelector, 'nearest'>;
  readonly #clock: ClockPort;
  readonly #version: string;
  #events: ClientEvent[] = [];
  #cancel: (() => void) | undefined;
  #sentAt = Number.NEGATIVE_INFINITY;

  /** @param version version of this page: letters, digits, dots, pluses and minuses */
  constructor(
    http: HttpClient,
    regions: Pick<RegionSelector, 'nearest'>,
    clock: ClockPort,
    version: string,
  ) {
    this.#http = http;
    this.#regions = regions;
    this.#clock = clock;
    this.#version = version;
  }

  /** Queues an event; it is sent within half a minute, together with later ones. */
  readonly record: RecordEvent = (event) => {
    if (this.#events.length === MAX_EVENTS) return;
    this.#events.push({ ...bounded(event), app_version: this.#version });
    this.#cancel ??= this.#clock.schedule(MIN_INTERVAL_MS, this.flush);
  };

  /** Sends the queued events at once, unless a request was just sent: the page may be closing. */
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
