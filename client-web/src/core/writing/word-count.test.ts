import { describe, expect, it } from 'vitest';
import table from '../../../../docs/word-count.json';
import { wordCount } from './word-count.ts';

const cases = table.cases.map((row) => {
  const units = row.code_units?.map((unit) => parseInt(unit, 16)) ?? [];
  return { times: 1, text: String.fromCharCode(...units), ...row };
});

describe('word count, as in docs/word-count.json', () => {
  it.each(cases)('counts $case', ({ text, times, words }) => {
    expect(wordCount(text.repeat(times))).toBe(words);
  });

  it.each(cases)('counts $case alike in the forms NFC and NFD', ({ text, times, words }) => {
    expect(wordCount(text.repeat(times).normalize('NFC'))).toBe(words);
    expect(wordCount(text.repeat(times).normalize('NFD'))).toBe(words);
  });

  it('takes linear time', () => {
    const started = performance.now();
    for (const text of ['a', 'a-', "'", '1.', 'a.', '\u0301']) wordCount(text.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
