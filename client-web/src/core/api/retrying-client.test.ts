import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.ts';
import { advanceUntil, FakeNetwork, type FakeResponse, problem } from './fakes.ts';
import { HttpClient, type HttpRequest } from './http.ts';
import { PageConfigLoader } from './page-config.ts';
import { RegionSelector } from './region-selector.ts';
import type { ClientEvent, HttpResponse } from './result.ts';
import { RetryingClient } from './retrying-client.ts';

const GET: HttpRequest = { method: 'GET', path: '/me', retryable: true };

/** Checks whether a request only probes a region. */
const isProbe = (url: string) => /\/(config|health)$/.test(url);

describe('RetryingClient', () => {
  let network: FakeNetwork;
  let clock: FakeClock;
  let random: number;
  let answers: FakeResponse[];
  /** Time of each request, ms. */
  let sentAt: number[];
  let recordedEvents: ClientEvent[];
  let client: RetryingClient;

  beforeEach(() => {
    network = new FakeNetwork();
    clock = new FakeClock();
    random = 0.5;
    answers = [];
    sentAt = [];
    recordedEvents = [];
    const http = new HttpClient(network.fetch, clock);
    const regions = new RegionSelector(new PageConfigLoader(http), http, clock);
    client = new RetryingClient(
      http,
      regions,
      clock,
      () => random,
      recordedEvents.push.bind(recordedEvents),
    );
    network.respond = ({ url }) => {
      if (url === '/app-config.json') {
        return {
          status: 200,
          body: { api: { 'us-east-1': 'https://us', 'eu-west-1': 'https://eu' } },
        };
      }
      if (isProbe(url)) return url.startsWith('https://eu') ? { status: 200 } : 'lost';
      sentAt.push(clock.now());
      return answers.shift() ?? { status: 200, body: 'fine' };
    };
  });

  async function send(
    request: HttpRequest,
    target: 'nearest' | 'speech' = 'nearest',
  ): Promise<HttpResponse | undefined> {
    let done = false;
    const response = client.send(target, request).finally(() => {
      done = true;
    });
    await advanceUntil(clock, () => done);
    return response;
  }

  /** Returns the times between requests, ms, to the precision of the test's clock steps. */
  const waits = () => sentAt.slice(1).map((at, n) => at - sentAt[n]);

  it('retries after one, two and four seconds', async () => {
    answers = ['lost', { status: 503 }, { status: 500 }];
    expect((await send(GET))?.body).toBe('fine');
    expect(waits()).toEqual([1000, 2000, 4000]);
  });

  it('gives up after the third retry', async () => {
    answers = ['lost', 'lost', 'lost', 'lost'];
    expect(await send(GET)).toBeUndefined();
    expect(sentAt.length).toBe(4);
  });

  it.each([
    [0, 750],
    [1, 1250],
  ])('adds up to 25 % of jitter: %d', async (drawn, wanted) => {
    random = drawn;
    answers = ['lost'];
    await send(GET);
    expect(waits()[0]).toBeGreaterThanOrEqual(wanted);
    expect(waits()[0]).toBeLessThan(wanted + 100);
  });

  it('does not retry a request that is not idempotent', async () => {
    answers = ['lost'];
    expect(await send({ method: 'POST', path: '/auth/register' })).toBeUndefined();
    answers = [{ status: 503 }];
    expect((await send({ method: 'POST', path: '/auth/register' }))?.status).toBe(503);
    expect(sentAt.length).toBe(2);
  });

  it.each([400, 401, 404, 429])('does not retry after %i', async (status) => {
    answers = [problem(status, 'x')];
    expect((await send(GET))?.status).toBe(status);
    expect(sentAt.length).toBe(1);
  });

  it('obeys Retry-After up to a limit', async () => {
    answers = [
      { status: 503, retryAfter: 6 },
      { status: 503, retryAfter: 9 },
    ];
    expect((await send(GET))?.retryAfterMs).toBe(9000);
    expect(waits()).toEqual([6000]);
  });

  it('waits 15 s for a response, and starts no retry 25 s after the first attempt', async () => {
    const respond = network.respond;
    network.respond = (request) =>
      request.url.endsWith('/me') && respond(request)
        ? new Promise(() => undefined)
        : respond(request);
    expect(await send(GET)).toBeUndefined();
    expect(waits()).toEqual([16_000]);
  });

  it('records delays and errors', async () => {
    answers = ['lost', { status: 503 }, problem(429, 'too_many_requests')];
    await send({ ...GET, operation: 'me' });
    await send({ method: 'POST', path: '/auth/sign-in', operation: 'sign_in' });
    const region = 'eu-west-1';
    expect(recordedEvents).toEqual([
      { type: 'api_error', region, ms: 0, code: 'unreachable' },
      { type: 'api_error', region, ms: 0, code: 'unexpected' },
      { type: 'api_error', region, ms: 0, code: 'too_many_requests' },
      { type: 'api_delay', region, ms: 0, code: 'sign_in' },
    ]);
  });

  it('records the delay of a refusal', async () => {
    const respond = network.respond;
    network.respond = async (request) => {
      if (request.url.endsWith('/me')) clock.freeze(700);
      return respond(request);
    };
    answers = [problem(401, 'session_expired')];
    await send({ ...GET, operation: 'me' });
    expect(recordedEvents).toEqual([
      { type: 'api_delay', region: 'eu-west-1', ms: 700, code: 'me' },
    ]);
  });

  it('retries in the region that is nearest by then', async () => {
    const respond = network.respond;
    let isEuropeUp = true;
    network.respond = (request) => {
      if (/^https:\/\/us\/(config|health)$/.test(request.url))
        return isEuropeUp ? 'lost' : { status: 200 };
      if (request.url.startsWith('https://eu') && !isEuropeUp) return 'lost';
      if (request.url === 'https://eu/me') {
        isEuropeUp = false;
        return 'lost';
      }
      return respond(request);
    };
    expect((await send(GET))?.body).toBe('fine');
    expect(network.urls.filter((url) => url.endsWith('/me'))).toEqual([
      'https://eu/me',
      'https://us/me',
    ]);
  });

  it('leaves a region whose database is unavailable', async () => {
    const respond = network.respond;
    network.respond = (request) => {
      if (request.url === 'https://us/health') return { status: 200 };
      if (request.url === 'https://eu/health') return { status: 503 };
      return request.url === 'https://eu/me' ? problem(503, 'unavailable') : respond(request);
    };
    expect((await send(GET))?.body).toBe('fine');
    expect(network.urls.filter((url) => url.endsWith('/me'))).toEqual([
      'https://eu/me',
      'https://us/me',
    ]);
  });

  it('stays when all regions are unavailable, and seldom selects again', async () => {
    const respond = network.respond;
    network.respond = (request) =>
      request.url.endsWith('/health') ? { status: 200 } : respond(request);
    answers = Array(4).fill(problem(503, 'unavailable'));
    expect((await send(GET))?.status).toBe(503);
    expect(sentAt.length).toBe(4);
    const looks = network.urls.filter((url) => url.endsWith('/health'));
    expect(looks.length).toBe(2);
  });

  it('selects no other region when tickets are unavailable', async () => {
    answers = [problem(503, 'new_tests_stopped')];
    await send({ method: 'POST', path: '/api/nova-sonic/sessions' }, 'speech');
    await send(GET);
    expect(network.urls.filter((url) => url.endsWith('/health'))).toEqual([]);
  });

  it('sends speech requests to us-east-1', async () => {
    await send({ method: 'POST', path: '/api/nova-sonic/sessions', body: {} }, 'speech');
    expect(network.requests.at(-1)).toMatchObject({
      url: 'https://us/api/nova-sonic/sessions',
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: {},
    });
  });
});
