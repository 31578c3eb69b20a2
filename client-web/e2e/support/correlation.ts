/**
 * How alike two recordings of one voice are: the greatest normalised cross-correlation over all
 * shifts up to `maxShift` samples either way, measured where both have sound.
 *
 * @returns -1 to 1
 */
export function correlation(
  reference: Float32Array,
  heard: Float32Array,
  maxShift: number,
): { readonly value: number; readonly shift: number } {
  // Coarse first: every fourth sample of every second shift would alias, so full rate but in steps.
  let best = { value: -1, shift: 0 };
  for (let shift = -maxShift; shift <= maxShift; shift++) {
    const value = at(reference, heard, shift, 7);
    if (value > best.value) best = { value, shift };
  }
  return { ...best, value: at(reference, heard, best.shift, 1) };
}

function at(reference: Float32Array, heard: Float32Array, shift: number, stride: number): number {
  let product = 0;
  let referencePower = 0;
  let heardPower = 0;
  const from = Math.max(0, -shift);
  const to = Math.min(reference.length, heard.length - shift);
  for (let n = from; n < to; n += stride) {
    product += reference[n] * heard[n + shift];
    referencePower += reference[n] ** 2;
    heardPower += heard[n + shift] ** 2;
  }
  const power = Math.sqrt(referencePower * heardPower);
  return power === 0 ? 0 : product / power;
}
