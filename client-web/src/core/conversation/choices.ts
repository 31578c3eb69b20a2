import type { ConnectionQuality } from '../protocol.ts';
import { type ConversationState, isActive, isConnected } from './state.ts';
import { samePhase, type Transition } from './transition.ts';

/** Toggles mute; in steady mode push-to-talk decides instead. */
export function mutePressed(state: ConversationState): Transition {
  return samePhase(state.steady ? state : { ...state, muted: !state.muted });
}

/** Takes note of the connection quality that the gateway reports. */
export function qualityReported(state: ConversationState, quality: ConnectionQuality): Transition {
  // A connection that recovers and turns bad again is reported again; a slow one is not.
  const accepted =
    quality.quality === 'ok' && state.acceptedQuality === 'bad' ? 'slow' : state.acceptedQuality;
  return samePhase({ ...state, connectionQuality: quality, acceptedQuality: accepted });
}

/** Accepts the current connection quality: its notice disappears. */
export function qualityAccepted(state: ConversationState): Transition {
  return samePhase({
    ...state,
    acceptedQuality: state.connectionQuality?.quality ?? state.acceptedQuality,
  });
}

/** Turns steady mode on or off. */
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

/** Opens or closes the microphone in steady mode: push-to-talk. */
export function talkPressed(state: ConversationState, pressed: boolean): Transition {
  return state.steady && state.talkPressed !== pressed
    ? samePhase({ ...state, talkPressed: pressed })
    : samePhase(state);
}
