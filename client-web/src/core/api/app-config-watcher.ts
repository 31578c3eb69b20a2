import type { ClockPort } from '../clock.ts';
import { Store } from '../store.ts';
import { isOlder } from '../version.ts';
import type { Api } from './api.ts';
import type { Config } from './result.ts';

/** From one look to the next while everybody waits for new tests, ms: as old as an answer may be. */
const REFRESH_MS = 30_000;

/** Why no test may begin here just now: this page is too old, or none begins anywhere. */
export type StartBlock = 'outdated' | 'stopped';

/** What the operators tell the apps. */
interface AppConfigState {
  readonly notices: Config['notices'];
  /** Undefined if a test may begin. */
  readonly startBlock: StartBlock | undefined;
}

/** What the operators tell this page, as it was told last. A test under way is not concerned. */
export class AppConfigWatcher {
  readonly #api: Pick<Api, 'call'>;
  readonly #version: string;
  readonly #clock: ClockPort;
  readonly #store = new Store<AppConfigState>({ notices: [], startBlock: undefined });
  #cancel: () => void = () => undefined;

  /** @param version this page's, three numbers with dots */
  constructor(api: Pick<Api, 'call'>, version: string, clock: ClockPort) {
    this.#api = api;
    this.#version = version;
    this.#clock = clock;
  }

  /** The newest state; the same object until it changes. */
  readonly state = this.#store.state;

  /** Calls back after each change of the state; the answer unsubscribes. */
  readonly subscribe = this.#store.subscribe;

  /** Asks for the news; while no tests begin, again and again. */
  readonly refresh = async (): Promise<void> => {
    const answer = await this.#api.call('config', undefined);
    if (answer.ok) this.#apply(answer.value);
    this.#cancel();
    if (this.state().startBlock === 'stopped')
      this.#cancel = this.#clock.schedule(REFRESH_MS, this.refresh);
  };

  #apply({ notices, minimum_app_version, new_tests }: Config): void {
    const isOutdated = isOlder(this.#version, minimum_app_version);
    const startBlock = isOutdated ? 'outdated' : new_tests ? undefined : 'stopped';
    this.#store.set({ notices, startBlock: startBlock });
  }
}
