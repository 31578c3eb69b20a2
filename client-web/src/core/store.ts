/** A value, with all who want to know when there is another. */
export class Store<T> {
  readonly #listeners = new Set<() => void>();
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** The newest value; the same object until it changes. */
  readonly state = (): T => this.#value;

  /** Calls back after each change; the answer unsubscribes. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Changes it, and tells everybody. */
  set(value: T): void {
    this.setSilently(value);
    this.notify();
  }

  /** Changes it, for {@link notify} to follow. */
  setSilently(value: T): void {
    this.#value = value;
  }

  notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
