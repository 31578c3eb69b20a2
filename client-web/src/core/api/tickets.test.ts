import { beforeEach, describe, expect, it } from 'vitest';
import type { Api, CallOptions } from './api.ts';
import type { ApiResult, ProblemSlug, Profile } from './result.ts';
import { ApiTickets, moduleFor, modulesOf } from './tickets.ts';

const SESSION = {
  session_id: 's-1',
  ticket: 't',
  stream_url: 'wss://x/nova-sonic',
  expires_in: 60,
  probe_url: 'https://x/probe',
  distance: {
    examiner_region: 'us-east-1',
    thresholds_ms: { slow: 400, bad: 1000 },
    notices: { slow: 'far', bad: 'very far' },
  },
};

describe('ApiTickets', () => {
  let request: { body: unknown; key: string | undefined }[];
  let result: ApiResult<unknown>;
  let keys: number;
  let attempts: Profile['attempts'];
  let tickets: ApiTickets;

  beforeEach(() => {
    request = [];
    result = { ok: true, value: SESSION };
    keys = 0;
    attempts = { academic_speaking: 1, general_speaking: 1 };
    const call = async (_: string, body: unknown, { headers }: CallOptions) => {
      request.push({ body, key: headers?.['Idempotency-Key'] });
      return result;
    };
    tickets = new ApiTickets(
      { call: call as Api['call'] },
      () => `key-${++keys}`,
      () => attempts,
    );
  });

  it('are for a new session of the chosen module', async () => {
    tickets.chooseModule('general_speaking');
    expect(await tickets.fetch(undefined)).toEqual({
      type: 'granted',
      ticket: {
        ticket: 't',
        streamUrl: 'wss://x/nova-sonic',
        latencyCheck: {
          probeUrl: 'https://x/probe',
          thresholds: { slow: 400, bad: 1000 },
          notices: { slow: 'far', bad: 'very far' },
        },
      },
    });
    expect(request).toEqual([{ body: { module: 'general_speaking' }, key: 'key-1' }]);
  });

  it('are for the only module, also when its test was started and none is left', async () => {
    attempts = { general_speaking: 0 };
    await tickets.fetch(undefined);
    expect(request[0].body).toEqual({ module: 'general_speaking' });
  });

  it('are for the chosen module also after a conversation', async () => {
    tickets.chooseModule('general_speaking');
    await tickets.fetch(undefined);
    attempts = { academic_speaking: 1, general_speaking: 0 };
    tickets.reset();
    await tickets.fetch(undefined);
    expect(tickets.chosenModule).toBe('general_speaking');
    expect(request[1].body).toEqual({ module: 'general_speaking' });
  });

  it('use one attempt, however often they are requested', async () => {
    result = refusedWith('unreachable');
    await tickets.fetch(undefined);
    result = { ok: true, value: SESSION };
    await tickets.fetch(undefined);
    await tickets.fetch(undefined);
    expect(request).toEqual([
      { body: { module: 'academic_speaking' }, key: 'key-1' },
      { body: { module: 'academic_speaking' }, key: 'key-1' },
      { body: { session_id: 's-1' }, key: 'key-1' },
    ]);
  });

  it('are for another session after a reset', async () => {
    await tickets.fetch(undefined);
    tickets.reset();
    await tickets.fetch(undefined);
    expect(request[1]).toEqual({ body: { module: 'academic_speaking' }, key: 'key-2' });
  });

  it('are for the session that is resumed', async () => {
    await tickets.fetch('s-0');
    expect(request[0].body).toEqual({ session_id: 's-0' });
  });

  it.each<[ProblemSlug, object]>([
    ['no_attempts', { type: 'refused', problem: 'noAttempts' }],
    ['new_tests_stopped', { type: 'refused', problem: 'testsStopped' }],
    ['session_unknown', { type: 'refused', problem: 'notResumed' }],
    ['session_over', { type: 'refused', problem: 'notResumed' }],
    ['wrong_region', { type: 'refused', problem: 'refused' }],
    ['session_revoked', { type: 'refused', problem: 'refused' }],
    ['tickets_unavailable', { type: 'unreachable' }],
    ['too_many_requests', { type: 'unreachable' }],
    ['unreachable', { type: 'unreachable' }],
    ['unexpected', { type: 'unreachable' }],
  ])('are refused or unavailable after %s', async (slug, wanted) => {
    result = refusedWith(slug);
    expect(await tickets.fetch(undefined)).toEqual(wanted);
  });

  function refusedWith(slug: ProblemSlug): ApiResult<unknown> {
    return { ok: false, problem: { slug, detail: '', fields: {}, retryAfterMs: undefined } };
  }
});

describe('the modules of a user', () => {
  it.each<[Profile['attempts'], ReturnType<typeof modulesOf>]>([
    [undefined, ['academic_speaking', 'general_speaking']],
    [{}, []],
    [{ academic_writing: 2 }, []],
    [{ general_speaking: 0 }, ['general_speaking']],
    [{ general_speaking: 0, academic_speaking: 3 }, ['academic_speaking', 'general_speaking']],
  ])('are those with any attempts, also used ones: %j', (attempts, wanted) => {
    expect(modulesOf(attempts)).toEqual(wanted);
  });

  it.each<[Profile['attempts'], ReturnType<typeof moduleFor>]>([
    [undefined, 'academic_speaking'],
    [{}, 'academic_speaking'],
    [{ general_speaking: 0 }, 'general_speaking'],
    [{ academic_speaking: 3, general_speaking: 0 }, 'academic_speaking'],
    [{ academic_speaking: 0, general_speaking: 3 }, 'general_speaking'],
  ])('default to one with attempts left: %j', (attempts, wanted) => {
    expect(moduleFor(undefined, attempts)).toBe(wanted);
  });

  it('are the chosen one, also with no attempt left, unless there never was one', () => {
    const attempts = { academic_speaking: 3, general_speaking: 0 };
    expect(moduleFor('general_speaking', attempts)).toBe('general_speaking');
    expect(moduleFor('general_speaking', { academic_speaking: 3 })).toBe('academic_speaking');
  });
});
