import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocalTokens, WebLocks } from './browser-ports.ts';

describe("what a browser's storage keeps", () => {
  let items: Map<string, string>;
  let isForbidden: boolean;
  let onStorage: (event: { key: string | null }) => void;
  let tokens: LocalTokens;

  beforeEach(() => {
    items = new Map();
    isForbidden = false;
    const allowed = () => {
      if (isForbidden) throw new DOMException('no', 'SecurityError');
      return items;
    };
    vi.stubGlobal('localStorage', {
      getItem: (key: string) => allowed().get(key) ?? null,
      setItem: (key: string, value: string) => allowed().set(key, value),
      removeItem: (key: string) => allowed().delete(key),
    });
    vi.stubGlobal('addEventListener', (_: string, listener: typeof onStorage) => {
      onStorage = listener;
    });
    tokens = new LocalTokens();
  });
  afterEach(() => vi.unstubAllGlobals());

  it('is the newest token, until it is wiped', async () => {
    expect(await tokens.load()).toBeUndefined();
    await tokens.save('one');
    await tokens.save('two');
    expect(await new LocalTokens().load()).toBe('two');
    await tokens.wipe();
    expect(await tokens.load()).toBeUndefined();
    expect(items.size).toBe(0);
  });

  it('is nothing where it is forbidden, but the page still knows', async () => {
    isForbidden = true;
    await tokens.save('one');
    expect(await tokens.load()).toBe('one');
    expect(await new LocalTokens().load()).toBeUndefined();
    await tokens.wipe();
    expect(await tokens.load()).toBeUndefined();
  });

  it('tells when another tab changes it', () => {
    const told = vi.fn();
    tokens.onChange(told);
    onStorage({ key: 'conversation.2' });
    expect(told).not.toHaveBeenCalled();
    onStorage({ key: 'refresh-token' });
    onStorage({ key: null });
    expect(told).toHaveBeenCalledTimes(2);
  });
});

describe("a browser's lock", () => {
  afterEach(() => vi.unstubAllGlobals());

  it('is asked for if it has one', async () => {
    const request = vi.fn((_: string, work: () => Promise<number>) => work());
    vi.stubGlobal('navigator', { locks: { request } });
    expect(await new WebLocks().exclusive(async () => 7)).toBe(7);
    expect(request).toHaveBeenCalledOnce();
  });

  it('is done without if it has none', async () => {
    vi.stubGlobal('navigator', {});
    expect(await new WebLocks().exclusive(async () => 7)).toBe(7);
  });
});
