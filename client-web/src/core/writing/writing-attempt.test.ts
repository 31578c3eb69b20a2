import { beforeEach, describe, expect, it } from 'vitest';
import { advanceUntil, nextTask } from '../api/fakes.ts';
import { FakeClock } from '../fake-clock.ts';
import {
  DONE,
  FakeDrafts,
  FakeWritingApi,
  failedFor,
  MARKING,
  ok,
  PROMPTS,
  refusal,
} from './fakes.ts';
import { WritingAttempt } from './writing-attempt.ts';

const TASK_2 = 'a2-01';

describe('WritingAttempt', () => {
  let api: FakeWritingApi;
  let clock: FakeClock;
  let drafts: FakeDrafts;
  let attempt: WritingAttempt;
  let marked: number;
  let keys: number;

  const open = (userId = 'an') => {
    attempt = new WritingAttempt({
      api,
      clock,
      drafts,
      newKey: () => `key-${++keys}`,
      onMarked: () => marked++,
    });
    attempt.open(userId);
  };
  const begin = (text = '') => {
    attempt.begin('academic_writing', PROMPTS);
    if (text !== '') attempt.write(TASK_2, text);
  };
  const saved = () => drafts.drafts.get('an');

  beforeEach(() => {
    api = new FakeWritingApi();
    clock = new FakeClock();
    drafts = new FakeDrafts();
    marked = 0;
    keys = 0;
    open();
  });

  describe('its draft', () => {
    it('is saved a moment after a change, once for many', () => {
      begin();
      const before = drafts.saves;
      for (const text of ['T', 'To', 'Tow']) {
        attempt.write(TASK_2, text);
        clock.advance(200);
      }
      expect(attempt.state()).toMatchObject({ save: 'pending' });
      clock.advance(200);
      expect(drafts.saves - before).toBe(1);
      expect(saved()?.texts).toEqual({ [TASK_2]: 'Tow' });
      expect(attempt.state()).toMatchObject({ save: 'saved' });
    });

    it('is saved at least every 700 ms of steady typing', () => {
      begin();
      const before = drafts.saves;
      for (let n = 0; n < 100; n++) {
        attempt.write(TASK_2, 'x'.repeat(n));
        clock.advance(100);
      }
      expect(drafts.saves - before).toBeGreaterThanOrEqual(12);
    });

    it('is saved at once when the page is left', () => {
      begin('Towns');
      attempt.flush();
      expect(saved()?.texts).toEqual({ [TASK_2]: 'Towns' });
    });

    it('is resumed after a reload, with its start', () => {
      clock.advance(5000);
      begin('Towns');
      attempt.flush();
      clock.advance(60_000);
      open();
      expect(attempt.state()).toMatchObject({
        name: 'writing',
        save: 'saved',
        draft: { startedAt: 5000, texts: { [TASK_2]: 'Towns' } },
      });
    });

    it('tells when the storage is full, and saves once it is not', () => {
      drafts.isFull = true;
      begin('Towns');
      clock.advance(1000);
      expect(attempt.state()).toMatchObject({ save: 'failed' });
      drafts.isFull = false;
      attempt.write(TASK_2, 'Towns grow');
      clock.advance(1000);
      expect(attempt.state()).toMatchObject({ save: 'saved' });
    });

    it('follows another page of the same account only', () => {
      begin('Towns');
      attempt.flush();
      const other = { ...drafts.drafts.get('an'), texts: { [TASK_2]: 'Cities' } };
      drafts.changeElsewhere('an', other as never);
      expect(attempt.state()).toMatchObject({ draft: { texts: { [TASK_2]: 'Cities' } } });
      drafts.changeElsewhere('bo', undefined);
      expect(attempt.state().name).toBe('writing');
      drafts.changeElsewhere('an', undefined);
      expect(attempt.state().name).toBe('none');
    });

    it('is kept when the sign-in ends, and found again', () => {
      begin('Towns');
      attempt.close(true);
      expect(attempt.state().name).toBe('none');
      attempt.open('an');
      expect(attempt.state()).toMatchObject({ draft: { texts: { [TASK_2]: 'Towns' } } });
    });

    it('is deleted by a sign-out, and not saved again', () => {
      begin('Towns');
      attempt.forget();
      attempt.close(true);
      clock.advance(10_000);
      attempt.flush();
      expect(drafts.drafts.size).toBe(0);
    });

    it('is not saved again after a sign-out on another page', () => {
      begin('Towns');
      drafts.drafts.clear();
      attempt.close(false);
      clock.advance(10_000);
      expect(drafts.drafts.size).toBe(0);
    });

    it('is deleted 30 days after its start if its user did not come back', () => {
      begin('Towns');
      attempt.close(true);
      clock.advance(30 * 86_400_000);
      open('an');
      expect(attempt.state().name).toBe('writing');
      attempt.close(true);
      clock.advance(1);
      open('an');
      expect(attempt.state().name).toBe('none');
      expect(drafts.drafts.size).toBe(0);
    });

    it('is deleted when another account signs in', () => {
      begin('Towns');
      attempt.close(true);
      attempt.open('bo');
      expect(attempt.state().name).toBe('none');
      expect(drafts.drafts.size).toBe(0);
    });

    it("is deleted at its candidate's wish", () => {
      begin('Towns');
      attempt.discard();
      clock.advance(10_000);
      expect(attempt.state().name).toBe('none');
      expect(drafts.drafts.size).toBe(0);
    });
  });

  describe('its submission', () => {
    it('deletes the draft once it is marked, and keeps the answers in memory', async () => {
      api.script(ok(DONE));
      begin('Towns grow.');
      attempt.submit();
      expect(saved()).toMatchObject({
        submission: { key: 'key-1' },
        texts: { [TASK_2]: 'Towns grow.' },
      });
      await nextTask();
      expect(attempt.state()).toEqual({ name: 'marked', assessmentId: 'a-1' });
      expect(drafts.drafts.size).toBe(0);
      expect(marked).toBe(1);
      expect(attempt.answersOf('a-1')?.texts).toEqual({ [TASK_2]: 'Towns grow.' });
      expect(attempt.answersOf('a-2')).toBeUndefined();
      attempt.close(true);
      expect(attempt.answersOf('a-1')).toBeUndefined();
    });

    it('goes on after a reload with the same key', async () => {
      begin('Towns');
      attempt.submit();
      await advanceUntil(clock, () => api.calls.length > 1);
      attempt.close(true);
      api.script(ok(DONE));
      open();
      await advanceUntil(clock, () => attempt.state().name === 'marked');
      expect(new Set(api.keys)).toEqual(new Set(['key-1']));
    });

    it('goes on after a reload with the assessment that was confirmed', async () => {
      api.script(ok(MARKING));
      begin('Towns');
      attempt.submit();
      await advanceUntil(clock, () => saved()?.submission?.assessmentId === 'a-1');
      attempt.close(true);
      api.calls.length = 0;
      api.script(ok(DONE));
      open();
      await advanceUntil(clock, () => attempt.state().name === 'marked');
      expect(api.names).toEqual(['assessment']);
    });

    it('cannot be changed under way', async () => {
      begin('Towns');
      attempt.submit();
      attempt.write(TASK_2, 'Cities');
      attempt.edit();
      attempt.submit();
      expect(attempt.state()).toMatchObject({
        name: 'submitted',
        draft: { texts: { [TASK_2]: 'Towns' } },
      });
      expect(api.calls.length).toBe(1);
    });

    it('can be changed after a refusal, and is then sent with a new key', async () => {
      api.script(refusal('no_attempts'));
      begin('Towns');
      attempt.submit();
      await nextTask();
      expect(attempt.state()).toMatchObject({ submission: { name: 'refused' } });
      attempt.edit();
      expect(attempt.state().name).toBe('writing');
      expect(saved()?.submission).toBeUndefined();
      api.script(ok(DONE));
      attempt.submit();
      await nextTask();
      expect(api.keys).toEqual(['key-1', 'key-2']);
    });

    it('can be repeated after a failure', async () => {
      api.script(ok(failedFor('could_not_be_marked')), ok(DONE));
      begin('Towns');
      attempt.submit();
      await nextTask();
      attempt.submitAgain();
      await nextTask();
      expect(api.keys).toEqual(['key-1', 'key-2']);
      expect(attempt.state().name).toBe('marked');
    });

    it('does not survive a sign-out', async () => {
      begin('Towns');
      attempt.submit();
      await nextTask();
      attempt.forget();
      api.script(ok(DONE));
      clock.advance(120_000);
      await nextTask();
      expect(api.calls.length).toBe(1);
      expect(drafts.drafts.size).toBe(0);
      expect(marked).toBe(0);
    });
  });
});
