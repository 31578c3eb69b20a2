import { describe, expect, it } from 'vitest';
import { backoffMs, connectTimeoutMs } from './backoff.ts';

describe('backoffMs', () => {
  it('does not wait before the first reconnection', () => {
    expect(backoffMs(1, 1)).toBe(0);
  });

  it('doubles from a quarter of a second to four', () => {
    expect([2, 3, 4, 5, 6, 7].map((attempt) => backoffMs(attempt, 1))).toEqual([
      250, 500, 1000, 2000, 4000, 4000,
    ]);
  });

  it('applies full jitter', () => {
    expect(backoffMs(4, 0)).toBe(0);
    expect(backoffMs(4, 0.5)).toBe(500);
  });
});

describe('connectTimeoutMs', () => {
  it('is long for the first connection, and short after a loss', () => {
    expect([0, 1, 2, 3, 4, 5].map(connectTimeoutMs)).toEqual([
      10_000, 2000, 2000, 2000, 5000, 5000,
    ]);
  });
});
