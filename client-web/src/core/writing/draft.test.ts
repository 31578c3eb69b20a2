import { describe, expect, it } from 'vitest';
import { isBlank, newDraft, parseDraft, tooLong, withSubmission, withText } from './draft.ts';
import { PROMPTS } from './fakes.ts';

const EMPTY = newDraft('academic_writing', PROMPTS, 7);

describe('a draft', () => {
  it('is read as it was saved', () => {
    const draft = withSubmission(withText(EMPTY, 'a2-01', 'Тест 😀'), { key: 'k' });
    expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
    expect(
      parseDraft(JSON.stringify(withSubmission(draft, undefined)))?.submission,
    ).toBeUndefined();
  });

  it.each([
    null,
    '',
    '{',
    '[]',
    '3',
    '{}',
    JSON.stringify({ ...EMPTY, module: 'speaking' }),
    JSON.stringify({ ...EMPTY, prompts: [] }),
    JSON.stringify({ ...EMPTY, prompts: [{}] }),
    JSON.stringify({ ...EMPTY, texts: { x: 1 } }),
    JSON.stringify({ ...EMPTY, startedAt: 'now' }),
    JSON.stringify({ ...EMPTY, submission: {} }),
  ])('is not read from %s', (json) => {
    expect(parseDraft(json)).toBeUndefined();
  });

  it('is blank without a visible character', () => {
    expect(isBlank(EMPTY)).toBe(true);
    expect(isBlank(withText(EMPTY, 'a1-01', ' \n'))).toBe(true);
    expect(isBlank(withText(EMPTY, 'a1-01', 'x'))).toBe(false);
  });

  it('is too long beyond 25,000 characters, each of which may be two units', () => {
    expect(tooLong(withText(EMPTY, 'a1-01', '😀'.repeat(25_000)))).toEqual([]);
    expect(tooLong(withText(EMPTY, 'a1-01', 'x'.repeat(25_001)))).toEqual([PROMPTS[0]]);
  });
});
