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

describe('RegionSelector', () => {
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
    network.respond = ({ url }) => {
      if (url === '/app-config.json') return config;
      const [, name = '', path] = /^https:\/\/(\w+)\/(config|health)$/.exec(url) ?? [];
      if (!reachable.includes(name)) return 'lost';
      return { status: path === 'health' && unhealthy.includes(name) ? 503 : 200, body: {} };
    };
    const http = new HttpClient(network.fetch, clock);
    regions = new RegionSelector(new PageConfigLoader(http), http, clock);
  });

  it('selects the region that responds first', async () => {
    const respond = network.respond;
    let open: (answering: FakeResponse) => void = () => undefined;
    network.respond = (request) =>
      request.url === 'https://us/config'
        ? new Promise((resolve) => {
            open = resolve;
          })
        : request.url === 'https://ap/config'
          ? { status: 503 }
          : respond(request);
    expect(await regions.nearest()).toBe('https://eu');
    open({ status: 200 });
    expect(await regions.nearest()).toBe('https://eu');
  });

  it('selects once, until the region is reported unreachable', async () => {
    reachable = ['ap'];
    await Promise.all([regions.nearest(), regions.nearest()]);
    expect(network.requests.length).toBe(4);
    reachable = ['us'];
    expect(await regions.nearest()).toBe('https://ap');
    regions.reportUnreachable();
    expect(await regions.nearest()).toBe('https://us');
  });

  it('selects again when none responded', async () => {
    reachable = [];
    expect(await regions.nearest()).toBeUndefined();
    reachable = ['eu'];
    expect(await regions.nearest()).toBe('https://eu');
  });

  it('does not probe /health before a failure', async () => {
    unhealthy = ['us', 'eu', 'ap'];
    await regions.nearest();
    expect(network.urls.filter((url) => url.endsWith('/health'))).toEqual([]);
  });

  it.each(['reportUnreachable', 'reportUnavailable'] as const)(
    'selects a healthy region after %s',
    async (how) => {
      reachable = ['us', 'ap'];
      unhealthy = ['us'];
      expect(await regions.nearest()).toBe('https://us');
      regions[how]();
      expect(await regions.nearest()).toBe('https://ap');
    },
  );

  it('selects one that responds where none is healthy', async () => {
    reachable = ['eu'];
    unhealthy = ['eu'];
    regions.reportUnreachable();
    expect(await regions.nearest()).toBe('https://eu');
  });

  it('selects once in five seconds after 503', async () => {
    for (let second = 0; second < 11; second++) {
      regions.reportUnavailable();
      await regions.nearest();
      clock.advance(1000);
    }
    expect(network.urls.filter((url) => url.endsWith('/health')).length).toBe(3 * 3);
  });

  it('uses us-east-1 for speech, whichever is nearest', async () => {
    reachable = ['ap'];
    await regions.nearest();
    expect(await regions.speech()).toBe('https://us');
  });

  it('uses the configured region without a probe', async () => {
    config = { status: 200, body: { api: API, region: 'ap-southeast-1' } };
    expect(await regions.nearest()).toBe('https://ap');
    expect(network.urls).toEqual(['/app-config.json']);
  });

  it('uses the only region without a probe', async () => {
    config = { status: 200, body: { api: { 'us-east-1': 'https://us' }, region: 'eu-west-1' } };
    expect(await regions.nearest()).toBe('https://us');
    expect(network.urls).toEqual(['/app-config.json']);
  });

  it.each<[string, FakeResponse]>([
    ['is unreachable', 'lost'],
    ['has no configuration', { status: 404 }],
    ['has no addresses', { status: 200, body: { api: {} } }],
    [
      'has malformed addresses',
      { status: 200, body: { api: { 'us-east-1': 7, mars: 'https://m' } } },
    ],
    ['responds with null', { status: 200, body: null }],
  ])(
    "has no address when the page's server %s, and loads the configuration again",
    async (_, wrong) => {
      const right = config;
      config = wrong;
      expect(await regions.nearest()).toBeUndefined();
      expect(await regions.speech()).toBeUndefined();
      config = right;
      expect(await regions.speech()).toBe('https://us');
    },
  );
});
