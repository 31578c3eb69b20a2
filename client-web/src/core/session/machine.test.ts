import { describe, expect, it } from 'vitest';
import { step } from './machine.ts';
import { type Effect, INITIAL_STATE, type SessionEvent, type SessionState } from './state.ts';

const TICKET = { ticket: 't', streamUrl: 'ws://x/nova-sonic' };
const LIVE: SessionEvent = status('live');
const CAPSULE: SessionEvent = received({ type: 'capsule', counter: 1, sealed: 'c4p' });
const FAILED_TRIES: SessionEvent[] = Array.from({ length: 20 }, () => [
  { type: 'timerFired' } as const,
  { type: 'ticketFailed', refused: false } as const,
]).flat();
const TO_LIVE: SessionEvent[] = [
  { type: 'startPressed' },
  { type: 'microphoneReady' },
  { type: 'ticketGranted', ticket: TICKET },
  { type: 'socketOpened' },
  LIVE,
];

describe('the way in', () => {
  it('goes from the microphone over the ticket and the connection to Maya', () => {
    expect(phases(INITIAL_STATE, TO_LIVE)).toEqual([
      'microphone',
      'ticket',
      'opening',
      'connecting',
      'live',
    ]);
  });

  it('says start before anything else on a connection', () => {
    const opening = following(TO_LIVE.slice(0, 3));
    expect(effects(opening, { type: 'socketOpened' })).toEqual(['resetPlayer', 'begin']);
  });

  it('tells a new connection that the microphone is muted', () => {
    const opening = following([{ type: 'mutePressed' }, ...TO_LIVE.slice(0, 3)]);
    expect(effects(opening, { type: 'socketOpened' })).toContain('send mute');
  });

  it('does not ask for a ticket without a microphone', () => {
    const { state } = step(following([{ type: 'startPressed' }]), {
      type: 'microphoneFailed',
      problem: 'denied',
    });
    expect(state.phase).toEqual({ name: 'failed', problem: 'denied' });
  });

  it('stops when the ticket is refused', () => {
    const { state } = step(following(TO_LIVE.slice(0, 2)), { type: 'ticketFailed', refused: true });
    expect(state.phase).toEqual({ name: 'failed', problem: 'refused' });
  });

  it('tries again when a connection is not open in time', () => {
    const opening = following(TO_LIVE.slice(0, 3));
    expect(step(opening, { type: 'timerFired' }).state.phase.name).toBe('waiting');
    expect(effects(opening, { type: 'timerFired' })).toEqual(['closeSocket', 'startBackoff']);
  });

  it('ignores a second press of start', () => {
    const live = following(TO_LIVE);
    expect(step(live, { type: 'startPressed' })).toEqual({ state: live, effects: [] });
  });

  it('begins with a fresh state after an end', () => {
    const ended = following([...TO_LIVE, closed(1000)]);
    const { state } = step(ended, { type: 'startPressed' });
    expect(state).toEqual({ ...INITIAL_STATE, phase: { name: 'microphone' } });
  });
});

