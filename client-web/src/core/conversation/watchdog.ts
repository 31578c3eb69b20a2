import type { ClockPort } from '../clock.ts';

/** Acknowledgements come several times a second, pings every second. */
const UNACKNOWLEDGED_TIMEOUT_MS = 2500;
/** Six pings. Less than the ten seconds of the microphone that are kept. */
const SILENCE_TIMEOUT_MS = 6000;
const CHECK_INTERVAL_MS = 250;
/** A page that was frozen has not read yet what came meanwhile. */
const FROZEN_MS = 1000;

/** Notices that a connection is dead although nobody has said so. */
export class Watchdog {
  readonly #clock: ClockPort;
  readonly #onDead: () => void;
  #receivedAt = 0;
  #unacknowledgedSince: number | undefined;
  #cancel: (() => void) | undefined;

  /** @param onDead called every 250 ms while the connection seems dead */
  constructor(clock: ClockPort, onDead: () => void) {
    this.#clock = clock;
    this.#onDead = onDead;
  }

  /** A connection has begun. */
  start(): void {
    this.stop();
    this.onReceived();
    this.#schedule();
  }

  /** There is no connection. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** Something came. */
  onReceived(): void {
    this.#receivedAt = this.#clock.now();
    this.#unacknowledgedSince = undefined;
  }

  /** A frame went out that should be acknowledged. */
  onFrameSent(): void {
    this.#unacknowledgedSince ??= this.#clock.now();
  }

  #schedule(): void {
    const due = this.#clock.now() + CHECK_INTERVAL_MS;
    this.#cancel = this.#clock.schedule(CHECK_INTERVAL_MS, () => {
      this.#schedule();
      const now = this.#clock.now();
      if (now - due > FROZEN_MS) this.onReceived();
      else if (this.#isDead(now)) this.#onDead();
    });
  }

  #isDead(now: number): boolean {
    const unansweredMs = now - (this.#unacknowledgedSince ?? now);
    return (
      unansweredMs >= UNACKNOWLEDGED_TIMEOUT_MS || now - this.#receivedAt >= SILENCE_TIMEOUT_MS
    );
  }
}
