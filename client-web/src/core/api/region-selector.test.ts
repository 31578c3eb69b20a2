import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.ts';
import { FakeNetwork, type FakeResponse } from './fakes.ts';
import { HttpClient } from './http.ts';
import { PageConfigLoader } from './page-config.ts';
import { RegionSelector } from './region-selector.ts';

const API = {
  'us-east-1': 'https://us/',
  'eu-west-1': 'https://eu',
  'ap-southeast-1': 'https://ap',
};

describe('Regions', () => {
  let network: FakeNetwork;
  let config: FakeResponse;
  /** Regions that respond at all. */
  let reachable: string[];
  /** Regions whose database is unavailable. */
  let unhealthy: string[];
  let clock: FakeClock;
  let regions: RegionSelector;

  beforeEach(() => {
    network = new FakeNetwork();
    config = { status: 200, body: { api: API } };
    reachable = ['us', 'eu', 'ap'];
    unhealthy = [];
    clock = new FakeClock();
    network.answer = ({ url }) => {
      if (url === '/app-config.json') return config;
      const [, name = '', path] = /^https:\/\/(\w+)\/(config|health)$/.exec(url) ?? [];
      if (!reachable.includes(name)) return 'lost';
      return { status: path === 'health' && unhealthy.includes(name) ? 503 : 200, body: {} };
    };
    const http = new HttpClient(network.fetch, clock);
    regions = new RegionSelector(new PageConfigLoader(http), http, clock);
  });

  it('asks the one that answers first', async () => {
    const answer = network.answer;
    let open: (answering: FakeResponse) => void = () => undefined;
    network.answer = (asked) =>
      asked.url === 'https://us/config'
        ? new Promise((resolve) => {
            open = resolve;
          })
        : asked.url === 'https://ap/config'
          ? { status: 503 }
          : answer(asked);
    expect(await regions.nearest()).toBe('https://eu');
    open({ status: 200 });
    expect(await regions.nearest()).toBe('https://eu');
  });

  it('looks once, until it is told that the address was lost', async () => {
    reachable = ['ap'];
    await Promise.all([regions.nearest(), regions.nearest()]);
    expect(network.requests.length).toBe(4);
    reachable = ['us'];
    expect(await regions.nearest()).toBe('https://ap');
    regions.reportUnreachable();
    expect(await regions.nearest()).toBe('https://us');
  });

  it('looks again when none answered', async () => {
    reachable = [];
    expect(await regions.nearest()).toBeUndefined();
    reachable = ['eu'];
    expect(await regions.nearest()).toBe('https://eu');
  });

  it('asks nobody how they fare before there was trouble', async () => {
    unhealthy = ['us', 'eu', 'ap'];
    await regions.nearest();
    expect(network.urls.filter((url) => url.endsWith('/health'))).toEqual([]);
  });

  it.each(['reportUnreachable', 'reportUnavailable'] as const)(
    'finds one that is well once one was %s',
    async (how) => {
      reachable = ['us', 'ap'];
      unhealthy = ['us'];
      expect(await regions.nearest()).toBe('https://us');
      regions[how]();
      expect(await regions.nearest()).toBe('https://ap');
    },
  );

  it('asks one that answers where none is well', async () => {
    reachable = ['eu'];
    unhealthy = ['eu'];
    regions.reportUnreachable();
    expect(await regions.nearest()).toBe('https://eu');
  });

  it('looks once in five seconds for the sake of doubts', async () => {
    for (let second = 0; second < 11; second++) {
      regions.reportUnavailable();
      await regions.nearest();
      clock.advance(1000);
    }
    expect(network.urls.filter((url) => url.endsWith('/health')).length).toBe(3 * 3);
  });

  it('goes to the one with Nova Sonic for speech, wherever it is nearest', async () => {
    reachable = ['ap'];
    await regions.nearest();
    expect(await regions.speech()).toBe('https://us');
  });

  it('does not look where the server says which', async () => {
    config = { status: 200, body: { api: API, region: 'ap-southeast-1' } };
    expect(await regions.nearest()).toBe('https://ap');
    expect(network.urls).toEqual(['/app-config.json']);
  });

  it('does not look where there is only one', async () => {
    config = { status: 200, body: { api: { 'us-east-1': 'https://us' }, region: 'eu-west-1' } };
    expect(await regions.nearest()).toBe('https://us');
    expect(network.urls).toEqual(['/app-config.json']);
  });

  it.each<[string, FakeResponse]>([
    ['is away', 'lost'],
    ['has no configuration', { status: 404 }],
    ['says nothing of the API', { status: 200, body: { api: {} } }],
    ['says it wrongly', { status: 200, body: { api: { 'us-east-1': 7, mars: 'https://m' } } }],
    ['says nothing', { status: 200, body: null }],
  ])("knows no address when the page's server %s, and asks it again", async (_, wrong) => {
    const right = config;
    config = wrong;
    expect(await regions.nearest()).toBeUndefined();
    expect(await regions.speech()).toBeUndefined();
    config = right;
    expect(await regions.speech()).toBe('https://us');
  });
});
