import { describe, expect, it } from 'vitest';
import { type Strength, strengthOf } from './password.ts';

describe('strengthOf', () => {
  it.each<[string, Strength]>([
    ['', 'short'],
    ['sevengree', 'short'],
    ['🙂🙂🙂🙂🙂🙂🙂🙂🙂', 'short'],
    ['aaaaaaaaaaaaaaaaaaaaaaaa', 'weak'],
    ['1212121212121212', 'weak'],
    ['alexander', 'short'],
    ['Alexander1', 'weak'],
    ['xalexander-alexander-1', 'weak'],
    ['seven green', 'fair'],
    ['seven green lanterns', 'good'],
    ['日本語のとても長い合い言葉です', 'fair'],
  ])('of %j is %s', (password, strength) => {
    expect(strengthOf(password, 'alexander@example.com')).toBe(strength);
  });

  it('works without an email', () => {
    expect(strengthOf('seven green lanterns', '')).toBe('good');
    expect(strengthOf('seven green lanterns', 'e@example.com')).toBe('good');
  });
});
