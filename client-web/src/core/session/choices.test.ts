import { describe, expect, it } from 'vitest';
import { step } from './machine.ts';
import { CAPSULE, closed, effects, following, link, received, TO_LIVE } from './machine-testkit.ts';
import type { SessionEvent } from './state.ts';

describe('a slow connection', () => {
  const slow = following([...TO_LIVE, link('slow')]);

  it('is told to the candidate', () => {
    expect(slow.link).toMatchObject({ quality: 'slow', roundTripMs: 400, delayMs: 200 });
  });

  it('is not told again once accepted, but a bad one is', () => {
    const accepted = following([{ type: 'linkAccepted' }, link('ok'), link('slow')], slow);
    expect(accepted.accepted).toBe('slow');
    expect(following([link('bad')], accepted).accepted).toBe('slow');
  });

  it('is told again when it was good for a while and is bad once more', () => {
    const events: SessionEvent[] = [link('bad'), { type: 'linkAccepted' }];
    expect(following(events, slow).accepted).toBe('bad');
    expect(following([...events, link('ok'), link('bad')], slow).accepted).toBe('slow');
  });

  it('answers each ping at once', () => {
    expect(step(slow, received({ type: 'ping', id: 7 })).effects).toEqual([
      { type: 'send', message: { type: 'pong', id: 7 } },
    ]);
  });

  it('may be borne steadily: larger buffers, and the microphone only while a key is held', () => {
    expect(effects(slow, { type: 'steadyPressed', on: true })).toEqual([
      'setSteady',
      'send lagTolerance',
      'setMuted',
      'send mute',
    ]);
    const steady = following([{ type: 'steadyPressed', on: true }], slow);
    const open = step(steady, { type: 'holding', holding: true });
    expect(open.effects).toEqual([
      { type: 'setMuted', muted: false },
      { type: 'send', message: { type: 'mute', muted: false } },
    ]);
    expect(effects(open.state, { type: 'holding', holding: true })).toEqual([]);
    expect(effects(open.state, { type: 'holding', holding: false })).toEqual([
      'setMuted',
      'send mute',
    ]);
  });

  it('opens the microphone again when it is to be quick again', () => {
    const steady = following([{ type: 'steadyPressed', on: true }], slow);
    expect(effects(steady, { type: 'steadyPressed', on: false })).toEqual([
      'setSteady',
      'send lagTolerance',
      'setMuted',
      'send mute',
    ]);
  });

  it('has no key to hold otherwise, and no mute in steady mode', () => {
    expect(effects(slow, { type: 'holding', holding: true })).toEqual([]);
    const steady = following([{ type: 'steadyPressed', on: true }], slow);
    expect(effects(steady, { type: 'mutePressed' })).toEqual([]);
  });

  it('may skip the test', () => {
    expect(step(slow, { type: 'skipPressed' }).effects.at(0)).toEqual({
      type: 'send',
      message: { type: 'end', skipped: true },
    });
    const skipped = [{ type: 'skipPressed' }, received({ type: 'ended', reason: 'skipped' })];
    expect(following(skipped as SessionEvent[], slow).phase).toEqual({
      name: 'ended',
      reason: 'skipped',
    });
  });

  it.each<[string, SessionEvent[]]>([
    ['the connection is lost before', [CAPSULE, closed(1006), { type: 'skipPressed' }]],
    ['the connection is lost after', [CAPSULE, { type: 'skipPressed' }, closed(1006)]],
    ['nobody answers', [CAPSULE, { type: 'skipPressed' }, { type: 'timerFired' }]],
  ])('tells the gateway so on the next connection when %s', (_, events) => {
    const opening = following([...events, { type: 'timerFired' }, TO_LIVE[2]], slow);
    expect(effects(opening, { type: 'socketOpened' })).toContain('send end');
    const { phase } = step(opening, { type: 'socketOpened' }).state;
    expect(phase).toEqual({ name: 'ending', reason: 'skipped' });
  });
});
