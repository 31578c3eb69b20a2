import { describe, expect, it } from 'vitest';
import { Store } from './store.ts';

describe('Store', () => {
  it('notifies all listeners of another value', () => {
    const store = new Store(1);
    const seen: number[] = [];
    store.subscribe(() => seen.push(store.state()));
    store.subscribe(() => seen.push(-store.state()));
    store.set(2);
    expect(seen).toEqual([2, -2]);
  });

  it('does not notify after an unsubscription', () => {
    const store = new Store(1);
    let notifications = 0;
    const stop = store.subscribe(() => notifications++);
    stop();
    store.set(2);
    expect(notifications).toBe(0);
  });

  it('can be changed before the notification', () => {
    const store = new Store(1);
    const seen: number[] = [];
    store.subscribe(() => seen.push(store.state()));
    store.setSilently(2);
    expect([store.state(), seen]).toEqual([2, []]);
    store.notify();
    expect(seen).toEqual([2]);
  });
});
