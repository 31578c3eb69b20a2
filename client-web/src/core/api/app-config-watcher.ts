import type { ClockPort } from '../clock.ts';
import { Store } from '../store.ts';
import { isOlder } from '../version.ts';
import type { Api } from './api.ts';
import type { Config } from './result.ts';

/** Interval of refreshes while new tests are stopped, ms: the maximum age of a cached response. */
const REFRESH_MS = 30_000;

/** Reason why no test may start: this page is outdated, or new tests are stopped everywhere. */
export type StartBlock = 'outdated' | 'stopped';

/** Part of the app configuration that the page shows. */
interface AppConfigState {
  readonly notices: Config['notices'];
  /** Undefined if a test may start. */
  readonly startBlock: StartBlock | undefined;
}

/**
 * Watches the app configuration that operators set: notices, minimum version, stop of new tests. A
 * test in progress is not affected.
 */
export class AppConfigWatcher {
  readonly #api: Pick<Api, 'call'>;
  readonly #version: string;
  readonly #clock: ClockPort;
  readonly #store = new Store<AppConfigState>({ notices: [], startBlock: undefined });
  #cancel: () => void = () => undefined;

  /** @param version version of this page: three numbers with dots */
  constructor(api: Pick<Api, 'call'>, version: string, clock: ClockPort) {
    this.#api = api;
    this.#version = version;
    this.#clock = clock;
  }

  /** Returns the current state; the same object until it changes. */
  readonly state = this.#store.state;

  /** Calls a listener after each change of the state; returns the unsubscriber. */
  readonly subscribe = this.#store.subscribe;

  /** Loads the configuration, and again at intervals while new tests are stopped. */
  readonly refresh = async (): Promise<void> => {
    const result = await this.#api.call('config', undefined);
    if (result.ok) this.#apply(result.value);
    this.#cancel();
    if (this.state().startBlock === 'stopped')
      this.#cancel = this.#clock.schedule(REFRESH_MS, this.refresh);
  };

  #apply({ notices, minimum_app_version, new_tests }: Config): void {
    const isOutdated = isOlder(this.#version, minimum_app_version);
    const startBlock = isOutdated ? 'outdated' : new_tests ? undefined : 'stopped';
    this.#store.set({ notices, startBlock });
  }
}
