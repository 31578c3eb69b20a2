import type { ClockPort } from '../clock.ts';
import type { Http } from './http.ts';
import type { Region } from './result.ts';

/** The one region with Nova Sonic. */
export const SPEECH_REGION: Region = 'us-east-1';

const REGIONS: readonly Region[] = [SPEECH_REGION, 'eu-west-1', 'ap-southeast-1'];
const CONFIG_PATH = '/app-config.json';
/** At least so long from one look for the sake of a doubt to the next, ms: all may be ailing. */
const MIN_RESELECT_MS = 5000;

/** What the page's server says of the API: `/app-config.json`. */
interface PageConfig {
  /** Its address in each region. */
  readonly api: Readonly<Partial<Record<Region, string>>>;
  /** The region to ask, whichever is nearest. */
  readonly region?: Region;
}

/**
 * Where the API is, and which of its regions is nearest: the one that answers first. Each page that
 * begins asks for what a region has in memory, which costs next to nothing and takes no longer than
 * the way. Once there was trouble, the region must be well: it is asked how its database fares.
 */
export class RegionSelector {
  readonly #http: Http;
  readonly #clock: ClockPort;
  #config: PageConfig | undefined;
  #nearest: Promise<string | undefined> | undefined;
  #probePath: '/config' | '/health' = '/config';
  #unavailableAt = Number.NEGATIVE_INFINITY;

  constructor(http: Http, clock: ClockPort) {
    this.#http = http;
    this.#clock = clock;
  }

  /** The address of the region with Nova Sonic; undefined if it is not known. */
  async speech(): Promise<string | undefined> {
    return (await this.#load())?.api[SPEECH_REGION];
  }

  /** The address to ask for everything else; undefined if none is known, or none answers. */
  nearest(): Promise<string | undefined> {
    this.#nearest ??= this.#select().then((address) => {
      if (address === undefined) this.#nearest = undefined;
      return address;
    });
    return this.#nearest;
  }

  /** Whose address it is; undefined if it is none of them. */
  regionOf(address: string): Region | undefined {
    return REGIONS.find((region) => this.#config?.api[region] === address);
  }

  /** An address does not answer any more: looks again for the nearest. */
  reportUnreachable(): void {
    this.#nearest = undefined;
    this.#probePath = '/health';
  }

  /** The nearest answers that it cannot: looks again, now and then, for another that can. */
  reportUnavailable(): void {
    const now = this.#clock.now();
    if (now < this.#unavailableAt + MIN_RESELECT_MS) return;
    this.#unavailableAt = now;
    this.reportUnreachable();
  }

  async #select(): Promise<string | undefined> {
    const config = await this.#load();
    if (config === undefined) return undefined;
    if (config.region !== undefined) return config.api[config.region];
    const addresses = Object.values(config.api);
    return addresses.length === 1 ? addresses[0] : this.#fastest(addresses);
  }

  /** The first that is well; where none is, the first that answers: it can say what is wrong. */
  async #fastest(addresses: readonly string[]): Promise<string | undefined> {
    const path = this.#probePath;
    const replies = addresses.map(async (address) => {
      const reply = await this.#http.send(address, { method: 'GET', path });
      if (reply === undefined) throw new Error('no answer');
      return { address, isWell: reply.status === 200 };
    });
    const well = replies.map(async (reply) => {
      const { address, isWell } = await reply;
      if (!isWell) throw new Error('not well');
      return address;
    });
    return Promise.any(well)
      .catch(async () => (await Promise.any(replies)).address)
      .catch(() => undefined);
  }

  async #load(): Promise<PageConfig | undefined> {
    if (this.#config === undefined) {
      const reply = await this.#http.send('', { method: 'GET', path: CONFIG_PATH });
      this.#config = reply?.status === 200 ? read(reply.body) : undefined;
    }
    return this.#config;
  }
}

function read(body: unknown): PageConfig | undefined {
  const { api, region } = (body ?? {}) as Partial<Record<keyof PageConfig, unknown>>;
  if (typeof api !== 'object' || api === null) return undefined;
  const known = Object.entries(api).filter(
    (entry): entry is [Region, string] => isRegion(entry[0]) && typeof entry[1] === 'string',
  );
  const addresses = Object.fromEntries(known.map(([name, url]) => [name, url.replace(/\/+$/, '')]));
  if (known.length === 0) return undefined;
  return isRegion(region) && region in addresses ? { api: addresses, region } : { api: addresses };
}

function isRegion(name: unknown): name is Region {
  return REGIONS.includes(name as Region);
}
