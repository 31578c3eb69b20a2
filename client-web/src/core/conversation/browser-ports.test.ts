import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeClock } from '../fake-clock.ts';
import { browserPorts } from './browser-ports.ts';
import { FakeTickets } from './fakes.ts';
import type { SavedConversation, SavedConversationStore } from './ports.ts';

const SAVED: SavedConversation = {
  sessionId: 's-1',
  counter: 1,
  sealed: 'c4p',
  sequence: 7,
  epoch: 2,
  playedMs: 300,
  captions: 4,
  wordsLost: true,
  left: false,
};

describe('the conversation store of a tab', () => {
  let storage: FullStorage;
  let store: SavedConversationStore;

  beforeEach(() => {
    storage = new FullStorage();
    vi.stubGlobal('sessionStorage', storage);
    store = browserPorts(new FakeTickets(), new FakeClock(), () => undefined).saved;
  });
  afterEach(() => vi.unstubAllGlobals());

  it('loads the newest conversation', () => {
    store.save(SAVED);
    store.save({ ...SAVED, counter: 2 });
    expect(store.load()?.conversation).toEqual({ ...SAVED, counter: 2 });
  });

  it('loads nothing rather than a superseded capsule', () => {
    store.save(SAVED);
    storage.isFull = true;
    store.save({ ...SAVED, counter: 2 });
    expect(store.load()).toBeUndefined();
    expect(storage.items.size).toBe(0);
  });
});

/** Storage that a test can fill up. */
class FullStorage {
  readonly items = new Map<string, string>();
  isFull = false;

  getItem(key: string): string | null {
    return this.items.get(key) ?? null;
  }

  setItem(key: string, value: string): void {
    if (this.isFull) throw new DOMException('full', 'QuotaExceededError');
    this.items.set(key, value);
  }

  removeItem(key: string): void {
    this.items.delete(key);
  }
}
