import type { ClockPort } from '../clock.ts';
import type { HttpClient } from './http.ts';
import type { PageConfigLoader } from './page-config.ts';
import { REGIONS, SPEECH_REGION } from './regions.ts';
import type { Region } from './result.ts';

/** Minimum time between two selections caused by 503, ms: all regions may be unhealthy. */
const MIN_RESELECT_MS = 5000;

/**
 * Region selector: finds the API's nearest region, the one that responds first. At first it probes
 * `/config`, which is served from memory and so takes hardly longer than the round trip. After a
 * failure it probes `/health`, which includes the region's database.
 */
export class RegionSelector {
  readonly #pageConfig: PageConfigLoader;
  readonly #http: HttpClient;
  readonly #clock: ClockPort;
  #nearest: Promise<string | undefined> | undefined;
  #probePath: '/config' | '/health' = '/config';
  #unavailableAt = Number.NEGATIVE_INFINITY;

  constructor(pageConfig: PageConfigLoader, http: HttpClient, clock: ClockPort) {
    this.#pageConfig = pageConfig;
    this.#http = http;
    this.#clock = clock;
  }

  /** Returns the address of the region with Nova Sonic; undefined if it is not known. */
  async speech(): Promise<string | undefined> {
    return (await this.#pageConfig.load())?.api[SPEECH_REGION];
  }

  /** Returns the address of the nearest region; undefined if none is known or none responds. */
  nearest(): Promise<string | undefined> {
    this.#nearest ??= this.#select().then((address) => {
      if (address === undefined) this.#nearest = undefined;
      return address;
    });
    return this.#nearest;
  }

  /** Returns the region of an address; undefined for an unknown one. */
  regionOf(address: string): Region | undefined {
    return REGIONS.find((region) => this.#pageConfig.state()?.api[region] === address);
  }

  /** Reports that the nearest region did not respond: selects again. */
  reportUnreachable(): void {
    this.#nearest = undefined;
    this.#probePath = '/health';
  }

  /** Reports 503 of the nearest region: selects again, at most once in 5 s. */
  reportUnavailable(): void {
    const now = this.#clock.now();
    if (now < this.#unavailableAt + MIN_RESELECT_MS) return;
    this.#unavailableAt = now;
    this.reportUnreachable();
  }

  async #select(): Promise<string | undefined> {
    const config = await this.#pageConfig.load();
    if (config === undefined) return undefined;
    if (config.region !== undefined) return config.api[config.region];
    const addresses = Object.values(config.api);
    return addresses.length === 1 ? addresses[0] : this.#fastest(addresses);
  }

  /** Returns the first healthy address, else the first that responds: it can say what is wrong. */
  async #fastest(addresses: readonly string[]): Promise<string | undefined> {
    const path = this.#probePath;
    const responses = addresses.map(async (address) => {
      const response = await this.#http.send(address, { method: 'GET', path });
      if (response === undefined) throw new Error('no answer');
      return { address, isHealthy: response.status === 200 };
    });
    const healthy = responses.map(async (response) => {
      const { address, isHealthy } = await response;
      if (!isHealthy) throw new Error('not well');
      return address;
    });
    return Promise.any(healthy)
      .catch(async () => (await Promise.any(responses)).address)
      .catch(() => undefined);
  }
}
