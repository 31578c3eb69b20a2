import { describe, expect, it } from 'vitest';
import { transition } from './machine.ts';
import {
  CAPSULE,
  closed,
  connectionQuality,
  effects,
  following,
  received,
  TO_LIVE,
} from './machine-testkit.ts';
import type { ConversationEvent } from './state.ts';

describe('a slow connection', () => {
  const slow = following([...TO_LIVE, connectionQuality('slow')]);

  it('is reported to the candidate', () => {
    expect(slow.connectionQuality).toMatchObject({
      quality: 'slow',
      roundTripMs: 400,
      delayMs: 200,
    });
  });

  it('is not reported again once accepted, but a bad one is', () => {
    const accepted = following(
      [{ type: 'qualityAccepted' }, connectionQuality('ok'), connectionQuality('slow')],
      slow,
    );
    expect(accepted.acceptedQuality).toBe('slow');
    expect(following([connectionQuality('bad')], accepted).acceptedQuality).toBe('slow');
  });

  it('is reported again when it recovers and turns bad again', () => {
    const events: ConversationEvent[] = [connectionQuality('bad'), { type: 'qualityAccepted' }];
    expect(following(events, slow).acceptedQuality).toBe('bad');
    expect(
      following([...events, connectionQuality('ok'), connectionQuality('bad')], slow)
        .acceptedQuality,
    ).toBe('slow');
  });

  it('answers each ping at once', () => {
    expect(transition(slow, received({ type: 'ping', id: 7 })).effects).toEqual([
      { type: 'send', message: { type: 'pong', id: 7 } },
    ]);
  });

  it('allows steady mode: larger buffers and push-to-talk', () => {
    expect(effects(slow, { type: 'steadyPressed', on: true })).toEqual([
      'setSteady',
      'send lagTolerance',
      'setMuted',
      'send mute',
    ]);
    const steady = following([{ type: 'steadyPressed', on: true }], slow);
    const open = transition(steady, { type: 'talkPressed', pressed: true });
    expect(open.effects).toEqual([
      { type: 'setMuted', muted: false },
      { type: 'send', message: { type: 'mute', muted: false } },
    ]);
    expect(effects(open.state, { type: 'talkPressed', pressed: true })).toEqual([]);
    expect(effects(open.state, { type: 'talkPressed', pressed: false })).toEqual([
      'setMuted',
      'send mute',
    ]);
  });

  it('opens the microphone again when steady mode ends', () => {
    const steady = following([{ type: 'steadyPressed', on: true }], slow);
    expect(effects(steady, { type: 'steadyPressed', on: false })).toEqual([
      'setSteady',
      'send lagTolerance',
      'setMuted',
      'send mute',
    ]);
  });

  it('has push-to-talk only in steady mode, and mute only outside it', () => {
    expect(effects(slow, { type: 'talkPressed', pressed: true })).toEqual([]);
    const steady = following([{ type: 'steadyPressed', on: true }], slow);
    expect(effects(steady, { type: 'mutePressed' })).toEqual([]);
  });

  it('allows to skip the test', () => {
    expect(transition(slow, { type: 'skipPressed' }).effects.at(0)).toEqual({
      type: 'send',
      message: { type: 'end', skipped: true },
    });
    const skipped = [{ type: 'skipPressed' }, received({ type: 'ended', reason: 'skipped' })];
    expect(following(skipped as ConversationEvent[], slow).phase).toEqual({
      name: 'ended',
      reason: 'skipped',
    });
  });

  it.each<[string, ConversationEvent[]]>([
    ['the connection is lost before', [CAPSULE, closed(1006), { type: 'skipPressed' }]],
    ['the connection is lost after', [CAPSULE, { type: 'skipPressed' }, closed(1006)]],
    ['the gateway does not respond', [CAPSULE, { type: 'skipPressed' }, { type: 'timerFired' }]],
  ])('reports the skip on the next connection when %s', (_, events) => {
    const opening = following([...events, { type: 'timerFired' }, TO_LIVE[2]], slow);
    expect(effects(opening, { type: 'socketOpened' })).toContain('send end');
    const { phase } = transition(opening, { type: 'socketOpened' }).state;
    expect(phase).toEqual({ name: 'ending', reason: 'skipped' });
  });
});
