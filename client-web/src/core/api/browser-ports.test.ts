import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocalStorageSignInStore, WebLocks } from './browser-ports.ts';

const ONE = { refreshToken: 'one', userId: 'u' };
const TWO = { refreshToken: 'two', userId: 'u' };

describe('LocalStorageSignInStore', () => {
  let items: Map<string, string>;
  let isForbidden: boolean;
  let onStorage: (event: { key: string | null }) => void;
  let store: LocalStorageSignInStore;

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
    store = new LocalStorageSignInStore();
  });
  afterEach(() => vi.unstubAllGlobals());

  it('loads the newest sign-in, until it is cleared', async () => {
    expect(await store.load()).toBeUndefined();
    await store.save(ONE);
    await store.save(TWO);
    expect(await new LocalStorageSignInStore().load()).toEqual(TWO);
    await store.clear();
    expect(await store.load()).toBeUndefined();
    expect(items.size).toBe(0);
  });

  it('keeps the sign-in in memory where storage is forbidden', async () => {
    isForbidden = true;
    await store.save(ONE);
    expect(await store.load()).toEqual(ONE);
    expect(await new LocalStorageSignInStore().load()).toBeUndefined();
    await store.clear();
    expect(await store.load()).toBeUndefined();
  });

  it.each(['', '{', 'null', '7', '{"refreshToken":7,"userId":"u"}'])(
    'loads nothing from a malformed value: %s',
    async (text) => {
      items.set('sign-in', text);
      expect(await store.load()).toBeUndefined();
    },
  );

  it('notifies of changes by other tabs', () => {
    const listener = vi.fn();
    store.onChange(listener);
    onStorage({ key: 'conversation.2' });
    expect(listener).not.toHaveBeenCalled();
    onStorage({ key: 'sign-in' });
    onStorage({ key: null });
    expect(listener).toHaveBeenCalledTimes(2);
  });
});

describe('WebLocks', () => {
  afterEach(() => vi.unstubAllGlobals());

  it("takes the browser's lock", async () => {
    const request = vi.fn((_: string, work: () => Promise<number>) => work());
    vi.stubGlobal('navigator', { locks: { request } });
    expect(await new WebLocks().exclusive(async () => 7)).toBe(7);
    expect(request).toHaveBeenCalledOnce();
  });

  it('runs unlocked in a browser without locks', async () => {
    vi.stubGlobal('navigator', {});
    expect(await new WebLocks().exclusive(async () => 7)).toBe(7);
  });
});
