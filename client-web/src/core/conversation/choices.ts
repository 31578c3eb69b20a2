import type { ConnectionQuality } from '../protocol.ts';
import { type ConversationState, isActive, isConnected } from './state.ts';
import { samePhase, type Transition } from './transition.ts';

/** The microphone is off, or on again; in steady mode a key decides. */
export function mutePressed(state: ConversationState): Transition {
  return samePhase(state.steady ? state : { ...state, muted: !state.muted });
}

/** The gateway says how good the connection is. */
export function qualityReported(state: ConversationState, quality: ConnectionQuality): Transition {
  // A bad connection that was good again and is bad once more is worth telling; a slow one is not.
  const accepted =
    quality.quality === 'ok' && state.acceptedQuality === 'bad' ? 'slow' : state.acceptedQuality;
  return samePhase({ ...state, connectionQuality: quality, acceptedQuality: accepted });
}

/** The candidate knows, and goes on. */
export function qualityAccepted(state: ConversationState): Transition {
  return samePhase({
    ...state,
    acceptedQuality: state.connectionQuality?.quality ?? state.acceptedQuality,
  });
}

/** The candidate prefers a steady conversation to a quick one, or no longer. */
export function steadyPressed(state: ConversationState, on: boolean): Transition {
  if (!isActive(state) || state.steady === on) return samePhase(state);
  const next: ConversationState = {
    ...state,
    steady: on,
    talkPressed: false,
    muted: false,
    acceptedQuality: state.connectionQuality?.quality ?? state.acceptedQuality,
  };
  return isConnected(state)
    ? samePhase(
        next,
        { type: 'setSteady', on },
        { type: 'send', message: { type: 'lagTolerance', on } },
      )
    : samePhase(next, { type: 'setSteady', on });
}

/** In steady mode: the key that opens the microphone is held, or let go. */
export function talkPressed(state: ConversationState, pressed: boolean): Transition {
  return state.steady && state.talkPressed !== pressed
    ? samePhase({ ...state, talkPressed: pressed })
    : samePhase(state);
}