describe('a lost connection', () => {
  it('is opened again with a new ticket', () => {
    const waiting = following([...TO_LIVE, closed(1006)]);
    expect(waiting.phase.name).toBe('waiting');
    expect(phases(waiting, [{ type: 'timerFired' }, ...TO_LIVE.slice(2)])).toEqual([
      'ticket',
      'opening',
      'connecting',
      'live',
    ]);
  });

  it('is given up after eight tries in a row when there is nothing to go on with', () => {
    const tries = trace(following([...TO_LIVE, closed(1006)]), FAILED_TRIES);
    expect(tries.findIndex(({ phase }) => phase.name === 'failed')).toBe(8 * 2 - 1);
    expect(tries.at(-1)?.phase).toEqual({ name: 'failed', problem: 'unreachable' });
  });

  it('is not given up while there is a capsule', () => {
    const tries = trace(following([...TO_LIVE, CAPSULE, closed(1006)]), FAILED_TRIES);
    expect(tries.at(-1)?.phase.name).toBe('waiting');
    const { phase } = step(tries.at(-1) as SessionState, { type: 'capsuleExpired' }).state;
    expect(phase).toEqual({ name: 'failed', problem: 'expired' });
  });

  it('is looked for elsewhere when a ticket or a connection takes too long', () => {
    const waiting = following([...TO_LIVE, CAPSULE, closed(1006)]);
    const later = [{ type: 'timerFired' }, { type: 'timerFired' }] as const;
    expect(phases(waiting, later)).toEqual(['ticket', 'waiting']);
    const opening = following([later[0], TO_LIVE[2]], waiting);
    expect(phases(opening, later)).toEqual(['waiting', 'ticket']);
    const connecting = following([TO_LIVE[3]], opening);
    expect(phases(connecting, later)).toEqual(['waiting', 'ticket']);
  });

  it('counts anew once Maya was there for a while, not at once', () => {
    const back = following([
      ...TO_LIVE,
      closed(1006),
      { type: 'timerFired' },
      { type: 'ticketGranted', ticket: TICKET },
      { type: 'socketOpened' },
      LIVE,
    ]);
    expect(back.attempt).toBe(1);
    expect(step(back, { type: 'timerFired' }).state.attempt).toBe(0);
  });

  it('is recognised by silence when nobody says so', () => {
    expect(effects(following(TO_LIVE), { type: 'socketStalled' })).toEqual([
      'closeSocket',
      'startBackoff',
    ]);
  });

  it.each([1001, 1011, 4000, 4001, 4002])('with code %i is opened again', (code) => {
    expect(following([...TO_LIVE, closed(code)]).phase.name).toBe('waiting');
  });

  it('is not told by silence while Maya is being called', () => {
    const connecting = following(TO_LIVE.slice(0, 4));
    expect(step(connecting, { type: 'socketStalled' }).state).toBe(connecting);
  });

  it.each([1002, 1007, 1008, 1009, 4400])('with code %i is final', (code) => {
    expect(following([...TO_LIVE, closed(code)]).phase).toEqual({
      name: 'failed',
      problem: 'fault',
    });
  });
});

