import { beforeEach, describe, expect, it } from 'vitest';
import { advanceUntil, nextTask } from '../api/fakes.ts';
import type { ProblemSlug } from '../api/result.ts';
import { FakeClock } from '../fake-clock.ts';
import { answersOf, newDraft, type SavedSubmission, withText } from './draft.ts';
import { DONE, FakeWritingApi, failedFor, MARKING, ok, PROMPTS, refusal } from './fakes.ts';
import { Submission } from './submission.ts';

const ANSWERS = answersOf(
  withText(newDraft('academic_writing', PROMPTS, 0), 'a2-01', 'Towns grow.'),
);

describe('Submission', () => {
  let api: FakeWritingApi;
  let clock: FakeClock;
  let saved: SavedSubmission[];
  let names: string[];
  let submission: Submission;

  const create = (state: SavedSubmission = { key: 'key-1' }) => {
    let keys = 1;
    submission = new Submission(
      { api, clock, newKey: () => `key-${++keys}` },
      ANSWERS,
      state,
      (changed) => saved.push(changed),
    );
    submission.subscribe(() => names.push(submission.state().name));
    void submission.run();
  };
  const reaches = (name: string) => advanceUntil(clock, () => submission.state().name === name);

  beforeEach(() => {
    api = new FakeWritingApi();
    clock = new FakeClock();
    saved = [];
    names = [];
  });

  it('sends both answers with the key, and is done', async () => {
    api.script(ok(DONE));
    create();
    await reaches('done');
    expect(api.calls).toEqual([
      {
        name: 'assessWriting',
        body: {
          assessment_type: 'academic_writing',
          tasks: [
            { task_id: 'a1-01', essay_text: '' },
            { task_id: 'a2-01', essay_text: 'Towns grow.' },
          ],
        },
        options: { headers: { 'Idempotency-Key': 'key-1' } },
      },
    ]);
  });

  it('keeps the key for as long as nothing is confirmed', async () => {
    api.script(
      refusal('unreachable'),
      refusal('unavailable', 5000),
      refusal('internal'),
      refusal('too_many_requests', 1000),
      refusal('session_expired'),
      refusal('unexpected'),
      ok(DONE),
    );
    create();
    await reaches('done');
    expect(api.keys).toEqual(Array(7).fill('key-1'));
    expect(saved).toEqual([]);
  });

  it('tells a lost network from a busy service', async () => {
    api.script(refusal('unreachable'), refusal('unavailable'), ok(DONE));
    create();
    await reaches('waiting');
    expect(submission.state()).toEqual({ name: 'waiting', cause: 'offline' });
    clock.advance(2000);
    await nextTask();
    expect(submission.state()).toEqual({ name: 'waiting', cause: 'busy' });
  });

  it('waits for longer after each failure, at most half a minute, or as long as it is told', async () => {
    api.script(refusal('unavailable'));
    create();
    const sentAt: number[] = [];
    for (let n = 0; n < 7; n++) {
      await advanceUntil(clock, () => api.calls.length > n, 500);
      sentAt.push(clock.now());
    }
    const gaps = sentAt.slice(1).map((at, n) => at - sentAt[n]);
    expect(gaps).toEqual([2000, 4000, 8000, 15_000, 30_000, 30_000]);
    api.script(refusal('unavailable', 60_000));
    await advanceUntil(clock, () => api.calls.length > 7, 500);
    const before = clock.now();
    await advanceUntil(clock, () => api.calls.length > 8, 500);
    expect(clock.now() - before).toBe(60_000);
  });

  it('sends at once when the network is back', async () => {
    api.script(refusal('unreachable'), ok(DONE));
    create();
    await reaches('waiting');
    submission.wake();
    await nextTask();
    expect(submission.state().name).toBe('done');
    expect(clock.now()).toBe(0);
  });

  it('does not press a busy service', async () => {
    api.script(refusal('unavailable', 4000), ok(DONE));
    create();
    await reaches('waiting');
    submission.wake();
    await nextTask();
    expect(api.calls.length).toBe(1);
  });

  it('polls what is being marked, as often as it is told', async () => {
    api.script(ok(MARKING, 5000), ok(MARKING, 5000), ok(DONE));
    create();
    await reaches('done');
    expect(api.names).toEqual(['assessWriting', 'assessment', 'assessment']);
    expect(api.calls[1].options).toEqual({ parameter: 'a-1' });
    expect(clock.now()).toBe(10_000);
    expect(saved).toEqual([{ key: 'key-1', assessmentId: 'a-1' }]);
    expect(names).toContain('marking');
  });

  it('polls on through a lost network', async () => {
    api.script(ok(MARKING), refusal('unreachable'), refusal('unavailable'), ok(DONE));
    create();
    await reaches('done');
    expect(api.keys).toEqual(['key-1']);
    expect(submission.state()).toEqual({ name: 'done', assessment: DONE });
  });

  it('polls after a reload, without sending again', async () => {
    api.script(ok(DONE));
    create({ key: 'key-1', assessmentId: 'a-1' });
    await reaches('done');
    expect(api.names).toEqual(['assessment']);
  });

  it('sends again with the same key when the assessment is unknown everywhere', async () => {
    api.respond = ({ name }) => (name === 'assessment' ? refusal('not_found') : ok(DONE));
    create({ key: 'key-1', assessmentId: 'a-1' });
    await reaches('done');
    expect(clock.now()).toBeGreaterThanOrEqual(30_000);
    expect(api.keys).toEqual(['key-1']);
    expect(saved).toEqual([{ key: 'key-1' }]);
  });

  it('sends a lapsed assessment again with a new key, twice at most', async () => {
    api.respond = ({ name }) => ok(name === 'assessment' ? failedFor('lapsed') : MARKING);
    create();
    await reaches('failed');
    expect(submission.state()).toEqual({ name: 'failed', reason: 'lapsed' });
    expect(api.keys).toEqual(['key-1', 'key-2', 'key-3']);
    expect(saved).toContainEqual({ key: 'key-2' });
  });

  it('repeats a marking that gave nothing twice, with the same key', async () => {
    api.script(refusal('could_not_be_marked'));
    create();
    await reaches('failed');
    expect(submission.state()).toEqual({ name: 'failed', reason: 'could_not_be_marked' });
    expect(api.keys).toEqual(['key-1', 'key-1', 'key-1']);
  });

  it('does not repeat what could not be marked', async () => {
    api.script(ok(failedFor('could_not_be_marked')));
    create();
    await reaches('failed');
    expect(submission.state()).toEqual({ name: 'failed', reason: 'could_not_be_marked' });
    expect(api.calls.length).toBe(1);
  });

  it.each<ProblemSlug>([
    'no_attempts',
    'invalid_request',
    'idempotency_conflict',
    'assessment_deleted',
    'new_tests_stopped',
  ])('ends with the refusal %s', async (slug) => {
    api.script(refusal(slug));
    create();
    await reaches('refused');
    expect(submission.state()).toMatchObject({ problem: { slug } });
    clock.advance(120_000);
    await nextTask();
    expect(api.calls.length).toBe(1);
  });

  it.each([
    ['in a request', ok(DONE)],
    ['while it waits', refusal('unreachable')],
    ['while it polls', ok(MARKING)],
  ])('is silent once it is stopped %s', async (_, result) => {
    api.script(result);
    create();
    if (!result.ok) await reaches('waiting');
    else if (result.value === MARKING) await reaches('marking');
    submission.stop();
    names = [];
    const { length } = api.calls;
    clock.advance(120_000);
    await nextTask();
    expect(api.calls.length).toBe(length);
    expect(names).toEqual([]);
  });
});
