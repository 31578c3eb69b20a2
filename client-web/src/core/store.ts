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
  readonly onState = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Changes it, and tells everybody. */
  become(value: T): void {
    this.set(value);
    this.tell();
  }

  /** Changes it, for {@link tell} to follow. */
  set(value: T): void {
    this.#value = value;
  }

  tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
