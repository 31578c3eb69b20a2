import { describe, expect, it } from 'vitest';
import { spread, textWidth, ticks, wrap } from './scene.ts';

describe('ticks', () => {
  it.each([
    [10, [0, 2, 4, 6, 8, 10]],
    [215, [0, 50, 100, 150, 200, 250]],
    [58, [0, 10, 20, 30, 40, 50, 60]],
    [7.8, [0, 2, 4, 6, 8]],
    [0.4, [0, 0.1, 0.2, 0.3, 0.4]],
    [1, [0, 0.2, 0.4, 0.6, 0.8, 1]],
  ])('cover values up to %d', (max, expected) => {
    expect(ticks(max)).toEqual(expected);
  });

  it('are finite where all values are 0', () => {
    expect(ticks(0).every(Number.isFinite)).toBe(true);
  });
});

describe('spread', () => {
  it('leaves values alone that are far enough apart', () => {
    expect(spread([50, 10, 30], 10, 0, 100)).toEqual([50, 10, 30]);
  });

  it('moves values apart around their middle and keeps the order of the input', () => {
    const [a, b] = spread([52, 50], 10, 0, 100);
    expect(a - b).toBeCloseTo(10);
    expect((a + b) / 2).toBeCloseTo(51);
  });

  it.each([[[0, 0, 0]], [[100, 99, 98, 100]], [[40, 41, 42, 43, 44]]])(
    'keeps %j within the limits',
    (values) => {
      const moved = spread(values, 10, 0, 100).toSorted((a, b) => a - b);
      expect(moved[0]).toBeGreaterThanOrEqual(0);
      expect(moved[moved.length - 1]).toBeLessThanOrEqual(100);
      for (let n = 1; n < moved.length; n++) {
        expect(moved[n] - moved[n - 1]).toBeGreaterThanOrEqual(9.99);
      }
    },
  );
});

describe('wrap', () => {
  it('breaks between words that do not fit one line', () => {
    const lines = wrap('Sea water flows through a gate at high tide', 'label', 120);
    expect(lines.length).toBeGreaterThan(2);
    expect(lines.join(' ')).toBe('Sea water flows through a gate at high tide');
    for (const line of lines) expect(textWidth(line, 'label')).toBeLessThanOrEqual(120);
  });

  it('gives a word that is too long a line of its own', () => {
    expect(wrap('an unpronounceable name', 'label', 40)).toEqual(['an', 'unpronounceable', 'name']);
  });
});
