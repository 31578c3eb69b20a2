import { describe, expect, it } from 'vitest';
import { readTimer, TEST_MS } from './timer.ts';

const MINUTE = 60_000;

describe('the timer', () => {
  it.each([
    [0, '60:00', 'task1'],
    [1, '60:00', 'task1'],
    [1000, '59:59', 'task1'],
    [20 * MINUTE - 1, '40:01', 'task1'],
    [20 * MINUTE, '40:00', 'task2'],
    [59 * MINUTE + 59_001, '0:01', 'task2'],
    [TEST_MS, '0:00', 'over'],
    [50 * TEST_MS, '0:00', 'over'],
    [-5 * MINUTE, '60:00', 'task1'],
  ])('after %i ms shows %s, in the part %s', (passedMs, label, part) => {
    expect(readTimer(1000, 1000 + passedMs)).toMatchObject({ label, part });
  });

  it('announces each remarkable minute once', () => {
    const heard: string[] = [];
    for (let ms = 0; ms <= TEST_MS + MINUTE; ms += 1000) {
      const { announcement } = readTimer(0, ms);
      if (announcement !== '' && heard.at(-1) !== announcement) heard.push(announcement);
    }
    expect(heard).toEqual([
      '40 minutes left: the time for Task 2.',
      '10 minutes left.',
      '5 minutes left.',
      '1 minute left.',
      'Time is up. You can still finish and send.',
    ]);
  });

  it('says the time when it is that time', () => {
    expect(readTimer(0, 50 * MINUTE - 1000).announcement).toBe('');
    expect(readTimer(0, 50 * MINUTE).announcement).toBe('10 minutes left.');
  });
});
