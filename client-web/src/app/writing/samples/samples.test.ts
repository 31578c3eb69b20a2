import { describe, expect, it } from 'vitest';
import type { BandRange } from '../../../core/api/writing-types.ts';
import { wordCount } from '../../../core/writing/word-count.ts';
import { loadSample } from './samples.ts';

const names = ['academic-writing', 'general-writing'] as const;

/** Rounds to the nearest half band, and up in the middle. */
function rounded(value: number): number {
  return Math.floor(value * 2 + 0.5) / 2;
}

function ranged(of: (key: keyof BandRange) => number): BandRange {
  return { band: rounded(of('band')), low: rounded(of('low')), high: rounded(of('high')) };
}

describe.each(names)('the sample %s', async (name) => {
  const { prompts, texts, assessment } = await loadSample(name);
  const tasks = assessment.tasks.map((task) => [task.task_id ?? '', task] as const);

  it.each(tasks)('quotes the text of %s word for word, eight words at most', (id, task) => {
    const quotes = [
      ...task.criteria.flatMap(({ evidence }) => evidence.map(({ quote }) => quote)),
      ...task.error_patterns.map(({ quote }) => quote),
    ];
    for (const quote of quotes) {
      expect(texts[id]).toContain(quote);
      expect(wordCount(quote)).toBeLessThanOrEqual(8);
    }
    for (const { original } of task.improved_sentences) expect(texts[id]).toContain(original);
    expect(task.criteria.flatMap(({ evidence }) => evidence).length).toBeLessThanOrEqual(12);
  });

  it.each(tasks)('counts the words of %s', (id, task) => {
    expect(task.words).toBe(wordCount(texts[id]));
    expect(task.words).toBeGreaterThanOrEqual(task.minimum_words);
    expect(prompts.find(({ task_id }) => task_id === id)?.minimum_words).toBe(task.minimum_words);
  });

  it.each(tasks)('has the mean of four criteria as the band of %s', (_, task) => {
    expect(task.criteria.length).toBe(4);
    const mean = (key: keyof BandRange) =>
      task.criteria.reduce((sum, mark) => sum + (mark[key] ?? Number.NaN), 0) / 4;
    expect(task.band).toEqual(ranged(mean));
    expect(task.next_actions.length).toBe(3);
  });

  it('weighs Task 2 double', () => {
    const [one, two] = assessment.tasks;
    const mean = (key: keyof BandRange) =>
      ((one.band?.[key] ?? Number.NaN) + 2 * (two.band?.[key] ?? Number.NaN)) / 3;
    expect(assessment.overall).toEqual(ranged(mean));
  });
});
