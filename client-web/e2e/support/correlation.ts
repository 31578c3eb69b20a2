/** Samples of the reference that are looked for: one second at 16 kHz. */
const TEMPLATE = 16_000;
/** Only every so many samples are compared while looking. */
const STRIDE = 5;

/**
 * How alike a recording is to its original: the normalised cross-correlation at the shift where the
 * loudest second of the original fits best. The recording may begin late and end early.
 *
 * @returns -1 to 1
 */
export function correlation(original: Float32Array, recording: Float32Array): number {
  const from = loudest(original);
  let best = { value: -1, shift: 0 };
  for (let at = 0; at + TEMPLATE <= recording.length; at++) {
    const value = likeness(original, from, recording, at, TEMPLATE, STRIDE);
    if (value > best.value) best = { value, shift: at - from };
  }
  const start = Math.max(0, -best.shift);
  const end = Math.min(original.length, recording.length - best.shift);
  return likeness(original, start, recording, start + best.shift, end - start, 1);
}

function loudest(samples: Float32Array): number {
  let best = { power: -1, from: 0 };
  for (let from = 0; from + TEMPLATE <= samples.length; from += TEMPLATE / 8) {
    const power = samples.subarray(from, from + TEMPLATE).reduce((sum, x) => sum + x * x, 0);
    if (power > best.power) best = { power, from };
  }
  return best.from;
}

function likeness(
  a: Float32Array,
  aFrom: number,
  b: Float32Array,
  bFrom: number,
  length: number,
  stride: number,
): number {
  let product = 0;
  let aPower = 0;
  let bPower = 0;
  for (let n = 0; n < length; n += stride) {
    const x = a[aFrom + n];
    const y = b[bFrom + n];
    product += x * y;
    aPower += x * x;
    bPower += y * y;
  }
  const power = Math.sqrt(aPower * bPower);
  return power === 0 ? 0 : product / power;
}
