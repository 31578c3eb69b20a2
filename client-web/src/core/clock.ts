/** Clock and timers. */
export interface ClockPort {
  /** Monotonic time, ms. */
  now(): number;
  /** Wall time, ms since 1970: includes sleep of the device, and may be set by the user. */
  wallTime(): number;
  /** Runs a callback once after a delay; returns its cancellation. */
  schedule(ms: number, callback: () => void): () => void;
}

/** Clock of the browser. */
export class BrowserClock implements ClockPort {
  now(): number {
    return performance.now();
  }

  wallTime(): number {
    return Date.now();
  }

  schedule(ms: number, callback: () => void): () => void {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  }
}
