import { describe, expect, it } from 'vitest';
import { A_TICKET } from './fakes.ts';
import { transition } from './machine.ts';
import {
  CAPSULE,
  candidateCaption,
  closed,
  effects,
  FAILED_ATTEMPTS,
  following,
  LIVE,
  phases,
  playing,
  received,
  status,
  TO_LIVE,
  trace,
} from './machine-testkit.ts';
import { type ConversationEvent, type ConversationState, INITIAL_STATE } from './state.ts';

describe('the start', () => {
  it('goes through microphone, ticket and connection to Maya', () => {
    expect(phases(INITIAL_STATE, TO_LIVE)).toEqual([
      'microphone',
      'ticket',
      'opening',
      'connecting',
      'live',
    ]);
  });

  it('sends start before anything else on a connection', () => {
    const opening = following(TO_LIVE.slice(0, 3));
    expect(effects(opening, { type: 'socketOpened' })).toEqual([
      'resetPlayer',
      'startConversation',
    ]);
  });

  it('tells a new connection that the microphone is muted', () => {
    const opening = following([{ type: 'mutePressed' }, ...TO_LIVE.slice(0, 3)]);
    expect(effects(opening, { type: 'socketOpened' })).toContain('send mute');
  });

  it('requests no ticket without a microphone', () => {
    const { state } = transition(following([{ type: 'startPressed' }]), {
      type: 'microphoneFailed',
      problem: 'denied',
    });
    expect(state.phase).toEqual({ name: 'failed', problem: 'denied' });
  });

  it('stops when the ticket is refused', () => {
    const { state } = transition(following(TO_LIVE.slice(0, 2)), {
      type: 'ticketRefused',
      problem: 'refused',
    });
    expect(state.phase).toEqual({ name: 'failed', problem: 'refused' });
  });

  it('reconnects when a connection is not open in time', () => {
    const opening = following(TO_LIVE.slice(0, 3));
    expect(transition(opening, { type: 'timerFired' }).state.phase.name).toBe('waiting');
    expect(effects(opening, { type: 'timerFired' })).toEqual(['closeSocket', 'startBackoff']);
  });

  it('ignores a second press of start', () => {
    const live = following(TO_LIVE);
    expect(transition(live, { type: 'startPressed' })).toEqual({ state: live, effects: [] });
  });

  it('starts from a fresh state after an end', () => {
    const ended = following([...TO_LIVE, closed(1000)]);
    const { state } = transition(ended, { type: 'startPressed' });
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

  it('is given up after eight attempts in a row without a conversation to resume', () => {
    const tries = trace(following([...TO_LIVE, closed(1006)]), FAILED_ATTEMPTS);
    expect(tries.findIndex(({ phase }) => phase.name === 'failed')).toBe(8 * 2 - 1);
    expect(tries.at(-1)?.phase).toEqual({ name: 'failed', problem: 'unreachable' });
  });

  it('is not given up while there is a capsule', () => {
    const tries = trace(following([...TO_LIVE, CAPSULE, closed(1006)]), FAILED_ATTEMPTS);
    expect(tries.at(-1)?.phase.name).toBe('waiting');
    const { phase } = transition(tries.at(-1) as ConversationState, {
      type: 'capsuleExpired',
    }).state;
    expect(phase).toEqual({ name: 'failed', problem: 'expired' });
  });

  it('is retried when a ticket or a connection takes too long', () => {
    const waiting = following([...TO_LIVE, CAPSULE, closed(1006)]);
    const later = [{ type: 'timerFired' }, { type: 'timerFired' }] as const;
    expect(phases(waiting, later)).toEqual(['ticket', 'waiting']);
    const opening = following([later[0], TO_LIVE[2]], waiting);
    expect(phases(opening, later)).toEqual(['waiting', 'ticket']);
    const connecting = following([TO_LIVE[3]], opening);
    expect(phases(connecting, later)).toEqual(['waiting', 'ticket']);
  });

  it('counts reconnections anew once Maya was live for a while, not at once', () => {
    const back = following([
      ...TO_LIVE,
      closed(1006),
      { type: 'timerFired' },
      { type: 'ticketGranted', ticket: A_TICKET },
      { type: 'socketOpened' },
      LIVE,
    ]);
    expect(back.reconnects).toBe(1);
    expect(transition(back, { type: 'timerFired' }).state.reconnects).toBe(0);
  });

  it('is detected by silence', () => {
    expect(effects(following(TO_LIVE), { type: 'socketStalled' })).toEqual([
      'closeSocket',
      'startBackoff',
    ]);
  });

  it.each([1001, 1011, 4000, 4001, 4002])('is opened again after code %i', (code) => {
    expect(following([...TO_LIVE, closed(code)]).phase.name).toBe('waiting');
  });

  it("is detected by silence also before Maya's stream is live", () => {
    const connecting = following(TO_LIVE.slice(0, 4));
    expect(transition(connecting, { type: 'socketStalled' }).state.phase.name).toBe('waiting');
  });

  it.each([1002, 1007, 1008, 1009, 4400])('is final after code %i', (code) => {
    expect(following([...TO_LIVE, closed(code)]).phase).toEqual({
      name: 'failed',
      problem: 'fault',
    });
  });
});

describe("Maya's stream", () => {
  it('is shown as lost and restored', () => {
    const events = [status('retrying'), status('connecting'), LIVE];
    expect(phases(following(TO_LIVE), events)).toEqual(['retrying', 'retrying', 'live']);
  });

  it('is not waited for forever', () => {
    const retrying = following([...TO_LIVE, status('retrying')]);
    expect(transition(retrying, { type: 'timerFired' }).state.phase.name).toBe('waiting');
  });

  it('changes nothing after the end', () => {
    const ended = following([...TO_LIVE, closed(1000)]);
    expect(transition(ended, LIVE).state).toBe(ended);
  });
});

describe('turns', () => {
  const listening = following([...TO_LIVE, playing(true), playing(false)]);

  it('begin with Maya', () => {
    expect(following(TO_LIVE).turn).toBe('thinking');
  });

  it('go from listening through thinking to speaking and back', () => {
    const turns = trace(listening, [candidateCaption('Hello.'), playing(true), playing(false)]);
    expect(turns.map(({ turn }) => turn)).toEqual(['thinking', 'speaking', 'listening']);
  });

  it('go back to listening when the candidate continues', () => {
    expect(following([candidateCaption('Well,'), { type: 'speechStarted' }], listening).turn).toBe(
      'listening',
    );
  });
});

describe('barge-in', () => {
  it('silences the player and drops planned captions', () => {
    const speaking = following([
      ...TO_LIVE,
      received({ type: 'caption', speaker: 'examiner', stage: 'planned', epoch: 1, text: 'So.' }),
      playing(true),
    ]);
    const { state, effects: done } = transition(speaking, received({ type: 'clear', epoch: 2 }));
    expect(done).toEqual([{ type: 'clearPlayer', epoch: 2 }]);
    expect(state.captions.entries[0]).toMatchObject({ planned: '', interrupted: true });
  });
});

describe('lost audio', () => {
  it('is shown until Maya replies', () => {
    const lost = received({ type: 'lost', reason: 'too_old', frames: 10, audioMs: 200 });
    const states = trace(following(TO_LIVE), [lost, playing(true)]);
    expect(states.map(({ audioLost }) => audioLost)).toEqual([true, false]);
  });

  it('is not shown when it was silence', () => {
    const lost = received({ type: 'lost', reason: 'silence_skipped', frames: 10, audioMs: 200 });
    expect(transition(following(TO_LIVE), lost).state.audioLost).toBe(false);
  });
});

describe('the end', () => {
  it('is sent to the gateway, and releases the microphone at once', () => {
    expect(effects(following(TO_LIVE), { type: 'endPressed' })).toEqual([
      'send end',
      'closeAudio',
      'startTimer',
    ]);
  });

  it.each<ConversationEvent>([
    received({ type: 'ended', reason: 'client' }),
    closed(1000),
    closed(1006),
    { type: 'timerFired' },
  ])('comes by $type', (event) => {
    const { phase } = following([...TO_LIVE, { type: 'endPressed' }, event]);
    expect(phase).toEqual({ name: 'ended', reason: 'client' });
  });

  it("waits for Maya's final reply when she ends it", () => {
    const events = [received({ type: 'ended', reason: 'examiner' }), closed(1000), playing(false)];
    expect(phases(following([...TO_LIVE, playing(true)]), events)).toEqual([
      'ending',
      'ending',
      'ended',
    ]);
  });

  it('releases everything when the page is closed before there was a capsule', () => {
    expect(effects(following(TO_LIVE), { type: 'pageLeft' })).toEqual([
      'stopTimer',
      'discard',
      'closeSocket',
      'closeAudio',
    ]);
  });

  it('is at once when there is no connection', () => {
    const { phase } = following([...TO_LIVE, closed(1006), { type: 'endPressed' }]);
    expect(phase).toEqual({ name: 'ended', reason: 'client' });
  });
});
