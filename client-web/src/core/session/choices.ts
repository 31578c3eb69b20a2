import type { LinkQuality } from '../protocol.ts';
import { isActive, isConnected, type SessionState } from './state.ts';
import { type Step, stay } from './step.ts';

/** The microphone is off, or on again; in steady mode a key decides. */
export function mutePressed(state: SessionState): Step {
  return stay(state.steady ? state : { ...state, muted: !state.muted });
}

/** The gateway says how good the connection is. */
export function linkTold(state: SessionState, link: LinkQuality): Step {
  // A bad connection that was good again and is bad once more is worth telling; a slow one is not.
  const accepted = link.quality === 'ok' && state.accepted === 'bad' ? 'slow' : state.accepted;
  return stay({ ...state, link, accepted });
}

/** The candidate knows, and goes on. */
export function linkAccepted(state: SessionState): Step {
  return stay({ ...state, accepted: state.link?.quality ?? state.accepted });
}

/** The candidate prefers a steady conversation to a quick one, or no longer. */
export function steadyPressed(state: SessionState, on: boolean): Step {
  if (!isActive(state) || state.steady === on) return stay(state);
  const next: SessionState = {
    ...state,
    steady: on,
    holding: false,
    muted: false,
    accepted: state.link?.quality ?? state.accepted,
  };
  return isConnected(state)
    ? stay(next, { type: 'setSteady', on }, { type: 'send', message: { type: 'lagTolerance', on } })
    : stay(next, { type: 'setSteady', on });
}

/** In steady mode: the key that opens the microphone is held, or let go. */
export function holding(state: SessionState, isHeld: boolean): Step {
  return state.steady && state.holding !== isHeld
    ? stay({ ...state, holding: isHeld })
    : stay(state);
}
