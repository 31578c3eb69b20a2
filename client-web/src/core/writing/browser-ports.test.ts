import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LocalStorageDraftStore } from './browser-ports.ts';
import { newDraft } from './draft.ts';
import { PROMPTS } from './fakes.ts';

const DRAFT = newDraft('general_writing', PROMPTS, 1);

describe('LocalStorageDraftStore', () => {
  let items: Record<string, string>;
  let isForbidden: boolean;
  let onStorage: (event: { key: string | null }) => void;
  let store: LocalStorageDraftStore;

  beforeEach(() => {
    items = { 'sign-in': 'mine' };
    isForbidden = false;
    const check = () => {
      if (isForbidden) throw new DOMException('no', 'SecurityError');
    };
    const methods = {
      getItem: (key: string) => {
        check();
        return items[key] ?? null;
      },
      setItem: (key: string, value: string) => {
        check();
        items[key] = value;
      },
      removeItem: (key: string) => {
        check();
        delete items[key];
      },
    };
    vi.stubGlobal(
      'localStorage',
      new Proxy(methods, {
        ownKeys: () => Object.keys(items),
        getOwnPropertyDescriptor: enumerable,
      }),
    );
    vi.stubGlobal('addEventListener', (_: string, listener: typeof onStorage) => {
      onStorage = listener;
    });
    store = new LocalStorageDraftStore();
  });
  afterEach(() => vi.unstubAllGlobals());

  it('keeps a draft for each account', () => {
    expect(store.save('an', DRAFT)).toBe(true);
    expect(store.load('an')).toEqual(DRAFT);
    expect(store.load('bo')).toBeUndefined();
    store.clear('an');
    expect(items).toEqual({ 'sign-in': 'mine' });
  });

  it('deletes all drafts, or those of others, and nothing else', () => {
    for (const user of ['an', 'bo', 'cy']) store.save(user, DRAFT);
    store.clearAll('bo');
    expect(Object.keys(items)).toEqual(['sign-in', 'writing-draft.bo']);
    store.clearAll();
    expect(Object.keys(items)).toEqual(['sign-in']);
  });

  it('deletes old drafts, and what is none', () => {
    store.save('an', DRAFT);
    store.save('bo', { ...DRAFT, startedAt: 2 });
    items['writing-draft.cy'] = 'odd';
    store.clearStartedBefore(2);
    expect(Object.keys(items)).toEqual(['sign-in', 'writing-draft.bo']);
  });

  it('says that it cannot save where storage is forbidden', () => {
    isForbidden = true;
    expect(store.save('an', DRAFT)).toBe(false);
    expect(store.load('an')).toBeUndefined();
    store.clear('an');
    store.clearAll();
    store.clearStartedBefore(1);
  });

  it('tells whose draft another page has changed', () => {
    const users: string[] = [];
    store.onChange((userId) => users.push(userId));
    onStorage({ key: 'writing-draft.an' });
    onStorage({ key: 'sign-in' });
    onStorage({ key: null });
    expect(users).toEqual(['an']);
  });
});

function enumerable(): PropertyDescriptor {
  return { enumerable: true, configurable: true };
}
