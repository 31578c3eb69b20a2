import { beforeEach, describe, expect, it } from 'vitest';
import { advanceUntil, advanceWhile, nextTask } from '../api/fakes.ts';
import { FakeClock } from '../fake-clock.ts';
import { AssessmentPoll } from './assessment-poll.ts';
import { DONE, FakeWritingApi, failedFor, MARKING, ok, refusal } from './fakes.ts';

describe('AssessmentPoll', () => {
  let api: FakeWritingApi;
  let clock: FakeClock;
  let poll: AssessmentPoll;

  beforeEach(() => {
    api = new FakeWritingApi();
    clock = new FakeClock();
    poll = new AssessmentPoll(api, clock, 'a-1');
  });

  it.each([
    [ok(DONE), 'done'],
    [ok(failedFor('lapsed')), 'failed'],
    [refusal('not_found'), 'notFound'],
    [refusal('invalid_request'), 'notFound'],
  ])('ends with the first answer if that settles it: %#', async (result, name) => {
    api.script(result);
    expect((await advanceWhile(clock, poll.run()))?.name).toBe(name);
    expect(poll.state().name).toBe(name);
    expect(api.calls.length).toBe(1);
  });

  it('asks every three seconds without advice, and no oftener than once a second', async () => {
    api.script(ok(MARKING), ok(MARKING, 0), ok(MARKING, 0), ok(DONE));
    await advanceWhile(clock, poll.run());
    expect(clock.now()).toBe(5000);
  });

  it('shows a lost network, asks ever more rarely, and at once when it is back', async () => {
    api.script(refusal('unreachable'));
    const run = poll.run();
    await advanceUntil(clock, () => clock.now() > 120_000, 1000);
    expect(poll.state().name).toBe('unreachable');
    expect(api.calls.length).toBeLessThan(10);
    await nextTask();
    api.script(ok(DONE));
    poll.wake();
    const before = clock.now();
    await run;
    expect(clock.now()).toBe(before);
  });

  it('shows another answer than the polled one', async () => {
    api.script(ok(MARKING));
    void poll.run();
    await nextTask();
    poll.accept(DONE);
    expect(poll.state()).toEqual({ name: 'done', assessment: DONE });
    clock.advance(60_000);
    await nextTask();
    expect(api.calls.length).toBe(1);
  });

  it('can be stopped and run again', async () => {
    api.script(ok(MARKING), ok(DONE));
    const first = poll.run();
    poll.stop();
    expect(await first).toBeUndefined();
    const second = poll.run();
    expect((await advanceWhile(clock, second))?.name).toBe('done');
  });
});
