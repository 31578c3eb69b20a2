/**
 * Ring buffer of samples with a fixed capacity. When full it refuses the newest samples, so that
 * accepted audio plays without a gap.
 */
export class SampleRing {
  readonly #samples: Float32Array;
  #head = 0;
  #length = 0;

  constructor(capacity: number) {
    this.#samples = new Float32Array(capacity);
  }

  /** Number of buffered samples. */
  get length(): number {
    return this.#length;
  }

  /**
   * Appends PCM16 samples.
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
   * Moves the oldest samples to a target, up to its length.
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

  /** Drops all samples. */
  clear(): void {
    this.#head = 0;
    this.#length = 0;
  }
}
