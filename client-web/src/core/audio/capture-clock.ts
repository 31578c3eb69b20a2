/**
 * Monotonic capture clock: derives capture times from the audio clock, which stands still while the
 * device sleeps or is taken away. Afterwards it continues at the page's clock, or the gateway would
 * take the pause for a stall of the network.
 */
export class CaptureClock {
  readonly #now: () => number;
  #offset = 0;
  #anchored = false;

  /** @param now returns monotonic time, ms */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Re-anchors the audio clock to the page's clock, because it may have stood still. */
  reanchor(): void {
    this.#anchored = false;
  }

  /** Converts a time of the audio clock to the capture time of a frame, ms. */
  captureMs(audioMs: number): number {
    if (!this.#anchored) {
      this.#offset = Math.max(this.#offset, Math.round(this.#now() - audioMs));
      this.#anchored = true;
    }
    return Math.max(0, audioMs + this.#offset);
  }
}
