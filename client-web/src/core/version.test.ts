import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isOlder } from './version.ts';

describe('isOlder', () => {
  it.each([
    ['1.2.3', '1.2.4'],
    ['1.2.3', '1.3.0'],
    ['1.9.9', '2.0.0'],
    ['1.9.0', '1.10.0'],
    ['9.0.0', '10.0.0'],
    ['1.2.3-beta.1', '1.2.4'],
  ])('%s is older than %s, and not the other way round', (older, newer) => {
    expect(isOlder(older, newer)).toBe(true);
    expect(isOlder(newer, older)).toBe(false);
  });

  it.each([
    ['1.2.3', '1.2.3'],
    ['1.2.3', '0.0.0'],
    ['1.2.3-beta.1', '1.2.3'],
    ['1.2', '2.0.0'],
    ['1.2.3', ''],
    ['1.2.3', '2.0.0.1'],
    ['', ''],
  ])('%s is not older than %s', (version, than) => {
    expect(isOlder(version, than)).toBe(false);
  });

  it('compares as numbers with five digits each do', () => {
    const version = fc.tuple(...Array(3).fill(fc.nat(99_999))) as fc.Arbitrary<number[]>;
    const asOne = (numbers: number[]) =>
      numbers.reduce((sum, part) => sum * 100_000n + BigInt(part), 0n);
    fc.assert(
      fc.property(version, version, (a, b) => {
        expect(isOlder(a.join('.'), b.join('.'))).toBe(asOne(a) < asOne(b));
      }),
    );
  });
});
