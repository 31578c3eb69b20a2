/** Length of the part that is searched for, samples: one second at 16 kHz. */
const TEMPLATE = 16_000;
/** Step between compared samples during the search. */
const STRIDE = 5;

/** Length of a piece that is compared by itself, samples: half a second. */
const PIECE = 8_000;
/** Maximum drift between two pieces, samples: a tenth of a second. */
const SLACK = 1_600;

/**
 * Similarity of a recording to its original: normalised cross-correlation, piece by piece, of the
 * part that both have. The recording may begin late and end early; between pieces it may lose or
 * gain up to a tenth of a second, as a browser's fake microphone does on a busy machine.
 *
 * @returns -1 to 1
 */
export function correlation(original: Float32Array, recording: Float32Array): number {
  let shift = bestShift(original, recording);
  const sums: Sums = { product: 0, aPower: 0, bPower: 0 };
  for (let from = 0; from + PIECE <= original.length; from += PIECE) {
    if (from + shift < 0 || from + PIECE + shift + SLACK > recording.length) continue;
    shift = refineShift(original, from, recording, shift);
    const piece = sumsOf(original, from, recording, from + shift, PIECE, 1);
    sums.product += piece.product;
    sums.aPower += piece.aPower;
    sums.bPower += piece.bPower;
  }
  return normalised(sums);
}

/** Finds the shift at which the loudest second of the original fits best. */
function bestShift(original: Float32Array, recording: Float32Array): number {
  const from = loudest(original);
  let best = { value: -1, shift: 0 };
  for (let at = 0; at + TEMPLATE <= recording.length; at++) {
    const value = normalised(sumsOf(original, from, recording, at, TEMPLATE, STRIDE));
    if (value > best.value) best = { value, shift: at - from };
  }
  return best.shift;
}

function refineShift(
  original: Float32Array,
  from: number,
  recording: Float32Array,
  shift: number,
): number {
  const similarity = (candidate: number) =>
    normalised(sumsOf(original, from, recording, from + candidate, PIECE, STRIDE));
  // In silence all shifts are alike: keep it.
  let best = { value: similarity(shift), shift };
  for (let candidate = shift - SLACK; candidate <= shift + SLACK; candidate++) {
    if (from + candidate < 0) continue;
    const value = similarity(candidate);
    if (value > best.value) best = { value, shift: candidate };
  }
  return best.shift;
}

function loudest(samples: Float32Array): number {
  let best = { power: -1, from: 0 };
  for (let from = 0; from + TEMPLATE <= samples.length; from += TEMPLATE / 8) {
    const power = samples.subarray(from, from + TEMPLATE).reduce((sum, x) => sum + x * x, 0);
    if (power > best.power) best = { power, from };
  }
  return best.from;
}

interface Sums {
  product: number;
  aPower: number;
  bPower: number;
}

function sumsOf(
  a: Float32Array,
  aFrom: number,
  b: Float32Array,
  bFrom: number,
  length: number,
  stride: number,
): Sums {
  const sums: Sums = { product: 0, aPower: 0, bPower: 0 };
  for (let n = 0; n < length; n += stride) {
    const x = a[aFrom + n];
    const y = b[bFrom + n];
    sums.product += x * y;
    sums.aPower += x * x;
    sums.bPower += y * y;
  }
  return sums;
}

function normalised({ product, aPower, bPower }: Sums): number {
  const power = Math.sqrt(aPower * bPower);
  return power === 0 ? 0 : product / power;
}
