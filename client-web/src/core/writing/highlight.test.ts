import { describe, expect, it } from 'vitest';
import type { Evidence } from '../api/writing-types.ts';
import { highlight } from './highlight.ts';

const weak = (quote: string): Evidence => ({ quote, comment: `on ${quote}`, kind: 'weakness' });

describe('highlighted evidence', () => {
  it('splits the text at quotes, in the order of the text', () => {
    expect(
      highlight('one two three', [weak('three'), { ...weak('one'), kind: 'strength' }]),
    ).toEqual([
      { text: 'one', kind: 'strength', comment: 'on one' },
      { text: ' two ' },
      { text: 'three', kind: 'weakness', comment: 'on three' },
    ]);
  });

  it('leaves the text whole without a quote from it', () => {
    expect(highlight('one', [weak('two'), weak('')])).toEqual([{ text: 'one' }]);
    expect(highlight('', [weak('two')])).toEqual([]);
  });

  it('keeps every character once where quotes overlap', () => {
    const parts = highlight('a b c d', [weak('a b c'), weak('b c d'), weak('a b')]);
    expect(parts.map(({ text }) => text)).toEqual(['a b c', ' d']);
  });
});
