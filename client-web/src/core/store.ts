/** Observable value. */
export class Store<T> {
  readonly #listeners = new Set<() => void>();
  #value: T;

  constructor(value: T) {
    this.#value = value;
  }

  /** Returns the current value; the same object until it changes. */
  readonly state = (): T => this.#value;

  /** Calls a listener after each change; returns the unsubscriber. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Changes the value and notifies all listeners. */
  set(value: T): void {
    this.setSilently(value);
    this.notify();
  }

  /** Changes the value without notification; {@link notify} follows. */
  setSilently(value: T): void {
    this.#value = value;
  }

  notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
