import type { ClockPort } from '../clock.ts';

/** Acknowledgements come several times a second, pings every second. */
const UNANSWERED_MS = 2500;
/** Six pings. Less than the ten seconds of the microphone that are kept. */
const SILENT_MS = 6000;
const CHECK_MS = 250;
/** A page that was frozen has not read yet what came meanwhile. */
const LATE_MS = 1000;

/** Notices that a connection is dead although nobody has said so. */
export class Watchdog {
  readonly #clock: ClockPort;
  readonly #onDead: () => void;
  #heardAt = 0;
  #unansweredSince: number | undefined;
  #cancel: (() => void) | undefined;

  /** @param onDead called every 250 ms while the connection seems dead */
  constructor(clock: ClockPort, onDead: () => void) {
    this.#clock = clock;
    this.#onDead = onDead;
  }

  /** A connection has begun. */
  start(): void {
    this.stop();
    this.heard();
    this.#schedule();
  }

  /** There is no connection. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** Something came. */
  heard(): void {
    this.#heardAt = this.#clock.now();
    this.#unansweredSince = undefined;
  }

  /** A frame went out that should be acknowledged. */
  sent(): void {
    this.#unansweredSince ??= this.#clock.now();
  }

  #schedule(): void {
    const due = this.#clock.now() + CHECK_MS;
    this.#cancel = this.#clock.after(CHECK_MS, () => {
      this.#schedule();
      const now = this.#clock.now();
      if (now - due > LATE_MS) this.heard();
      else if (this.#isDead(now)) this.#onDead();
    });
  }

  #isDead(now: number): boolean {
    const unansweredMs = now - (this.#unansweredSince ?? now);
    return unansweredMs >= UNANSWERED_MS || now - this.#heardAt >= SILENT_MS;
  }
}
