import { describe, expect, it } from 'vitest';
import { passwordProblem } from './password.ts';
import { lengthProblem, NAME_MAX } from './text-length.ts';

describe('the length of a text', () => {
  it.each([
    ['', ''],
    ['a'.repeat(100), ''],
    ['😀'.repeat(100), ''],
    ['😀'.repeat(101), 'At most 100 characters, please. These are 101.'],
  ])('is counted in characters: %s', (text, problem) => {
    expect(lengthProblem(text, NAME_MAX)).toBe(problem);
  });

  it.each([
    ['😀'.repeat(9), true, 'At least 10 characters, please.'],
    ['😀'.repeat(9), false, ''],
    ['😀'.repeat(256), true, ''],
    ['e\u0301'.repeat(256), true, ''],
    ['e\u0301'.repeat(9), true, 'At least 10 characters, please.'],
    ['\ufdfa'.repeat(15), false, 'At most 256 characters, please. These are 270.'],
  ])('of the password %s is counted as the API compares it', (password, isNew, problem) => {
    expect(passwordProblem(password, isNew)).toBe(problem);
  });
});
