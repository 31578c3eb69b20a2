import type { EndReason } from '../protocol.ts';
import { onNewConnection } from './captions.ts';
import {
  INITIAL_STATE,
  isActive,
  isConnected,
  type Phase,
  type Problem,
  type SessionState,
} from './state.ts';
import { type Step, stay } from './step.ts';

/** How long the gateway may take to say good-bye, and Maya to say her last words. */
const GOODBYE_MS = 3000;
const LAST_WORDS_MS = 15_000;

export function playing(state: SessionState, isPlaying: boolean): Step {
  const { phase } = state;
  if (isPlaying) return stay({ ...state, turn: 'speaking', audioLost: false });
  const next: SessionState = { ...state, turn: 'listening' };
  const lastWords = phase.name === 'ending' && phase.reason === 'examiner';
  return lastWords ? over(next, { ...phase, name: 'ended' }) : stay(next);
}

export function endPressed(state: SessionState): Step {
  if (!isActive(state)) return stay(state);
  return isConnected(state)
    ? sayGoodbye(stay(state), false)
    : over(state, { name: 'ended', reason: 'client' });
}

/**
 * Its attempt stays open and serves the next session, of three in all. Only a gateway can take note
 * of it: it is told once there is a connection.
 */
export function skipPressed(state: SessionState): Step {
  if (!isActive(state)) return stay(state);
  const next = { ...state, skipping: true };
  if (isConnected(state)) return sayGoodbye(stay(next), true);
  return state.resumable ? stay(next, { type: 'closeAudio' }) : endPressed(state);
}

/** Ends it on the open connection. The microphone is let go of at once. */
export function sayGoodbye({ state, effects }: Step, skipped: boolean): Step {
  const reason = skipped ? 'skipped' : 'client';
  return {
    state: { ...state, phase: { name: 'ending', reason } },
    effects: [
      ...effects,
      { type: 'send', message: { type: 'end', ...(skipped ? { skipped } : {}) } },
      { type: 'closeAudio' },
      { type: 'startTimer', ms: GOODBYE_MS },
    ],
  };
}

export function ended(state: SessionState, told: EndReason): Step {
  // Who said that it is to end knows why it is over.
  const reason = told === 'over' && state.phase.name === 'ending' ? state.phase.reason : told;
  if (state.turn !== 'speaking' || reason !== 'examiner') {
    return over(state, { name: 'ended', reason });
  }
  return {
    state: { ...state, phase: { name: 'ending', reason } },
    effects: [{ type: 'startTimer', ms: LAST_WORDS_MS }],
  };
}

/** The candidate may come back with the same page, or load it again. */
export function pageLeft(state: SessionState): Step {
  if (!isActive(state)) return stay(state);
  const { state: left, effects } = over(state, { name: 'ended', reason: 'client' });
  if (!state.resumable || state.phase.name === 'ending') return { state: left, effects };
  return {
    state: { ...left, phase: { name: 'idle' }, resumable: true },
    effects: [{ type: 'keepForReturn' }, ...effects.filter((effect) => effect.type !== 'forget')],
  };
}

/** Nothing of the conversation is left to whoever uses the page next. */
export function signedOut(state: SessionState): Step {
  const { effects } = over(state, { name: 'idle' });
  return {
    state: INITIAL_STATE,
    effects: isConnected(state)
      ? [{ type: 'send', message: { type: 'end' } }, ...effects]
      : effects,
  };
}

/** What cannot be helped by going on ends the conversation; else the candidate may try again. */
export function failed(state: SessionState, problem: Problem): Step {
  const next = over(state, { name: 'failed', problem });
  if (['fault', 'takenOver', 'expired', 'notResumed'].includes(problem)) return next;
  return {
    state: { ...next.state, resumable: state.resumable },
    effects: next.effects.filter((effect) => effect.type !== 'forget'),
  };
}

/** Lets go of everything; the captions stay on the screen. */
export function over(state: SessionState, phase: Phase): Step {
  return {
    state: {
      ...state,
      phase,
      turn: 'listening',
      interrupted: false,
      audioLost: false,
      captions: onNewConnection(state.captions),
      resumable: false,
      link: undefined,
      distance: undefined,
      holding: false,
      skipping: false,
    },
    effects: [
      { type: 'stopTimer' },
      { type: 'forget' },
      { type: 'closeSocket' },
      { type: 'closeAudio' },
    ],
  };
}
