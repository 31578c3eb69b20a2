import type { ClockPort } from '../clock.ts';
import { Store } from '../store.ts';
import { isOlder } from '../version.ts';
import type { Config } from './answer.ts';
import type { Api } from './api.ts';

/** From one look to the next while everybody waits for new tests, ms: as old as an answer may be. */
const AGAIN_MS = 30_000;

/** Why no test may begin here just now: this page is too old, or none begins anywhere. */
export type Bar = 'outdated' | 'stopped';

/** What the operators tell the apps. */
interface Told {
  readonly notices: Config['notices'];
  /** Undefined if a test may begin. */
  readonly bar: Bar | undefined;
}

/** What the operators tell this page, as it was told last. A test under way is not concerned. */
export class News {
  readonly #api: Pick<Api, 'call'>;
  readonly #version: string;
  readonly #clock: ClockPort;
  readonly #store = new Store<Told>({ notices: [], bar: undefined });
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
  readonly onState = this.#store.onState;

  /** Asks for the news; while no tests begin, again and again. */
  readonly look = async (): Promise<void> => {
    const answer = await this.#api.call('config', undefined);
    if (answer.ok) this.#become(answer.value);
    this.#cancel();
    if (this.state().bar === 'stopped') this.#cancel = this.#clock.after(AGAIN_MS, this.look);
  };

  #become({ notices, minimum_app_version, new_tests }: Config): void {
    const isOutdated = isOlder(this.#version, minimum_app_version);
    const bar = isOutdated ? 'outdated' : new_tests ? undefined : 'stopped';
    this.#store.become({ notices, bar });
  }
}
