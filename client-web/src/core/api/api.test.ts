import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.ts';
import { Api } from './api.ts';
import {
  advanceUntil,
  advanceWhile,
  FakeLock,
  FakeNetwork,
  type FakeRequest,
  type FakeResponse,
  FakeStorage,
  problem,
  sessionOf,
  USER,
} from './fakes.ts';
import { HttpClient } from './http.ts';
import { PageConfigLoader } from './page-config.ts';
import { RegionSelector } from './region-selector.ts';
import { RetryingClient } from './retrying-client.ts';
import { SignIn } from './sign-in.ts';

describe('Api', () => {
  let network: FakeNetwork;
  let storage: FakeStorage;
  let clock: FakeClock;
  let signIn: SignIn;
  let api: Api;
  /** Answers requests to the API. */
  let respond: (request: FakeRequest) => FakeResponse;

  beforeEach(() => {
    network = new FakeNetwork();
    network.respond = (request) =>
      request.url === '/app-config.json'
        ? { status: 200, body: { api: { 'us-east-1': 'https://us' } } }
        : respond(request);
    clock = new FakeClock();
    storage = new FakeStorage(clock);
    const http = new HttpClient(network.fetch, clock);
    signIn = new SignIn({
      store: storage.tab(),
      lock: new FakeLock(),
      clock,
      refresh: (token) => api.call('refresh', { refresh_token: token }),
    });
    api = new Api(
      new RetryingClient(
        http,
        new RegionSelector(new PageConfigLoader(http), http, clock),
        clock,
        () => 0,
        () => undefined,
      ),
      signIn,
    );
  });

  const request = () => network.requests.filter(({ url }) => url.startsWith('https://us'));

  it('sends a body, and no token for a public operation', async () => {
    await signIn.accept(sessionOf('f', 1));
    respond = () => ({ status: 200, body: sessionOf('f', 2) });
    const result = await api.call('signIn', { email: 'an@example.com', password: 'secret' });
    expect(result).toEqual({ ok: true, value: sessionOf('f', 2) });
    expect(request()).toEqual([
      {
        url: 'https://us/auth/sign-in',
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: { email: 'an@example.com', password: 'secret' },
      },
    ]);
  });

  it("sends the user's access token", async () => {
    await signIn.accept(sessionOf('f', 1));
    respond = () => ({ status: 200, body: USER });
    expect(await api.call('me', undefined)).toEqual({ ok: true, value: USER });
    expect(request()[0]).toEqual({
      url: 'https://us/me',
      method: 'GET',
      headers: { Authorization: 'Bearer us.f-access-1' },
      body: undefined,
    });
  });

  it('escapes a path parameter', async () => {
    await signIn.accept(sessionOf('f', 1));
    respond = () => problem(404, 'qr_unknown');
    await api.call('qr', undefined, { parameter: '../me?x=1#' });
    expect(request()[0].url).toBe('https://us/auth/qr/..%2Fme%3Fx%3D1%23');
  });

  it('sends parameters of the query, and returns when to ask again', async () => {
    await signIn.accept(sessionOf('f', 1));
    respond = () => ({ status: 200, body: { assessments: [] }, retryAfter: 3 });
    const result = await api.call('listAssessments', undefined, {
      query: { cursor: 'a&b=1', limit: '5' },
    });
    expect(request()[0].url).toBe('https://us/assessments?cursor=a%26b%3D1&limit=5');
    expect(result).toEqual({ ok: true, value: { assessments: [] }, retryAfterMs: 3000 });
  });

  it('waits longer for a marking than for other responses', async () => {
    await signIn.accept(sessionOf('f', 1));
    respond = () => new Promise(() => undefined) as never;
    let isOver = false;
    void api.call('assessWriting', { assessment_type: 'academic_writing' }).then(() => {
      isOver = true;
    });
    await advanceUntil(clock, () => clock.now() >= 30_000, 1000);
    expect(isOver).toBe(false);
    await advanceUntil(clock, () => isOver, 1000);
    expect(clock.now()).toBeLessThan(40_000);
  });

  it('returns undefined for 204', async () => {
    respond = () => ({ status: 204 });
    expect(await api.call('confirm', { registration: 's', code: 'x' })).toEqual({
      ok: true,
      value: undefined,
    });
  });

  it('returns the problem of a refusal and of an unreachable network', async () => {
    respond = () => problem(401, 'credentials_invalid');
    const refusal = await api.call('signIn', { email: 'a@b', password: 'x' });
    expect(refusal).toMatchObject({ ok: false, problem: { slug: 'credentials_invalid' } });
    respond = () => 'lost';
    const nothing = await api.call('signIn', { email: 'a@b', password: 'x' });
    expect(nothing).toMatchObject({ ok: false, problem: { slug: 'unreachable' } });
  });

  it('renews a refused token once and retries', async () => {
    await signIn.accept(sessionOf('f', 1));
    respond = ({ url, headers }) => {
      if (url.endsWith('/auth/refresh')) return { status: 200, body: sessionOf('f', 2) };
      return headers.Authorization === 'Bearer us.f-access-2'
        ? { status: 200, body: USER }
        : problem(401, 'session_expired');
    };
    const answers = await Promise.all([api.call('me', undefined), api.call('me', undefined)]);
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(request().filter(({ url }) => url.endsWith('/auth/refresh')).length).toBe(1);
  });

  it('stays signed in when the renewal fails for now', async () => {
    await signIn.accept(sessionOf('f', 1));
    respond = ({ url }) => (url.endsWith('/me') ? problem(401, 'session_expired') : 'lost');
    const result = api.call('me', undefined);
    expect(await advanceWhile(clock, result)).toMatchObject({ problem: { slug: 'unreachable' } });
    expect(signIn.state().name).toBe('in');
    expect(storage.token).toBe('us.f.1');
    respond = ({ url, headers }) => {
      if (url.endsWith('/auth/refresh')) return { status: 200, body: sessionOf('f', 2) };
      return headers.Authorization === 'Bearer us.f-access-2'
        ? { status: 200, body: USER }
        : problem(401, 'session_expired');
    };
    expect(await api.call('me', undefined)).toEqual({ ok: true, value: USER });
  });

  it('does not retry twice', async () => {
    await signIn.accept(sessionOf('f', 1));
    respond = ({ url }) =>
      url.endsWith('/auth/refresh')
        ? { status: 200, body: sessionOf('f', 2) }
        : problem(401, 'session_expired');
    expect(await api.call('me', undefined)).toMatchObject({ ok: false });
    expect(request().length).toBe(3);
  });

  it('signs out when the refresh token is refused as well', async () => {
    await signIn.accept(sessionOf('f', 1));
    respond = () => problem(401, 'session_revoked');
    expect(await advanceWhile(clock, api.call('me', undefined))).toMatchObject({
      problem: { slug: 'session_revoked' },
    });
    expect(signIn.state()).toEqual({ name: 'out', reason: 'ended' });
    expect(storage.token).toBeUndefined();
    await api.call('me', undefined);
    expect(request().length).toBe(2);
  });
});
