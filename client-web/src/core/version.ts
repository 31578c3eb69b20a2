/**
 * Compares two versions by their first three numbers; suffixes do not count.
 *
 * @returns false if either is no version
 */
export function isOlder(version: string, than: string): boolean {
  const left = numbers(version);
  const right = numbers(than);
  if (left === undefined || right === undefined) return false;
  const different = left.findIndex((number, place) => number !== right[place]);
  return different >= 0 && left[different] < right[different];
}

function numbers(version: string): number[] | undefined {
  const [, ...parts] = /^(\d+)\.(\d+)\.(\d+)(?![\d.])/.exec(version) ?? [];
  return parts.length === 0 ? undefined : parts.map(Number);
}
