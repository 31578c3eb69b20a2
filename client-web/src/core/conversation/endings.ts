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

/** How long the gateway may take to say good-bye, and Maya to say her last words. */
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
 * Its attempt stays open and serves the next session, of three in all. Only a gateway can take note
 * of it: it is told once there is a connection.
 */
export function skipPressed(state: ConversationState): Transition {
  if (!isActive(state)) return samePhase(state);
  const next = { ...state, skipping: true };
  if (isConnected(state)) return sendEnd(samePhase(next), true);
  return state.resumable ? samePhase(next, { type: 'closeAudio' }) : endPressed(state);
}

/** Ends it on the open connection. The microphone is let go of at once. */
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
  // Who said that it is to end knows why it is over.
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

/** The candidate may come back with the same page, or load it again. */
export function pageLeft(state: ConversationState): Transition {
  if (!isActive(state)) return samePhase(state);
  const { state: left, effects } = finish(state, { name: 'ended', reason: 'client' });
  if (!state.resumable || state.phase.name === 'ending') return { state: left, effects };
  return {
    state: { ...left, phase: { name: 'idle' }, resumable: true },
    effects: [{ type: 'saveForReload' }, ...effects.filter((effect) => effect.type !== 'discard')],
  };
}

/** Nothing of the conversation is left to whoever uses the page next. */
export function signedOut(state: ConversationState): Transition {
  const { effects } = finish(state, { name: 'idle' });
  return {
    state: INITIAL_STATE,
    effects: isConnected(state)
      ? [{ type: 'send', message: { type: 'end' } }, ...effects]
      : effects,
  };
}

/** What cannot be helped by going on ends the conversation; else the candidate may try again. */
export function fail(state: ConversationState, problem: ConversationProblem): Transition {
  const next = finish(state, { name: 'failed', problem });
  if (['fault', 'takenOver', 'expired', 'notResumed'].includes(problem)) return next;
  return {
    state: { ...next.state, resumable: state.resumable },
    effects: next.effects.filter((effect) => effect.type !== 'discard'),
  };
}

/** Lets go of everything; the captions stay on the screen. */
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
