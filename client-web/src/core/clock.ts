/** Time, as the core sees it. */
export interface ClockPort {
  /** Ms that never jump back. */
  now(): number;
  /** Ms since 1970, also those for which the device slept; a person may set them. */
  date(): number;
  /** Calls back once, after so many ms; the answer cancels. */
  after(ms: number, callback: () => void): () => void;
}

/** The browser's. */
export class BrowserClock implements ClockPort {
  now(): number {
    return performance.now();
  }

  date(): number {
    return Date.now();
  }

  after(ms: number, callback: () => void): () => void {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  }
}
