import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { StandInNote } from './StandInNote.tsx';

describe('the note that Maya is a stand-in', () => {
  const markup = (examiner: 'stand-in' | undefined) =>
    renderToStaticMarkup(createElement(StandInNote, { examiner }));

  it('is absent by default', () => {
    expect(markup(undefined)).toBe('');
  });

  it('says what the stand-in does not do', () => {
    expect(markup('stand-in').replace(/<[^>]+>/g, '')).toBe(
      'This Maya is a stand-in: she detects that you speak, not what you say.',
    );
  });
});
