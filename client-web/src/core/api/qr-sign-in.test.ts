import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.ts';
import type { Api } from './api.ts';
import { advanceUntil, sessionOf } from './fakes.ts';
import { QrSignIn, type QrState } from './qr-sign-in.ts';
import type { ApiResult, ProblemSlug, QrStart, Session } from './result.ts';

type Decision = Session | 'pending' | ProblemSlug;

function codeOf(number: number): QrStart {
  return {
    token: `us.${number}`,
    qr_url: `https://x/approve?token=us.${number}`,
    user_code: `VBCD-FGH${number}`,
    secret: `secret-${number}`,
    expires_in: 120,
    interval: 2,
  };
}

describe('QrSignIn', () => {
  let clock: FakeClock;
  let begun: Session[];
  let codes: number;
  /** Time at which the newest code was issued, ms. */
  let givenAt: number;
  let unavailable: boolean;
  let decisions: Decision[];
  /** Time, ms, and credentials of each poll. */
  let polls: { at: number; token: string; secret: string }[];
  let retryAfterMs: number | undefined;
  let qr: QrSignIn;
  let states: QrState[];

  beforeEach(() => {
    clock = new FakeClock();
    begun = [];
    codes = 0;
    unavailable = false;
    decisions = [];
    polls = [];
    retryAfterMs = undefined;
    const signIn = { accept: async (session: Session) => void begun.push(session) };
    qr = new QrSignIn({ call: call as unknown as Api['call'] }, signIn, clock);
    states = [];
    qr.subscribe(() => states.push(qr.state()));
  });
  afterEach(() => qr.stop());

  async function call(
    name: string,
    body: { token: string; secret: string },
  ): Promise<ApiResult<unknown>> {
    if (unavailable) return refusedWith('unreachable');
    if (name === 'generateQr') {
      givenAt = clock.now();
      return { ok: true, value: codeOf(++codes) };
    }
    polls.push({ at: clock.now(), token: body.token, secret: body.secret });
    const isOver = clock.now() >= givenAt + 120_000;
    const decision = decisions.shift() ?? (isOver ? 'qr_expired' : 'pending');
    if (decision === 'pending') return { ok: true, value: { status: 'pending' } };
    return typeof decision === 'string' ? refusedWith(decision) : { ok: true, value: decision };
  }

  const refusedWith = (slug: ProblemSlug): ApiResult<never> => ({
    ok: false,
    problem: { slug, detail: slug, fields: {}, retryAfterMs },
  });
  const name = () => qr.state().name;
  const isNow = (wanted: QrState['name']) => advanceUntil(clock, () => name() === wanted);

  it('shows a code and counts down', async () => {
    qr.start();
    await isNow('showing');
    expect(states[0]).toEqual({ name: 'loading' });
    await advanceUntil(clock, () => clock.now() >= 3050);
    expect(qr.state()).toEqual({
      name: 'showing',
      url: 'https://x/approve?token=us.1',
      userCode: 'VBCD-FGH1',
      secondsLeft: 117,
    });
  });

  it('polls every two seconds with the secret, and signs in when approved', async () => {
    decisions = ['pending', 'pending', sessionOf('f', 1)];
    qr.start();
    await advanceUntil(clock, () => begun.length === 1);
    expect(begun).toEqual([sessionOf('f', 1)]);
    expect(polls.map(({ at }) => Math.round(at / 1000))).toEqual([2, 4, 6]);
    expect(polls[0]).toMatchObject({ token: 'us.1', secret: 'secret-1' });
    clock.advance(10_000);
    expect(polls.length).toBe(3);
  });

  it('polls less often on request, and without a response', async () => {
    decisions = ['too_many_requests', 'unreachable', 'unavailable'];
    retryAfterMs = 7000;
    qr.start();
    await advanceUntil(clock, () => polls.length === 2);
    retryAfterMs = undefined;
    await advanceUntil(clock, () => polls.length === 4);
    expect(polls.map(({ at }) => Math.round(at / 1000))).toEqual([2, 9, 16, 20]);
    expect(name()).toBe('showing');
  });

  it('reports a denial, until another code is requested', async () => {
    decisions = ['qr_denied'];
    qr.start();
    await isNow('denied');
    expect(codes).toBe(1);
    qr.start();
    await isNow('showing');
    expect(codes).toBe(2);
  });

  it.each(['qr_expired', 'qr_unknown'] as const)('shows another code after %s', async (slug) => {
    decisions = [slug];
    qr.start();
    await advanceUntil(clock, () => codes === 2);
    await advanceUntil(clock, () => polls.length === 2);
    expect(polls[1].token).toBe('us.2');
  });

  it('shows five codes of two minutes each, and then pauses', async () => {
    qr.start();
    await advanceUntil(clock, () => name() === 'paused', 1000);
    expect(codes).toBe(5);
    expect(Math.round(clock.now() / 60_000)).toBe(10);
    const count = polls.length;
    clock.advance(60_000);
    expect(polls.length).toBe(count);
  });

  it('fetches an approval of the last moment', async () => {
    qr.start();
    await advanceUntil(clock, () => clock.now() >= 119_500, 500);
    const count = polls.length;
    decisions = [sessionOf('f', 1)];
    await advanceUntil(clock, () => begun.length === 1, 500);
    expect(polls.length).toBe(count + 1);
    expect(polls[count].at).toBeGreaterThanOrEqual(120_000);
    expect(polls[count].at - polls[count - 1].at).toBeGreaterThanOrEqual(2000);
    expect(codes).toBe(1);
  });

  it('polls for another half a minute when the last response is lost', async () => {
    qr.start();
    await advanceUntil(clock, () => clock.now() >= 119_500, 500);
    decisions = Array(20).fill('unreachable');
    await advanceUntil(clock, () => codes === 2, 500);
    expect(Math.round(clock.now() / 1000)).toBe(150);
    const left = states.map((state) => (state.name === 'showing' ? state.secondsLeft : 0));
    expect(Math.min(...left)).toBe(0);
    const lost = 20 - decisions.length;
    expect(lost).toBeGreaterThanOrEqual(6);
    expect(lost).toBeLessThanOrEqual(8);
  });

  it('reports the problem when there is no code', async () => {
    unavailable = true;
    qr.start();
    await isNow('failed');
    expect(qr.state()).toMatchObject({ problem: { slug: 'unreachable' } });
  });

  it('neither polls nor signs in once stopped', async () => {
    qr.start();
    await isNow('showing');
    qr.stop();
    await advanceUntil(clock, () => clock.now() >= 5000);
    expect(polls).toEqual([]);
    expect(begun).toEqual([]);
  });

  it('runs once, however often it is started', async () => {
    qr.start();
    qr.stop();
    qr.start();
    await advanceUntil(clock, () => polls.length === 2);
    expect(polls.map(({ token }) => token)).toEqual(['us.2', 'us.2']);
  });
});
