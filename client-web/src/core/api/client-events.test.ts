import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.ts';
import type { ClientEvent } from './answer.ts';
import { ClientEvents } from './client-events.ts';
import { FakeNetwork } from './fakes.ts';
import { Http } from './http.ts';
import { Regions } from './regions.ts';

const DELAY: ClientEvent = { type: 'api_delay', region: 'us-east-1', ms: 120, code: 'me' };
const SENT = { ...DELAY, app_version: '1.2.3' };

describe('ClientEvents', () => {
  let network: FakeNetwork;
  let clock: FakeClock;
  let events: ClientEvents;

  beforeEach(() => {
    network = new FakeNetwork();
    clock = new FakeClock();
    network.answer = ({ url }) =>
      url === '/app-config.json'
        ? { status: 200, body: { api: { 'us-east-1': 'https://us' } } }
        : { status: 204 };
    const http = new Http(network.fetch, clock);
    events = new ClientEvents(http, new Regions(http, clock), clock, '1.2.3');
  });

  /** What was sent, request by request. */
  const sent = async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    return network.asked
      .filter(({ url }) => url === 'https://us/client-events')
      .map(({ body }) => (body as { events: ClientEvent[] }).events);
  };

  it('sends all of half a minute at once', async () => {
    events.note(DELAY);
    clock.pass(20_000);
    events.note({ type: 'page_error', code: 'render' });
    clock.pass(9_999);
    expect(await sent()).toEqual([]);
    clock.pass(1);
    expect(await sent()).toEqual([
      [SENT, { type: 'page_error', code: 'render', app_version: '1.2.3' }],
    ]);
  });

  it('sends nothing where nothing happens', async () => {
    events.leave();
    clock.pass(600_000);
    expect(await sent()).toEqual([]);
  });

  it('sends what there is when the page is left, and not again', async () => {
    events.note(DELAY);
    events.leave();
    events.leave();
    clock.pass(600_000);
    expect(await sent()).toEqual([[SENT]]);
    expect(network.kept).toEqual(['https://us/client-events']);
  });

  it('sends one request in half a minute, however often the page is left', async () => {
    for (let second = 0; second < 60; second++) {
      events.note(DELAY);
      events.leave();
      clock.pass(1000);
    }
    expect((await sent()).map(({ length }) => length)).toEqual([1, 30]);
  });

  it('sends fifty at most', async () => {
    for (let n = 0; n < 200; n++) events.note(DELAY);
    clock.pass(600_000);
    expect((await sent()).map(({ length }) => length)).toEqual([50]);
  });

  it('sends whole milliseconds that the API takes', async () => {
    for (const ms of [12.6, -1, 1e9]) events.note({ ...DELAY, ms });
    events.note({ type: 'underrun' });
    clock.pass(30_000);
    expect((await sent())[0].map(({ ms }) => ms)).toEqual([13, 0, 600_000, undefined]);
  });

  it('forgets what cannot be sent', async () => {
    const answer = network.answer;
    network.answer = (asked) => (asked.url.endsWith('/client-events') ? 'lost' : answer(asked));
    events.note(DELAY);
    clock.pass(30_000);
    expect((await sent()).length).toBe(1);
    clock.pass(600_000);
    expect((await sent()).length).toBe(1);
  });
});
