import { describe, expect, it } from 'vitest';
import { captureProblemOf } from './capture-problem.ts';

describe('captureProblem', () => {
  it.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'missing'],
    ['OverconstrainedError', 'missing'],
    ['NotReadableError', 'busy'],
    ['AbortError', 'busy'],
    ['NotSupportedError', 'unsupported'],
    ['TypeError', 'unsupported'],
    ['ErrorOfTomorrow', 'busy'],
  ])('names %s %s', (name, problem) => {
    expect(captureProblemOf(new DOMException('', name))).toBe(problem);
  });
});
