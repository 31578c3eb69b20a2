import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.ts';
import { ClientEventReporter } from './client-event-reporter.ts';
import { FakeNetwork, nextTask } from './fakes.ts';
import { HttpClient } from './http.ts';
import type { ClientEvent } from './result.ts';

const DELAY: ClientEvent = { type: 'api_delay', region: 'us-east-1', ms: 120, code: 'me' };
const SENT = { ...DELAY, app_version: '1.2.3' };

describe('ClientEventReporter', () => {
  let network: FakeNetwork;
  let clock: FakeClock;
  let events: ClientEventReporter;

  beforeEach(() => {
    network = new FakeNetwork();
    clock = new FakeClock();
    network.respond = () => ({ status: 204 });
    const http = new HttpClient(network.fetch, clock);
    const regions = { nearest: async () => 'https://us' };
    events = new ClientEventReporter(http, regions, clock, '1.2.3');
  });

  /** Returns the events of each request. */
  const sent = async () => {
    // Only promises stand between the clock and the network.
    await nextTask();
    return network.requests.map(({ body }) => (body as { events: ClientEvent[] }).events);
  };

  it('sends the events of half a minute in one request', async () => {
    events.record(DELAY);
    clock.advance(20_000);
    events.record({ type: 'page_error', code: 'render' });
    clock.advance(9_999);
    expect(await sent()).toEqual([]);
    clock.advance(1);
    expect(await sent()).toEqual([
      [SENT, { type: 'page_error', code: 'render', app_version: '1.2.3' }],
    ]);
  });

  it('sends nothing without events', async () => {
    events.flush();
    clock.advance(600_000);
    expect(await sent()).toEqual([]);
  });

  it('sends queued events once when the page is closed', async () => {
    events.record(DELAY);
    events.flush();
    events.flush();
    clock.advance(600_000);
    expect(await sent()).toEqual([[SENT]]);
    expect(network.keepaliveUrls).toEqual(['https://us/client-events']);
  });

  it('sends one request in half a minute, however often the page is hidden', async () => {
    for (let second = 0; second < 60; second++) {
      events.record(DELAY);
      events.flush();
      clock.advance(1000);
    }
    expect((await sent()).map(({ length }) => length)).toEqual([1, 30]);
  });

  it('sends at most fifty events', async () => {
    for (let n = 0; n < 200; n++) events.record(DELAY);
    clock.advance(600_000);
    expect((await sent()).map(({ length }) => length)).toEqual([50]);
  });

  it('rounds and bounds delays to what the API accepts', async () => {
    for (const ms of [12.6, -1, 1e9]) events.record({ ...DELAY, ms });
    events.record({ type: 'underrun' });
    clock.advance(30_000);
    expect((await sent())[0].map(({ ms }) => ms)).toEqual([13, 0, 600_000, undefined]);
  });

  it('drops events that cannot be sent', async () => {
    network.respond = () => 'lost';
    events.record(DELAY);
    clock.advance(30_000);
    expect((await sent()).length).toBe(1);
    clock.advance(600_000);
    expect((await sent()).length).toBe(1);
  });
});
