import { describe, expect, it } from 'vitest';
import { Store } from './store.ts';

describe('Store', () => {
  it('tells everybody of another value, who then find it', () => {
    const store = new Store(1);
    const seen: number[] = [];
    store.subscribe(() => seen.push(store.state()));
    store.subscribe(() => seen.push(-store.state()));
    store.set(2);
    expect(seen).toEqual([2, -2]);
  });

  it('tells nobody who no longer listens', () => {
    const store = new Store(1);
    let notifications = 0;
    const stop = store.subscribe(() => notifications++);
    stop();
    store.set(2);
    expect(notifications).toBe(0);
  });

  it('can be changed before anybody is told', () => {
    const store = new Store(1);
    const seen: number[] = [];
    store.subscribe(() => seen.push(store.state()));
    store.setSilently(2);
    expect([store.state(), seen]).toEqual([2, []]);
    store.notify();
    expect(seen).toEqual([2]);
  });
});
