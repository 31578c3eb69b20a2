import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepStep, keptStep, type Step } from './step.ts';

const CONFIRM: Step = { name: 'confirm', email: 'an@example.com', registration: 's3cret' };
const START: Step = { name: 'signIn', email: '' };

describe('the step that a tab keeps', () => {
  let items: Map<string, string>;

  beforeEach(() => {
    items = new Map();
    vi.stubGlobal('sessionStorage', {
      getItem: (key: string) => items.get(key) ?? null,
      setItem: (key: string, value: string) => void items.set(key, value),
      removeItem: (key: string) => void items.delete(key),
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is the one that waits for a mail, without the password', () => {
    keepStep({ ...CONFIRM, password: 'seven green lanterns' });
    expect([...items.values()].join()).not.toContain('lanterns');
    expect(keptStep()).toEqual(CONFIRM);
    keepStep({ name: 'reset', email: 'an@example.com' });
    expect(keptStep()).toEqual({ name: 'reset', email: 'an@example.com' });
  });

  it.each<Step>([
    START,
    { name: 'signUp', email: 'an@example.com' },
    { name: 'forgot', email: 'an@example.com' },
    { name: 'qr' },
  ])('is none after $name', (step) => {
    keepStep(CONFIRM);
    keepStep(step);
    expect(items.size).toBe(0);
    expect(keptStep()).toEqual(START);
  });

  it.each([
    'nonsense',
    'null',
    '[]',
    '{"name":"confirm","email":"an@example.com"}',
    '{"name":"confirm","registration":"s"}',
    '{"name":"qr","email":"an@example.com"}',
  ])('is none where there is %s', (text) => {
    items.set('way-in', text);
    expect(keptStep()).toEqual(START);
  });

  it('is lost where storage is forbidden, and nothing else', () => {
    vi.stubGlobal('sessionStorage', undefined);
    expect(() => keepStep(CONFIRM)).not.toThrow();
    expect(keptStep()).toEqual(START);
  });
});
