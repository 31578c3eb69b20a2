import type { EndReason } from '../protocol.ts';
import { onNewConnection } from './captions.ts';
import {
  type ConversationProblem,
  type ConversationState,
  INITIAL_STATE,
  isActive,
  isConnected,
  type Phase,
} from './state.ts';
import { samePhase, type Transition } from './transition.ts';

/** Timeouts for the gateway to confirm the end, and for Maya to finish her final reply. */
const END_TIMEOUT_MS = 3000;
const FINAL_REPLY_TIMEOUT_MS = 15_000;

export function playbackChanged(state: ConversationState, isPlaying: boolean): Transition {
  const { phase } = state;
  if (isPlaying) return samePhase({ ...state, turn: 'speaking', audioLost: false });
  const next: ConversationState = { ...state, turn: 'listening' };
  const lastWords = phase.name === 'ending' && phase.reason === 'examiner';
  return lastWords ? finish(next, { ...phase, name: 'ended' }) : samePhase(next);
}

export function endPressed(state: ConversationState): Transition {
  if (!isActive(state)) return samePhase(state);
  return isConnected(state)
    ? sendEnd(samePhase(state), false)
    : finish(state, { name: 'ended', reason: 'client' });
}

/**
 * Skips the test. Its attempt stays open for the next session, of three in all. Only a gateway can
 * record that, so it is sent once there is a connection.
 */
export function skipPressed(state: ConversationState): Transition {
  if (!isActive(state)) return samePhase(state);
  const next = { ...state, skipping: true };
  if (isConnected(state)) return sendEnd(samePhase(next), true);
  return state.resumable ? samePhase(next, { type: 'closeAudio' }) : endPressed(state);
}

/** Sends `end` on the open connection, and closes the microphone at once. */
export function sendEnd({ state, effects }: Transition, skipped: boolean): Transition {
  const reason = skipped ? 'skipped' : 'client';
  return {
    state: { ...state, phase: { name: 'ending', reason } },
    effects: [
      ...effects,
      { type: 'send', message: { type: 'end', ...(skipped ? { skipped } : {}) } },
      { type: 'closeAudio' },
      { type: 'startTimer', ms: END_TIMEOUT_MS },
    ],
  };
}

export function endedByGateway(state: ConversationState, reported: EndReason): Transition {
  // After a local end the reason is known already.
  const reason =
    reported === 'over' && state.phase.name === 'ending' ? state.phase.reason : reported;
  if (state.turn !== 'speaking' || reason !== 'examiner') {
    return finish(state, { name: 'ended', reason });
  }
  return {
    state: { ...state, phase: { name: 'ending', reason } },
    effects: [{ type: 'startTimer', ms: FINAL_REPLY_TIMEOUT_MS }],
  };
}

/** Leaves the page, to which the candidate may return, by a reload or from the history. */
export function pageLeft(state: ConversationState): Transition {
  if (!isActive(state)) return samePhase(state);
  const { state: left, effects } = finish(state, { name: 'ended', reason: 'client' });
  if (!state.resumable || state.phase.name === 'ending') return { state: left, effects };
  return {
    state: { ...left, phase: { name: 'idle' }, resumable: true },
    effects: [{ type: 'saveForReload' }, ...effects.filter((effect) => effect.type !== 'discard')],
  };
}

/** Discards everything, because the next user of the page may be another. */
export function signedOut(state: ConversationState): Transition {
  const { effects } = finish(state, { name: 'idle' });
  return {
    state: INITIAL_STATE,
    effects: isConnected(state)
      ? [{ type: 'send', message: { type: 'end' } }, ...effects]
      : effects,
  };
}

/** Fails. A problem that a resume cannot solve discards the conversation. */
export function fail(state: ConversationState, problem: ConversationProblem): Transition {
  const next = finish(state, { name: 'failed', problem });
  if (['fault', 'takenOver', 'revoked', 'expired', 'notResumed'].includes(problem)) return next;
  return {
    state: { ...next.state, resumable: state.resumable },
    effects: next.effects.filter((effect) => effect.type !== 'discard'),
  };
}

/** Releases all resources; the captions stay on the screen. */
export function finish(state: ConversationState, phase: Phase): Transition {
  return {
    state: {
      ...state,
      phase,
      turn: 'listening',
      audioInterrupted: false,
      audioLost: false,
      captions: onNewConnection(state.captions),
      resumable: false,
      connectionQuality: undefined,
      latencyNotice: undefined,
      talkPressed: false,
      skipping: false,
    },
    effects: [
      { type: 'stopTimer' },
      { type: 'discard' },
      { type: 'closeSocket' },
      { type: 'closeAudio' },
    ],
  };
}
