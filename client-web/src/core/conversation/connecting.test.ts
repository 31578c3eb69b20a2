import { describe, expect, it } from 'vitest';
import { transition } from './machine.ts';
import {
  CAPSULE,
  closed,
  effects,
  following,
  LIVE,
  phases,
  received,
  resumed,
  TO_LIVE,
} from './machine-testkit.ts';
import { type ConversationEvent, type ConversationState, INITIAL_STATE } from './state.ts';

describe('a resumed conversation', () => {
  const lost = following([...TO_LIVE, CAPSULE, closed(1006), { type: 'timerFired' }]);
  const back = [TO_LIVE[2], TO_LIVE[3]];

  it("sends resume instead of start, then the microphone's state, and replays audio", () => {
    const opening = following([TO_LIVE[2]], lost);
    expect(effects(opening, { type: 'socketOpened' })).toEqual([
      'resumeConversation',
      'send lagTolerance',
      'send mute',
      'replay',
    ]);
  });

  it('replays audio from before the microphone was muted', () => {
    const opening = following([{ type: 'mutePressed' }, TO_LIVE[2]], lost);
    expect(effects(opening, { type: 'socketOpened' })).toEqual([
      'resumeConversation',
      'send lagTolerance',
      'replay',
      'send mute',
    ]);
  });

  it.each([true, false])('sends whether steady mode is on: %s', (on) => {
    const opening = following([{ type: 'steadyPressed', on }, TO_LIVE[2]], lost);
    expect(transition(opening, { type: 'socketOpened' }).effects).toContainEqual({
      type: 'send',
      message: { type: 'lagTolerance', on },
    });
  });

  it('is live at once after a re-attachment', () => {
    const { phase, turn } = following([...back, resumed(true)], { ...lost, turn: 'listening' });
    expect(phase.name).toBe('live');
    expect(turn).toBe('listening');
  });

  it("waits for Maya's stream when another node took over", () => {
    expect(phases(lost, [...back, resumed(false), LIVE])).toEqual([
      'opening',
      'connecting',
      'connecting',
      'live',
    ]);
  });

  it('keeps its captions', () => {
    const said = received({
      type: 'caption',
      speaker: 'examiner',
      stage: 'planned',
      epoch: 1,
      text: 'So.',
    });
    const before = following([...TO_LIVE, said, CAPSULE]);
    const after = following([closed(1006), { type: 'timerFired' }, ...back, resumed(true)], before);
    expect(after.captions).toEqual(before.captions);
  });

  it('drops planned captions when another node took over', () => {
    const maya = (stage: 'planned' | 'final', text: string) =>
      received({ type: 'caption', speaker: 'examiner', stage, epoch: 2, text });
    const before = following([...TO_LIVE, CAPSULE, maya('planned', 'One. Two.')]);
    const { captions } = following(
      [
        maya('final', 'One.'),
        closed(1006),
        { type: 'timerFired' },
        ...back,
        resumed(false),
        maya('planned', 'We were at One.'),
      ],
      before,
    );
    expect(captions.entries).toMatchObject([
      { sentences: ['One.'], planned: '', interrupted: true },
      { sentences: [], planned: 'We were at One.', interrupted: false },
    ]);
  });

  it.each<[number, string | undefined, string]>([
    [4409, undefined, 'takenOver'],
    [4411, undefined, 'revoked'],
    [4410, 'capsule_expired', 'expired'],
    [4410, 'capsule_superseded', 'notResumed'],
    [4410, undefined, 'notResumed'],
  ])('stops after %i with %s', (code, reason, problem) => {
    const error: ConversationEvent[] =
      reason === undefined ? [] : [received({ type: 'error', code: reason, detail: '' })];
    const failed = following([...back, ...error, closed(code)], lost);
    expect(failed.phase).toEqual({ name: 'failed', problem });
    expect(failed.resumable).toBe(false);
  });

  it('is discarded when it is over', () => {
    for (const event of [closed(1000), closed(4410), closed(4400)]) {
      expect(effects(following([...TO_LIVE, CAPSULE]), event)).toContain('discard');
    }
  });

  it('is saved when the page is closed, and offered for a resume', () => {
    const live = following([...TO_LIVE, CAPSULE]);
    expect(effects(live, { type: 'pageLeft' })).toEqual([
      'saveForReload',
      'stopTimer',
      'closeSocket',
      'closeAudio',
    ]);
    const left = following([{ type: 'pageLeft' }], live);
    expect([left.phase.name, left.resumable]).toEqual(['idle', true]);
    expect(phases(left, [{ type: 'resumePressed' }, ...TO_LIVE.slice(1, 4)])).toEqual([
      'microphone',
      'ticket',
      'opening',
      'connecting',
    ]);
  });

  it('is kept when the microphone is refused, for another attempt', () => {
    const offered: ConversationState = { ...INITIAL_STATE, resumable: true };
    const refused = following(
      [{ type: 'resumePressed' }, { type: 'microphoneFailed', problem: 'denied' }],
      offered,
    );
    expect(refused).toMatchObject({ phase: { name: 'failed' }, resumable: true });
    expect(phases(refused, [{ type: 'resumePressed' }])).toEqual(['microphone']);
  });

  it('is discarded for a new one', () => {
    const offered: ConversationState = { ...INITIAL_STATE, resumable: true };
    expect(effects(offered, { type: 'startPressed' })).toEqual(['discard', 'openAudio']);
    expect(transition(offered, { type: 'startPressed' }).state.resumable).toBe(false);
  });

  it('is no longer offered when it has expired', () => {
    const offered: ConversationState = { ...INITIAL_STATE, resumable: true };
    const { state } = transition(offered, { type: 'capsuleExpired' });
    expect([state.phase.name, state.resumable]).toEqual(['idle', false]);
  });

  it('cannot be resumed where there is none', () => {
    expect(phases(INITIAL_STATE, [{ type: 'resumePressed' }])).toEqual(['idle']);
  });
});
