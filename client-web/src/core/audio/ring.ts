/**
 * A ring of samples with a fixed capacity. When it is full, what is newest is refused: what was
 * accepted plays without a hole.
 */
export class SampleRing {
  readonly #samples: Float32Array;
  #head = 0;
  #length = 0;

  constructor(capacity: number) {
    this.#samples = new Float32Array(capacity);
  }

  /** Samples in it. */
  get length(): number {
    return this.#length;
  }

  /**
   * Adds PCM16 samples at the end.
   *
   * @returns how many were accepted, from the first on
   */
  write(pcm: Int16Array): number {
    const accepted = Math.min(pcm.length, this.#samples.length - this.#length);
    let tail = (this.#head + this.#length) % this.#samples.length;
    for (let n = 0; n < accepted; n++) {
      this.#samples[tail] = pcm[n] / 0x8000;
      if (++tail === this.#samples.length) tail = 0;
    }
    this.#length += accepted;
    return accepted;
  }

  /**
   * Moves the oldest samples to `target`, as many as it takes or there are.
   *
   * @returns how many were moved
   */
  read(target: Float32Array): number {
    const count = Math.min(target.length, this.#length);
    const first = Math.min(count, this.#samples.length - this.#head);
    target.set(this.#samples.subarray(this.#head, this.#head + first));
    target.set(this.#samples.subarray(0, count - first), first);
    this.#head = (this.#head + count) % this.#samples.length;
    this.#length -= count;
    return count;
  }

  /** Drops everything. */
  clear(): void {
    this.#head = 0;
    this.#length = 0;
  }
}
