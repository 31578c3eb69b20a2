import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.ts';
import type { Api } from './api.ts';
import { AppConfigWatcher } from './app-config-watcher.ts';
import { advanceUntil, refused } from './fakes.ts';
import type { ApiResult, Config } from './result.ts';

const USUAL: Config = {
  minimum_app_version: '0.0.0',
  notices: [],
  new_tests: true,
  regions: { 'us-east-1': 'https://us', 'eu-west-1': 'https://eu', 'ap-southeast-1': 'https://ap' },
  streaming_url: 'wss://us/nova-sonic',
};

describe('AppConfigWatcher', () => {
  let clock: FakeClock;
  let result: ApiResult<Config>;
  let request: number;
  let watcher: AppConfigWatcher;

  beforeEach(() => {
    clock = new FakeClock();
    request = 0;
    respondWith({});
    const call = async () => {
      request++;
      return result;
    };
    watcher = new AppConfigWatcher({ call: call as unknown as Api['call'] }, '1.2.0', clock);
  });

  function respondWith(config: Partial<Config>): void {
    result = { ok: true, value: { ...USUAL, ...config } };
  }

  it('shows notices and notifies its listeners', async () => {
    const notices: Config['notices'] = [{ id: 'n', text: 'Short breaks.', level: 'info' }];
    respondWith({ notices });
    let notifications = 0;
    const stop = watcher.subscribe(() => notifications++);
    await watcher.refresh();
    expect(watcher.state()).toEqual({ notices, bar: undefined });
    expect(notifications).toBe(1);
    stop();
    await watcher.refresh();
    expect(notifications).toBe(1);
  });

  it.each([
    ['1.2.1', true, 'outdated'],
    ['1.2.0', true, undefined],
    ['1.2.0', false, 'stopped'],
    ['1.2.1', false, 'outdated'],
  ])(
    'with minimum version %s and new tests %s, blocks the start as %s',
    async (minimum, tests, bar) => {
      respondWith({ minimum_app_version: minimum, new_tests: tests });
      await watcher.refresh();
      expect(watcher.state().startBlock).toBe(bar);
    },
  );

  it('refreshes every 30 s while new tests are stopped, however often it was asked to', async () => {
    respondWith({ new_tests: false });
    await Promise.all([watcher.refresh(), watcher.refresh()]);
    expect(request).toBe(2);
    await advanceUntil(clock, () => clock.now() >= 60_500);
    expect(request).toBe(4);
    respondWith({});
    await advanceUntil(clock, () => watcher.state().startBlock === undefined);
    await advanceUntil(clock, () => clock.now() >= 300_000, 1000);
    expect(request).toBe(5);
  });

  it('keeps its state when the API does not respond', async () => {
    respondWith({ new_tests: false });
    await watcher.refresh();
    result = refused('unreachable');
    await advanceUntil(clock, () => request === 3);
    expect(watcher.state().startBlock).toBe('stopped');
  });

  it('blocks nothing before the first response', () => {
    expect(watcher.state()).toEqual({ notices: [], bar: undefined });
  });
});
