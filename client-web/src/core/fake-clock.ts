import type { ClockPort } from './clock.ts';

interface Timer {
  readonly due: number;
  readonly callback: () => void;
}

/** Clock that a test advances. */
export class FakeClock implements ClockPort {
  #now = 0;
  #sleptMs = 0;
  #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  wallTime(): number {
    return this.#now + this.#sleptMs;
  }

  schedule(ms: number, callback: () => void): () => void {
    const timer = { due: this.#now + ms, callback };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }

  /** Advances the time and fires the timers that are due, in order. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.due);
      this.#timers.splice(this.#timers.indexOf(next), 1);
      next.callback();
    }
    this.#now = end;
  }

  /** Simulates sleep of the device: only the wall time advances. */
  sleep(ms: number): void {
    this.#sleptMs += ms;
  }

  /** Simulates a frozen page: time advances, and timers fire late. */
  freeze(ms: number): void {
    this.#now += ms;
    this.advance(0);
  }

  #next(end: number): Timer | undefined {
    const due = this.#timers.filter((timer) => timer.due <= end);
    return due.sort((a, b) => a.due - b.due).at(0);
  }
}
