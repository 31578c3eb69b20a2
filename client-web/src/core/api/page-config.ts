import { Store } from '../store.ts';
import type { HttpClient } from './http.ts';
import { REGIONS } from './regions.ts';
import type { Region } from './result.ts';

const PATH = '/app-config.json';

/** Configuration of the page, served by its own origin as `/app-config.json`. */
export interface PageConfig {
  /** Address of the API in each region. */
  readonly api: Readonly<Partial<Record<Region, string>>>;
  /** Fixed region to use instead of the nearest. */
  readonly region?: Region;
  /** Set by the local stack only, whose Maya recognises no speech. */
  readonly examiner?: 'stand-in';
}

/** Loader of the page's configuration: loads it once, and again only after a failure. */
export class PageConfigLoader {
  readonly #http: HttpClient;
  readonly #store = new Store<PageConfig | undefined>(undefined);
  #loading: Promise<PageConfig | undefined> | undefined;

  constructor(http: HttpClient) {
    this.#http = http;
  }

  /** Returns the configuration; undefined until it is loaded. */
  readonly state = this.#store.state;

  /** Calls a listener once the configuration is loaded; returns the unsubscriber. */
  readonly subscribe = this.#store.subscribe;

  /** Returns the configuration; undefined if it cannot be loaded. Never rejects. */
  load(): Promise<PageConfig | undefined> {
    this.#loading ??= this.#fetch();
    return this.#loading;
  }

  async #fetch(): Promise<PageConfig | undefined> {
    const response = await this.#http.send('', { method: 'GET', path: PATH });
    const config = response?.status === 200 ? parse(response.body) : undefined;
    if (config === undefined) this.#loading = undefined;
    else this.#store.set(config);
    return config;
  }
}

function parse(body: unknown): PageConfig | undefined {
  const { api, region, examiner } = (body ?? {}) as Partial<Record<keyof PageConfig, unknown>>;
  if (typeof api !== 'object' || api === null) return undefined;
  const known = Object.entries(api).filter(
    (entry): entry is [Region, string] => isRegion(entry[0]) && typeof entry[1] === 'string',
  );
  const addresses = Object.fromEntries(known.map(([name, url]) => [name, url.replace(/\/+$/, '')]));
  if (known.length === 0) return undefined;
  return {
    api: addresses,
    ...(isRegion(region) && region in addresses ? { region } : {}),
    ...(examiner === 'stand-in' ? { examiner } : {}),
  };
}

function isRegion(name: unknown): name is Region {
  return REGIONS.includes(name as Region);
}