describe('a conversation that goes on', () => {
  const lost = following([...TO_LIVE, CAPSULE, closed(1006), { type: 'timerFired' }]);
  const back = [TO_LIVE[2], TO_LIVE[3]];

  it('says so in the place of start, then how the microphone is, and sends it again', () => {
    const opening = following([TO_LIVE[2]], lost);
    expect(effects(opening, { type: 'socketOpened' })).toEqual([
      'resume',
      'send lagTolerance',
      'send mute',
      'replay',
    ]);
  });

  it('sends again what was said before the microphone was muted', () => {
    const opening = following([{ type: 'mutePressed' }, TO_LIVE[2]], lost);
    expect(effects(opening, { type: 'socketOpened' })).toEqual([
      'resume',
      'send lagTolerance',
      'replay',
      'send mute',
    ]);
  });

  it.each([true, false])('says whether it is to be steady there: %s', (on) => {
    const opening = following([{ type: 'steadyPressed', on }, TO_LIVE[2]], lost);
    expect(step(opening, { type: 'socketOpened' }).effects).toContainEqual({
      type: 'send',
      message: { type: 'lagTolerance', on },
    });
  });

  it('is live at once when the gateway still had it', () => {
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

  it('keeps its captions as those of one conversation', () => {
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

  it.each<[number, string | undefined, string]>([
    [4409, undefined, 'takenOver'],
    [4410, 'capsule_expired', 'expired'],
    [4410, 'capsule_superseded', 'notResumed'],
    [4410, undefined, 'notResumed'],
  ])('stops after %i with %s', (code, reason, problem) => {
    const error: SessionEvent[] =
      reason === undefined ? [] : [received({ type: 'error', code: reason, detail: '' })];
    const failed = following([...back, ...error, closed(code)], lost);
    expect(failed.phase).toEqual({ name: 'failed', problem });
    expect(failed.resumable).toBe(false);
  });

  it('is forgotten when it is over', () => {
    for (const event of [closed(1000), closed(4410), closed(4400)]) {
      expect(effects(following([...TO_LIVE, CAPSULE]), event)).toContain('forget');
    }
  });

  it('is kept when the page is left, and offered to go on with', () => {
    const live = following([...TO_LIVE, CAPSULE]);
    expect(effects(live, { type: 'pageLeft' })).toEqual([
      'keepForReturn',
      'stopTimer',
      'closeSocket',
      'closeAudio',
    ]);
    const left = following([{ type: 'pageLeft' }], live);
    expect([left.phase.name, left.resumable]).toEqual(['idle', true]);
    expect(phases(left, [{ type: 'goOnPressed' }, ...TO_LIVE.slice(1, 4)])).toEqual([
      'microphone',
      'ticket',
      'opening',
      'connecting',
    ]);
  });

  it('is kept when the microphone is refused, for another try', () => {
    const offered: SessionState = { ...INITIAL_STATE, resumable: true };
    const refused = following(
      [{ type: 'goOnPressed' }, { type: 'microphoneFailed', problem: 'denied' }],
      offered,
    );
    expect(refused).toMatchObject({ phase: { name: 'failed' }, resumable: true });
    expect(phases(refused, [{ type: 'goOnPressed' }])).toEqual(['microphone']);
  });

  it('is forgotten for a new one', () => {
    const offered: SessionState = { ...INITIAL_STATE, resumable: true };
    expect(effects(offered, { type: 'startPressed' })).toEqual(['forget', 'openAudio']);
    expect(step(offered, { type: 'startPressed' }).state.resumable).toBe(false);
  });

  it('is no longer offered when it is too old', () => {
    const offered: SessionState = { ...INITIAL_STATE, resumable: true };
    const { state } = step(offered, { type: 'capsuleExpired' });
    expect([state.phase.name, state.resumable]).toEqual(['idle', false]);
  });

  it('cannot be gone on with where there is none', () => {
    expect(phases(INITIAL_STATE, [{ type: 'goOnPressed' }])).toEqual(['idle']);
  });
});

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

  it('may end the test as not taken', () => {
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

describe("Maya's stream", () => {
  it('is shown as lost and found', () => {
    const events = [status('retrying'), status('connecting'), LIVE];
    expect(phases(following(TO_LIVE), events)).toEqual(['retrying', 'retrying', 'live']);
  });

  it('is not waited for without end', () => {
    const retrying = following([...TO_LIVE, status('retrying')]);
    expect(step(retrying, { type: 'timerFired' }).state.phase.name).toBe('waiting');
  });

  it('changes nothing after the end', () => {
    const ended = following([...TO_LIVE, closed(1000)]);
    expect(step(ended, LIVE).state).toBe(ended);
  });
});

describe('turns', () => {
  const listening = following([...TO_LIVE, playing(true), playing(false)]);

  it('begin with Maya', () => {
    expect(following(TO_LIVE).turn).toBe('thinking');
  });

  it('go from listening over thinking to speaking and back', () => {
    const turns = trace(listening, [candidateSaid('Hello.'), playing(true), playing(false)]);
    expect(turns.map(({ turn }) => turn)).toEqual(['thinking', 'speaking', 'listening']);
  });

  it('go back to listening when the candidate goes on', () => {
    expect(following([candidateSaid('Well,'), { type: 'voiceHeard' }], listening).turn).toBe(
      'listening',
    );
  });
});

describe('barge-in', () => {
  it('silences the player and drops what was planned', () => {
    const speaking = following([
      ...TO_LIVE,
      received({ type: 'caption', speaker: 'examiner', stage: 'planned', epoch: 1, text: 'So.' }),
      playing(true),
    ]);
    const { state, effects: done } = step(speaking, received({ type: 'clear', epoch: 2 }));
    expect(done).toEqual([{ type: 'clearPlayer', epoch: 2 }]);
    expect(state.captions.entries[0]).toMatchObject({ planned: '', interrupted: true });
  });
});

describe('lost audio', () => {
  it('is told until Maya answers', () => {
    const lost = received({ type: 'lost', reason: 'too_old', frames: 10, audioMs: 200 });
    const states = trace(following(TO_LIVE), [lost, playing(true)]);
    expect(states.map(({ audioLost }) => audioLost)).toEqual([true, false]);
  });

  it('is not told when it was silence', () => {
    const lost = received({ type: 'lost', reason: 'silence_skipped', frames: 10, audioMs: 200 });
    expect(step(following(TO_LIVE), lost).state.audioLost).toBe(false);
  });
});

describe('the end', () => {
  it('is asked of the gateway, and the microphone let go of at once', () => {
    expect(effects(following(TO_LIVE), { type: 'endPressed' })).toEqual([
      'send end',
      'closeAudio',
      'startTimer',
    ]);
  });

  it.each<SessionEvent>([
    received({ type: 'ended', reason: 'client' }),
    closed(1000),
    closed(1006),
    { type: 'timerFired' },
  ])('comes by $type', (event) => {
    const { phase } = following([...TO_LIVE, { type: 'endPressed' }, event]);
    expect(phase).toEqual({ name: 'ended', reason: 'client' });
  });

  it("waits for Maya's last words when she ends it", () => {
    const events = [received({ type: 'ended', reason: 'examiner' }), closed(1000), playing(false)];
    expect(phases(following([...TO_LIVE, playing(true)]), events)).toEqual([
      'ending',
      'ending',
      'ended',
    ]);
  });

  it('lets go of everything when the page is left before there was a capsule', () => {
    expect(effects(following(TO_LIVE), { type: 'pageLeft' })).toEqual([
      'stopTimer',
      'forget',
      'closeSocket',
      'closeAudio',
    ]);
  });

  it('is at once when there is no connection', () => {
    const { phase } = following([...TO_LIVE, closed(1006), { type: 'endPressed' }]);
    expect(phase).toEqual({ name: 'ended', reason: 'client' });
  });
});

function following(events: readonly SessionEvent[], from = INITIAL_STATE): SessionState {
  return trace(from, events).at(-1) ?? from;
}

function trace(from: SessionState, events: readonly SessionEvent[]): SessionState[] {
  let state = from;
  return events.map((event) => {
    state = step(state, event).state;
    return state;
  });
}

function phases(from: SessionState, events: readonly SessionEvent[]): string[] {
  return trace(from, events).map(({ phase }) => phase.name);
}

function effects(state: SessionState, event: SessionEvent): string[] {
  return step(state, event).effects.map((effect: Effect) =>
    effect.type === 'send' ? `send ${effect.message.type}` : effect.type,
  );
}

function resumed(reattached: boolean): SessionEvent {
  return received({ type: 'resumed', reattached });
}

function link(quality: 'ok' | 'slow' | 'bad'): SessionEvent {
  return received({ type: 'connection', quality, roundTripMs: 400, delayMs: 200, underruns: 0 });
}

function received(
  message: Extract<SessionEvent, { type: 'received' }>['message'],
): Extract<SessionEvent, { type: 'received' }> {
  return { type: 'received', message };
}

function status(state: 'connecting' | 'retrying' | 'live'): SessionEvent {
  return received({ type: 'status', state, attempt: 1, retryInMs: 0 });
}

function candidateSaid(text: string): SessionEvent {
  return received({ type: 'caption', speaker: 'candidate', stage: 'final', epoch: 1, text });
}

function closed(code: number): SessionEvent {
  return { type: 'socketClosed', code };
}

function playing(isPlaying: boolean): SessionEvent {
  return { type: 'playing', playing: isPlaying };
}
