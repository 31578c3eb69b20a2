/** Helpers for tests of the state machine: events, and the states and effects they lead to. */
import { A_TICKET } from './fakes.ts';
import { transition } from './machine.ts';
import {
  type ConversationEvent,
  type ConversationState,
  type Effect,
  INITIAL_STATE,
} from './state.ts';

export const LIVE: ConversationEvent = status('live');
export const CAPSULE: ConversationEvent = received({ type: 'capsule', counter: 1, sealed: 'c4p' });
export const FAILED_ATTEMPTS: ConversationEvent[] = Array.from({ length: 20 }, () => [
  { type: 'timerFired' } as const,
  { type: 'ticketFailed' } as const,
]).flat();
export const TO_LIVE: ConversationEvent[] = [
  { type: 'startPressed' },
  { type: 'microphoneReady' },
  { type: 'ticketGranted', ticket: A_TICKET },
  { type: 'socketOpened' },
  LIVE,
];

export function following(
  events: readonly ConversationEvent[],
  from = INITIAL_STATE,
): ConversationState {
  return trace(from, events).at(-1) ?? from;
}

export function trace(
  from: ConversationState,
  events: readonly ConversationEvent[],
): ConversationState[] {
  let state = from;
  return events.map((event) => {
    state = transition(state, event).state;
    return state;
  });
}

export function phases(from: ConversationState, events: readonly ConversationEvent[]): string[] {
  return trace(from, events).map(({ phase }) => phase.name);
}

export function effects(state: ConversationState, event: ConversationEvent): string[] {
  return transition(state, event).effects.map((effect: Effect) =>
    effect.type === 'send' ? `send ${effect.message.type}` : effect.type,
  );
}

export function resumed(reattached: boolean): ConversationEvent {
  return received({ type: 'resumed', reattached });
}

export function connectionQuality(quality: 'ok' | 'slow' | 'bad'): ConversationEvent {
  return received({ type: 'connection', quality, roundTripMs: 400, delayMs: 200, underruns: 0 });
}

export function received(
  message: Extract<ConversationEvent, { type: 'received' }>['message'],
): Extract<ConversationEvent, { type: 'received' }> {
  return { type: 'received', message };
}

export function status(state: 'connecting' | 'retrying' | 'live'): ConversationEvent {
  return received({ type: 'status', state, attempt: 1, retryInMs: 0 });
}

export function candidateCaption(text: string): ConversationEvent {
  return received({ type: 'caption', speaker: 'candidate', stage: 'final', epoch: 1, text });
}

export function closed(code: number): ConversationEvent {
  return { type: 'socketClosed', code };
}

export function playing(isPlaying: boolean): ConversationEvent {
  return { type: 'playbackChanged', playing: isPlaying };
}
