/**
 * Whether a version is older than another, by their first three numbers; what comes after them does
 * not count. What is no version is not older than anything, and nothing is older than it.
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
