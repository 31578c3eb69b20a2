import { describe, expect, it } from 'vitest';
import { bandText, factsOf, lengthText, rangeText, targetText } from './report-words.ts';

describe('the words of a report', () => {
  it('have bands with their half', () => {
    expect([6, 6.5, 9].map(bandText)).toEqual(['6.0', '6.5', '9.0']);
  });

  it('say the range of a band', () => {
    expect(rangeText({ band: 6.5, low: 6, high: 7 })).toBe('Likely between 6.0 and 7.0');
    expect(rangeText({ band: 6, low: 6, high: 6 })).toBe('Every reading came to 6.0');
  });

  it.each([
    [6, 6.5, 'Half a band below your target of 6.5.'],
    [6, 7, 'One band below your target of 7.0.'],
    [5, 6.5, '1.5 bands below your target of 6.5.'],
    [7, 7, 'You have reached your target of 7.0.'],
    [8, 7, 'You have reached your target of 7.0.'],
  ])('compare band %d with target %d', (band, target, text) => {
    expect(targetText(band, target)).toBe(text);
  });

  it('omit measures that there are not', () => {
    expect(factsOf({})).toEqual([]);
    const facts = factsOf({ copied_share: 0.126, words_per_sentence: 14.53, sentences: 0 });
    expect(facts.map(({ value }) => value)).toEqual(['0', '14.5', '13 %']);
  });

  it('compare a length with the minimum', () => {
    expect(lengthText(0, 250)).toBe('No answer');
    expect(lengthText(250, 250)).toBe('250 words');
    expect(lengthText(131, 150)).toBe('131 words, 19 below 150');
  });
});
