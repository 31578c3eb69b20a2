import { isResumable } from '../protocol.ts';
import { connectTimeoutMs, MAX_RECONNECTS } from './backoff.ts';
import { onNewConnection } from './captions.ts';
import { fail, finish, sendEnd } from './endings.ts';
import {
  type ConversationProblem,
  type ConversationState,
  type Effect,
  isActive,
  isConnected,
  isMicrophoneOff,
} from './state.ts';
import { samePhase, type Transition, toPhase } from './transition.ts';

const START_EFFECTS: readonly Effect[] = [{ type: 'resetPlayer' }, { type: 'startConversation' }];
const REPLAY_EFFECTS: readonly Effect[] = [{ type: 'replay' }];

export function fetchTicket(state: ConversationState): Transition {
  return toPhase(
    state,
    'ticket',
    { type: 'startTimer', ms: connectTimeoutMs(state.reconnects) },
    { type: 'fetchTicket' },
  );
}

export function socketOpened(state: ConversationState): Transition {
  if (state.phase.name !== 'opening') return samePhase(state);
  const captions = state.resumable ? state.captions : onNewConnection(state.captions);
  const next = toPhase(
    { ...state, captions, errorCode: undefined },
    'connecting',
    ...handshakeEffects(state),
  );
  return state.skipping ? sendEnd(next, true) : next;
}

/**
 * Returns the first messages of a connection. A gateway that takes over a conversation may know
 * nothing but the capsule.
 */
function handshakeEffects(state: ConversationState): Effect[] {
  const off = isMicrophoneOff(state);
  const tolerance: Effect = { type: 'send', message: { type: 'lagTolerance', on: state.steady } };
  if (!state.resumable) {
    return [...START_EFFECTS, ...(state.steady ? [tolerance] : []), ...(off ? [mute(true)] : [])];
  }
  const microphone = off ? [...REPLAY_EFFECTS, mute(true)] : [mute(false), ...REPLAY_EFFECTS];
  return [{ type: 'resumeConversation' }, tolerance, ...microphone];
}

export function socketClosed(state: ConversationState, code: number): Transition {
  const { phase } = state;
  if (phase.name === 'ending') {
    if (mustConfirmSkip(state) && isResumable(code)) return reconnect(state);
    // The final reply is already buffered: play it to its end.
    return state.turn === 'speaking'
      ? samePhase(state)
      : finish(state, { ...phase, name: 'ended' });
  }
  if (phase.name !== 'opening' && !isConnected(state)) return samePhase(state);
  if (code === 1000) return finish(state, { name: 'ended', reason: 'examiner' });
  return isResumable(code) ? reconnect(state) : fail(state, fatalProblem(code, state.errorCode));
}

function fatalProblem(code: number, refusal: string | undefined): ConversationProblem {
  if (code === 4409) return 'takenOver';
  if (code === 4411) return 'revoked';
  if (code !== 4410) return 'fault';
  return refusal === 'capsule_expired' ? 'expired' : 'notResumed';
}

export function reconnect(state: ConversationState): Transition {
  const attempt = state.reconnects + 1;
  if (attempt > MAX_RECONNECTS && !state.resumable) return fail(state, 'unreachable');
  return toPhase(
    { ...state, reconnects: attempt },
    'waiting',
    { type: 'closeSocket' },
    { type: 'startBackoff', attempt },
  );
}

export function timerFired(state: ConversationState): Transition {
  const { phase } = state;
  switch (phase.name) {
    case 'waiting':
      return fetchTicket(state);
    case 'ticket':
    case 'opening':
    case 'connecting':
    case 'retrying':
      return reconnect(state);
    case 'live':
      return samePhase({ ...state, reconnects: 0 });
    case 'ending':
      return mustConfirmSkip(state) ? reconnect(state) : finish(state, { ...phase, name: 'ended' });
    case 'idle':
    case 'microphone':
    case 'ended':
    case 'failed':
      return samePhase(state);
  }
}

export function capsuleExpired(state: ConversationState): Transition {
  const next = { ...state, resumable: false };
  if (!isActive(state)) return samePhase(next, { type: 'discard' });
  const isAway = !isConnected(state) && state.phase.name !== 'ending';
  return isAway ? fail(next, 'expired') : samePhase(next);
}

function mustConfirmSkip(state: ConversationState): boolean {
  return state.skipping && state.resumable;
}

export function mute(muted: boolean): Effect {
  return { type: 'send', message: { type: 'mute', muted } };
}
