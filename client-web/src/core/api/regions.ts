import type { Region } from './answer.ts';
import type { Http } from './http.ts';

/** The one region with Nova Sonic. */
export const SPEECH_REGION: Region = 'us-east-1';

const REGIONS: readonly Region[] = [SPEECH_REGION, 'eu-west-1', 'ap-southeast-1'];
const CONFIG_PATH = '/app-config.json';

/** What the page's server says of the API: `/app-config.json`. */
interface AppConfig {
  /** Its address in each region. */
  readonly api: Readonly<Partial<Record<Region, string>>>;
  /** The region to ask, whichever is nearest. */
  readonly region?: Region;
}

/** Where the API is, and which of its regions is nearest: the one that answers first. */
export class Regions {
  readonly #http: Http;
  #config: AppConfig | undefined;
  #nearest: Promise<string | undefined> | undefined;

  constructor(http: Http) {
    this.#http = http;
  }

  /** The address of the region with Nova Sonic; undefined if it is not known. */
  async speech(): Promise<string | undefined> {
    return (await this.#load())?.api[SPEECH_REGION];
  }

  /** The address to ask for everything else; undefined if none is known, or none answers. */
  nearest(): Promise<string | undefined> {
    this.#nearest ??= this.#look().then((address) => {
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
  lost(): void {
    this.#nearest = undefined;
  }

  async #look(): Promise<string | undefined> {
    const config = await this.#load();
    if (config === undefined) return undefined;
    if (config.region !== undefined) return config.api[config.region];
    const addresses = Object.values(config.api);
    if (addresses.length === 1) return addresses[0];
    const answered = addresses.map(async (address) => {
      const reply = await this.#http.once(address, { method: 'GET', path: '/config' });
      if (reply?.status !== 200) throw new Error('no answer');
      return address;
    });
    return Promise.any(answered).catch(() => undefined);
  }

  async #load(): Promise<AppConfig | undefined> {
    if (this.#config === undefined) {
      const reply = await this.#http.once('', { method: 'GET', path: CONFIG_PATH });
      this.#config = reply?.status === 200 ? read(reply.body) : undefined;
    }
    return this.#config;
  }
}

function read(body: unknown): AppConfig | undefined {
  const { api, region } = (body ?? {}) as Partial<Record<keyof AppConfig, unknown>>;
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
