import type { ClockPort } from '../clock.ts';

/** Pause between two requests, which the return of the network can shorten. */
export class Pause {
  readonly #clock: ClockPort;
  #end: () => void = () => undefined;
  #wakeable = false;

  constructor(clock: ClockPort) {
    this.#clock = clock;
  }

  /**
   * Waits; one pause at a time.
   *
   * @param wakeable whether {@link wake} ends it
   */
  wait(ms: number, wakeable: boolean): Promise<void> {
    this.#wakeable = wakeable;
    return new Promise((resolve) => {
      const cancel = this.#clock.schedule(ms, resolve);
      this.#end = () => {
        cancel();
        resolve();
      };
    });
  }

  /** Ends a pause that may be shortened. */
  wake(): void {
    if (this.#wakeable) this.end();
  }

  /** Ends any pause. */
  end(): void {
    this.#end();
  }
}
