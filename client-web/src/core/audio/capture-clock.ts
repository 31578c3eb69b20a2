/**
 * Capture times that never jump back, from times on the audio clock. The audio clock stands still
 * while the device sleeps or is taken away; afterwards the times go on where the page's clock is,
 * or the gateway would take the pause for a stall of the network.
 */
export class CaptureClock {
  readonly #now: () => number;
  #offset = 0;
  #anchored = false;

  /** @param now ms of a monotonic clock */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** The audio clock stood still, or may have. */
  reanchor(): void {
    this.#anchored = false;
  }

  /** The capture time of a frame, ms, from its time on the audio clock. */
  captureMs(audioMs: number): number {
    if (!this.#anchored) {
      this.#offset = Math.max(this.#offset, Math.round(this.#now() - audioMs));
      this.#anchored = true;
    }
    return Math.max(0, audioMs + this.#offset);
  }
}
