/** Filter taps at ratios up to 3; from 48 kHz to 16 kHz they keep aliases below -90 dB. */
const TAPS = 64;
/** Shape of the Kaiser window: about -90 dB in the stop band. */
const KAISER_BETA = 9;
/** Cutoff (-6 dB) as a share of the lower of the two Nyquist frequencies. */
const CUTOFF = 0.9;
/** Bound on the coefficient table for rates without a common divisor. */
const MAX_PHASES = 1024;

/**
 * Resampler for a stream of mono samples: a windowed sinc. It keeps the last samples between calls,
 * so a stream may be cut into blocks of any length; the position is counted in integers and never
 * drifts.
 */
export class Resampler {
  readonly #from: number;
  readonly #to: number;
  readonly #taps: number;
  readonly #phases: number;
  readonly #table: Float32Array;
  /** Newest `taps` samples of the past, then the current block. */
  #window: Float32Array;
  #output = new Float32Array(128);
  /** Position of the next output: index in the block of the newest sample it needs, from -1 ... */
  #index = 0;
  /** ... and the remainder, in units of 1 / to. */
  #rest = 0;

  /**
   * @param from sample rate of the input, Hz, an integer
   * @param to sample rate of the output, Hz, an integer
   */
  constructor(from: number, to: number) {
    this.#from = from;
    this.#to = to;
    this.#taps = TAPS * Math.max(1, Math.ceil(from / to / 3));
    this.#phases = Math.min(to / greatestCommonDivisor(from, to), MAX_PHASES);
    this.#table = coefficients(this.#taps, this.#phases, Math.min(1, to / from) * CUTOFF);
    this.#window = new Float32Array(this.#taps + 128);
  }

  /** Returns the minimum number of input samples for so many outputs of {@link process}. */
  inputFor(outputs: number): number {
    if (outputs === 0) return 0;
    const last = this.#index + Math.floor((this.#rest + (outputs - 1) * this.#from) / this.#to);
    return Math.max(0, last + 1);
  }

  /**
   * Converts the next block.
   *
   * @param limit maximum number of output samples: the number given to {@link inputFor}
   * @returns a view that is valid until the next call
   */
  process(input: Float32Array, limit = Number.POSITIVE_INFINITY): Float32Array {
    const past = this.#taps;
    this.#grow(input.length);
    this.#window.set(input, past);
    let outputs = 0;
    while (this.#index < input.length && outputs < limit) {
      this.#output[outputs++] = this.#convolve();
      this.#rest += this.#from;
      this.#index += Math.floor(this.#rest / this.#to);
      this.#rest %= this.#to;
    }
    this.#index -= input.length;
    this.#window.copyWithin(0, input.length, input.length + past);
    return this.#output.subarray(0, outputs);
  }

  /** Deletes the past: the next block starts a new stream. */
  reset(): void {
    this.#window.fill(0);
    this.#index = 0;
    this.#rest = 0;
  }

  #convolve(): number {
    const phase = Math.floor((this.#rest * this.#phases) / this.#to);
    const offset = phase * this.#taps;
    let sum = 0;
    for (let tap = 0; tap < this.#taps; tap++) {
      sum += this.#table[offset + tap] * this.#window[this.#index + 1 + tap];
    }
    return sum;
  }

  #grow(inputLength: number): void {
    const past = this.#taps;
    if (this.#window.length < past + inputLength) {
      const window = new Float32Array(past + inputLength);
      window.set(this.#window.subarray(0, past));
      this.#window = window;
    }
    const outputs = Math.ceil((inputLength * this.#to) / this.#from) + 1;
    if (this.#output.length < outputs) this.#output = new Float32Array(outputs);
  }
}

/** Creates a row of taps for each phase, normalised to a sum of 1 so that no phase is louder. */
function coefficients(taps: number, phases: number, cutoff: number): Float32Array {
  const table = new Float32Array(taps * phases);
  const half = taps / 2;
  for (let phase = 0; phase < phases; phase++) {
    const row = new Float64Array(taps);
    for (let tap = 0; tap < taps; tap++) {
      const distance = tap - (half - 1) - phase / phases;
      row[tap] = sinc(distance * cutoff) * kaiser(distance / half);
    }
    const sum = row.reduce((total, value) => total + value, 0);
    table.set(
      row.map((value) => value / sum),
      phase * taps,
    );
  }
  return table;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** Evaluates the Kaiser window at `x`, from -1 to 1. */
function kaiser(x: number): number {
  return bessel(KAISER_BETA * Math.sqrt(Math.max(0, 1 - x * x))) / bessel(KAISER_BETA);
}

/** Evaluates the modified Bessel function of the first kind, order zero, as its power series. */
function bessel(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > sum * 1e-12; k++) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
