import type { ClockPort } from '../clock.ts';

/**
 * Timeout for any message after an unacknowledged frame: acknowledgements come several times a
 * second.
 */
const UNACKNOWLEDGED_TIMEOUT_MS = 2500;
/** Timeout for any message: six pings, and less than the ten seconds of the replay buffer. */
const SILENCE_TIMEOUT_MS = 6000;
const CHECK_INTERVAL_MS = 250;
/** Delay of a timer that means a frozen page, whose incoming messages are still unread. */
const FROZEN_MS = 1000;

/** Watchdog of a connection: detects that it is dead although it was not closed. */
export class Watchdog {
  readonly #clock: ClockPort;
  readonly #onDead: () => void;
  #receivedAt = 0;
  #unacknowledgedSince: number | undefined;
  #cancel: (() => void) | undefined;

  /** @param onDead called every 250 ms while the connection appears dead */
  constructor(clock: ClockPort, onDead: () => void) {
    this.#clock = clock;
    this.#onDead = onDead;
  }

  /** Starts to watch a new connection. */
  start(): void {
    this.stop();
    this.onReceived();
    this.#schedule();
  }

  /** Stops watching. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }

  /** Takes note of a received message. */
  onReceived(): void {
    this.#receivedAt = this.#clock.now();
    this.#unacknowledgedSince = undefined;
  }

  /** Takes note of a sent frame that is to be acknowledged. */
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
