import { describe, expect, it } from 'vitest';
import { problem } from './fakes.ts';
import { problemOf } from './result.ts';

describe('the problem of a response', () => {
  const of = (answering: ReturnType<typeof problem>, retryAfterMs?: number) => {
    if (answering === 'lost') throw new Error('no answer');
    return problemOf({ status: answering.status, body: answering.body, retryAfterMs });
  };

  it('has the slug and the detail of the problem document', () => {
    expect(of(problem(410, 'qr_expired'))).toEqual({
      slug: 'qr_expired',
      detail: 'It is qr_expired.',
      fields: {},
      retryAfterMs: undefined,
    });
  });

  it('has the details of each field', () => {
    const errors = [
      { field: 'email', detail: 'is no address' },
      { field: 'password', detail: 'is too short' },
      { field: 7 },
      null,
    ];
    expect(of(problem(400, 'invalid_request', { errors })).fields).toEqual({
      email: 'is no address',
      password: 'is too short',
    });
  });

  it.each([
    [502, '<html>Bad gateway</html>', 'unexpected'],
    [403, { message: 'Forbidden' }, 'unexpected'],
    [429, { message: 'Too Many Requests' }, 'too_many_requests'],
    [500, undefined, 'unexpected'],
    [400, null, 'unexpected'],
  ])("gets a detail of the client's when %i is no problem document: %s", (status, body, slug) => {
    const trouble = problemOf({ status, body, retryAfterMs: 3000 });
    expect(trouble).toMatchObject({ slug, retryAfterMs: 3000 });
    expect(trouble.detail).toMatch(/\.$/);
  });
});
