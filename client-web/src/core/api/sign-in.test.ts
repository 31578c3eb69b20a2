import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.ts';
import {
  advanceWhile,
  FakeLock,
  FakeRefresh,
  FakeStorage,
  NO_LOCK,
  refused,
  sessionOf,
  USER,
} from './fakes.ts';
import { type LockPort, SignIn } from './sign-in.ts';

const HOUR_MS = 3_600_000;
/** Delay after which a tab sees what another has saved, ms. */
const LAG_MS = 90;

describe('SignIn', () => {
  let storage: FakeStorage;
  let lock: LockPort;
  let clock: FakeClock;
  let api: FakeRefresh;

  beforeEach(() => {
    clock = new FakeClock();
    storage = new FakeStorage(clock);
    lock = new FakeLock();
    api = new FakeRefresh('f', 1);
  });

  const newTab = () =>
    new SignIn({ store: storage.tab(), lock, clock, refresh: (token) => api.exchange(token) });
  const restored = (...tabs: SignIn[]) =>
    advanceWhile(clock, Promise.all(tabs.map((page) => page.restore())));
  /** Waits until all tabs have reacted to the others. */
  const settled = () => advanceWhile(clock, storage.settled());

  it('is signed out without a saved sign-in', async () => {
    const page = newTab();
    expect(page.state().name).toBe('checking');
    await page.restore();
    expect(page.state()).toEqual({ name: 'out', reason: 'none' });
    expect(await page.accessToken()).toBeUndefined();
    expect(api.sent).toEqual([]);
  });

  it('restores the saved sign-in, and saves the rotated token', async () => {
    storage.token = 'us.f.1';
    const page = newTab();
    await page.restore();
    expect(page.state()).toEqual({ name: 'in', user: USER });
    expect(storage.token).toBe('us.f.2');
    expect(await page.accessToken()).toBe('us.f-access-2');
    expect(api.sent).toEqual(['us.f.1']);
  });

  it('is unreachable without a response, and restores the sign-in later', async () => {
    storage.token = 'us.f.1';
    api.fault = refused('unreachable');
    const page = newTab();
    await page.restore();
    expect(page.state()).toEqual({ name: 'unreachable' });
    expect(storage.token).toBe('us.f.1');
    api.fault = undefined;
    await page.restore();
    expect(page.state().name).toBe('in');
  });

  it('stays signed in when a later exchange gets no response', async () => {
    storage.token = 'us.f.1';
    const page = newTab();
    await page.restore();
    clock.advance(HOUR_MS);
    api.fault = refused('unreachable');
    expect(await page.accessToken()).toBeUndefined();
    expect(page.state().name).toBe('in');
  });

  it("lets go of the user's other data when that user signs out here, and not when the API ends it", async () => {
    const told: string[] = [];
    storage.token = 'us.f.1';
    const page = new SignIn({
      store: storage.tab(),
      lock,
      clock,
      refresh: (token) => api.exchange(token),
      onSignOut: () => told.push(page.state().name),
    });
    await page.restore();
    clock.advance(HOUR_MS);
    api.fault = refused('session_revoked');
    await advanceWhile(clock, page.accessToken());
    expect(page.state().name).toBe('out');
    expect(told).toEqual([]);
    await page.accept(sessionOf('g', 1));
    await page.signOut(true);
    expect(told).toEqual(['in']);
  });

  it.each(['session_expired', 'session_revoked'] as const)('ends with %s', async (slug) => {
    storage.token = 'us.f.1';
    api.fault = refused(slug);
    const page = newTab();
    await restored(page);
    expect(page.state()).toEqual({ name: 'out', reason: 'ended' });
    expect(storage.token).toBeUndefined();
  });

  it('renews a token a minute before its expiry, once for all callers', async () => {
    const page = newTab();
    await page.accept(sessionOf('f', 1));
    clock.advance(HOUR_MS - 60_001);
    expect(await page.accessToken()).toBe('us.f-access-1');
    clock.advance(1);
    const tokens = await Promise.all([
      page.accessToken(),
      page.accessToken(),
      page.accessTokenAfter('us.f-access-1'),
    ]);
    expect(new Set(tokens)).toEqual(new Set(['us.f-access-2']));
    expect(api.sent.length).toBe(1);
  });

  it('renews a token that expired while the device slept', async () => {
    const page = newTab();
    await page.accept(sessionOf('f', 1));
    clock.sleep(HOUR_MS);
    expect(await page.accessToken()).toBe('us.f-access-2');
  });

  it('reports a sign-out of which the API was not told', async () => {
    const page = newTab();
    await page.accept(sessionOf('f', 1));
    await page.signOut(false);
    expect(page.state()).toEqual({ name: 'out', reason: 'notRevoked' });
    expect(storage.token).toBeUndefined();
  });

  it('does not renew for a refused token that was replaced already', async () => {
    const page = newTab();
    await page.accept(sessionOf('f', 1));
    expect(await page.accessTokenAfter('us.f-access-1')).toBe('us.f-access-2');
    expect(await page.accessTokenAfter('us.f-access-1')).toBe('us.f-access-2');
    expect(api.sent.length).toBe(1);
  });

  it('clears everything at sign-out', async () => {
    const page = newTab();
    await page.accept(sessionOf('f', 1));
    await page.signOut(true);
    expect(page.state()).toEqual({ name: 'out', reason: 'none' });
    expect(storage.token).toBeUndefined();
    expect(await page.accessToken()).toBeUndefined();
  });

  it('stays signed out after a sign-out during an exchange', async () => {
    storage.token = 'us.f.1';
    const page = newTab();
    api.meanwhile = () => page.signOut(true);
    await page.restore();
    expect(page.state().name).toBe('out');
    expect(storage.token).toBeUndefined();
  });

  it('notifies of each change, until unsubscribed', async () => {
    const page = newTab();
    const names: string[] = [];
    const stop = page.subscribe(() => names.push(page.state().name));
    await page.restore();
    await page.accept(sessionOf('f', 1));
    page.updateProfile({ ...USER, name: 'Anh' });
    expect(page.state()).toMatchObject({ user: { name: 'Anh' } });
    stop();
    await page.signOut(true);
    expect(names).toEqual(['out', 'in', 'in']);
  });

  describe('of several tabs', () => {
    it('exchanges one token after the other', async () => {
      storage.token = 'us.f.1';
      const tabs = Array.from({ length: 5 }, newTab);
      await restored(...tabs);
      expect(tabs.map((page) => page.state().name)).toEqual(Array(5).fill('in'));
      expect(api.sent).toEqual(['us.f.1', 'us.f.2', 'us.f.3', 'us.f.4', 'us.f.5']);
    });

    it('exchanges no old token when a tab sees changes late', async () => {
      storage = new FakeStorage(clock, LAG_MS);
      storage.token = 'us.f.1';
      const tabs = Array.from({ length: 5 }, newTab);
      await restored(...tabs);
      expect(tabs.map((page) => page.state().name)).toEqual(Array(5).fill('in'));
      expect(api.sent).toEqual(['us.f.1', 'us.f.2', 'us.f.3', 'us.f.4', 'us.f.5']);
    });

    it('returns its token at once, however long the lock is held', async () => {
      storage.token = 'us.f.1';
      await newTab().restore();
      expect(clock.now()).toBe(0);
    });

    it('does not end a new sign-in of another tab that it cannot see yet', async () => {
      storage = new FakeStorage(clock, LAG_MS);
      storage.token = 'us.old.7';
      const [page, other] = [newTab(), newTab()];
      api.meanwhile = () => {
        api.meanwhile = () => undefined;
        return other.accept(sessionOf('f', 1));
      };
      await restored(page);
      expect(page.state().name).toBe('in');
      expect(storage.token).toBe('us.f.2');
    });

    it('stays signed in without locks when another tab is faster', async () => {
      lock = NO_LOCK;
      storage.token = 'us.f.1';
      const [slow, quick] = [newTab(), newTab()];
      let isFirst = true;
      api.meanwhile = async () => {
        if (!isFirst) return;
        isFirst = false;
        // The other tab exchanges twice, so the slow tab's token would be refused.
        await quick.restore();
        await quick.accessTokenAfter((await quick.accessToken()) ?? '');
      };
      await slow.restore();
      expect([slow.state().name, quick.state().name]).toEqual(['in', 'in']);
      expect(storage.token).toBe(`us.f.${api.sent.length + 1}`);
    });

    it('does not end a new sign-in of another tab', async () => {
      lock = NO_LOCK;
      storage.token = 'us.old.7';
      const other = newTab();
      const page = newTab();
      api.meanwhile = () => {
        api.meanwhile = () => undefined;
        return other.accept(sessionOf('f', 1));
      };
      await page.restore();
      expect(page.state().name).toBe('in');
      expect(storage.token).toBe('us.f.2');
    });

    it('follows sign-ins and sign-outs of other tabs', async () => {
      const [one, two] = [newTab(), newTab()];
      await Promise.all([one.restore(), two.restore()]);
      await one.accept(sessionOf('f', 1));
      await settled();
      expect(two.state().name).toBe('in');
      await two.signOut(true);
      await settled();
      expect(one.state().name).toBe('out');
      expect(await one.accessToken()).toBeUndefined();
    });

    it('keeps its access token when another tab renews its own', async () => {
      storage.token = 'us.f.1';
      const [one, two] = [newTab(), newTab()];
      await restored(one, two);
      await settled();
      expect(api.sent.length).toBe(2);
      expect(await one.accessToken()).toBe('us.f-access-2');
    });

    it('switches to another user who signed in elsewhere', async () => {
      const [one, two] = [newTab(), newTab()];
      await one.accept(sessionOf('f', 1));
      await settled();
      const other = { ...USER, user_id: 'other' };
      api = new FakeRefresh('g', 1, other);
      await two.accept(sessionOf('g', 1, other));
      await settled();
      expect(await one.accessToken()).toBe('us.g-access-2');
      expect(one.state()).toEqual({ name: 'in', user: other });
      expect(api.sent.length).toBe(1);
    });

    it('keeps its token when the same user signs in anew', async () => {
      const [one, two] = [newTab(), newTab()];
      await one.accept(sessionOf('f', 1));
      await two.accept(sessionOf('g', 1));
      await settled();
      expect(api.sent).toEqual([]);
      expect(await one.accessToken()).toBe('us.f-access-1');
    });
  });
});
