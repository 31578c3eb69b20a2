/** Events in a row, and what the state machine makes of them: for tests. */
import { A_TICKET } from './fakes.ts';
import { step } from './machine.ts';
import { type Effect, INITIAL_STATE, type SessionEvent, type SessionState } from './state.ts';

export const LIVE: SessionEvent = status('live');
export const CAPSULE: SessionEvent = received({ type: 'capsule', counter: 1, sealed: 'c4p' });
export const FAILED_TRIES: SessionEvent[] = Array.from({ length: 20 }, () => [
  { type: 'timerFired' } as const,
  { type: 'ticketFailed' } as const,
]).flat();
export const TO_LIVE: SessionEvent[] = [
  { type: 'startPressed' },
  { type: 'microphoneReady' },
  { type: 'ticketGranted', ticket: A_TICKET },
  { type: 'socketOpened' },
  LIVE,
];

export function following(events: readonly SessionEvent[], from = INITIAL_STATE): SessionState {
  return trace(from, events).at(-1) ?? from;
}

export function trace(from: SessionState, events: readonly SessionEvent[]): SessionState[] {
  let state = from;
  return events.map((event) => {
    state = step(state, event).state;
    return state;
  });
}

export function phases(from: SessionState, events: readonly SessionEvent[]): string[] {
  return trace(from, events).map(({ phase }) => phase.name);
}

export function effects(state: SessionState, event: SessionEvent): string[] {
  return step(state, event).effects.map((effect: Effect) =>
    effect.type === 'send' ? `send ${effect.message.type}` : effect.type,
  );
}

export function resumed(reattached: boolean): SessionEvent {
  return received({ type: 'resumed', reattached });
}

export function link(quality: 'ok' | 'slow' | 'bad'): SessionEvent {
  return received({ type: 'connection', quality, roundTripMs: 400, delayMs: 200, underruns: 0 });
}

export function received(
  message: Extract<SessionEvent, { type: 'received' }>['message'],
): Extract<SessionEvent, { type: 'received' }> {
  return { type: 'received', message };
}

export function status(state: 'connecting' | 'retrying' | 'live'): SessionEvent {
  return received({ type: 'status', state, attempt: 1, retryInMs: 0 });
}

export function candidateSaid(text: string): SessionEvent {
  return received({ type: 'caption', speaker: 'candidate', stage: 'final', epoch: 1, text });
}

export function closed(code: number): SessionEvent {
  return { type: 'socketClosed', code };
}

export function playing(isPlaying: boolean): SessionEvent {
  return { type: 'playing', playing: isPlaying };
}
