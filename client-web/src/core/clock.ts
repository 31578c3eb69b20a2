/** Time, as the core sees it. */
export interface ClockPort {
  /** Ms that never jump back. */
  now(): number;
  /** Ms since 1970, also those for which the device slept; a person may set them. */
  wallTime(): number;
  /** Calls back once, after so many ms; the answer cancels. */
  schedule(ms: number, callback: () => void): () => void;
}

/** The browser's. */
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
