import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadStep, type SignInStep, saveStep } from './sign-in-step.ts';

const CONFIRM: SignInStep = { name: 'confirm', email: 'an@example.com', registration: 's3cret' };
const START: SignInStep = { name: 'signIn', email: '' };

describe('the saved sign-in step', () => {
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

  it('is one that waits for an email, without the password', () => {
    saveStep({ ...CONFIRM, password: 'seven green lanterns' });
    expect([...items.values()].join()).not.toContain('lanterns');
    expect(loadStep()).toEqual(CONFIRM);
    saveStep({ name: 'reset', email: 'an@example.com' });
    expect(loadStep()).toEqual({ name: 'reset', email: 'an@example.com' });
  });

  it.each<SignInStep>([
    START,
    { name: 'signUp', email: 'an@example.com' },
    { name: 'forgot', email: 'an@example.com' },
    { name: 'qr' },
  ])('is none after $name', (step) => {
    saveStep(CONFIRM);
    saveStep(step);
    expect(items.size).toBe(0);
    expect(loadStep()).toEqual(START);
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
    expect(loadStep()).toEqual(START);
  });

  it('is lost where storage is forbidden, without an error', () => {
    vi.stubGlobal('sessionStorage', undefined);
    expect(() => saveStep(CONFIRM)).not.toThrow();
    expect(loadStep()).toEqual(START);
  });
});
