import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.ts';
import { FakeNetwork } from './fakes.ts';
import { HttpClient } from './http.ts';
import { PageConfigLoader } from './page-config.ts';

const API = { 'us-east-1': 'https://us' };

describe('PageConfigLoader', () => {
  let network: FakeNetwork;
  let loader: PageConfigLoader;

  beforeEach(() => {
    network = new FakeNetwork();
    loader = new PageConfigLoader(new HttpClient(network.fetch, new FakeClock()));
  });

  it('loads once, also for concurrent callers, and notifies its listeners', async () => {
    network.respond = () => ({ status: 200, body: { api: API } });
    let notifications = 0;
    loader.subscribe(() => notifications++);
    expect(loader.state()).toBeUndefined();
    await Promise.all([loader.load(), loader.load()]);
    expect(await loader.load()).toEqual({ api: API });
    expect(loader.state()).toEqual({ api: API });
    expect(network.urls).toEqual(['/app-config.json']);
    expect(notifications).toBe(1);
  });

  it('loads again after a failure', async () => {
    expect(await loader.load()).toBeUndefined();
    network.respond = () => ({ status: 200, body: { api: API } });
    expect(await loader.load()).toEqual({ api: API });
  });

  it.each([
    ['stand-in', 'stand-in'],
    ['Maya', undefined],
    [true, undefined],
    [undefined, undefined],
  ])('reads of the examiner %j: %j', async (examiner, wanted) => {
    network.respond = () => ({ status: 200, body: { api: API, examiner } });
    expect((await loader.load())?.examiner).toBe(wanted);
  });
});
