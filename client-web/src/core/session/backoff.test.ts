import { describe, expect, it } from 'vitest';
import { backoffMs } from './backoff.ts';

describe('backoffMs', () => {
  it('does not wait before the first reconnection', () => {
    expect(backoffMs(1, 1)).toBe(0);
  });

  it('doubles from half a second to eight', () => {
    expect([2, 3, 4, 5, 6, 7].map((attempt) => backoffMs(attempt, 1))).toEqual([
      500, 1000, 2000, 4000, 8000, 8000,
    ]);
  });

  it('takes away up to half at random', () => {
    expect(backoffMs(4, 0)).toBe(1000);
    expect(backoffMs(4, 0.5)).toBe(1500);
  });
});
