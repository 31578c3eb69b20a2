import { isResumable } from '../protocol.ts';
import { connectMs, MAX_RECONNECTS } from './backoff.ts';
import { onNewConnection } from './captions.ts';
import { failed, over, sayGoodbye } from './endings.ts';
import {
  type Effect,
  isActive,
  isConnected,
  isDeaf,
  type Problem,
  type SessionState,
} from './state.ts';
import { type Step, stay, to } from './step.ts';

const BEGIN: readonly Effect[] = [{ type: 'resetPlayer' }, { type: 'begin' }];
const REPLAY: readonly Effect[] = [{ type: 'replay' }];

export function fetchTicket(state: SessionState): Step {
  return to(
    state,
    'ticket',
    { type: 'startTimer', ms: connectMs(state.attempt) },
    { type: 'fetchTicket' },
  );
}

export function socketOpened(state: SessionState): Step {
  if (state.phase.name !== 'opening') return stay(state);
  const captions = state.resumable ? state.captions : onNewConnection(state.captions);
  const next = to({ ...state, captions, refusal: undefined }, 'connecting', ...greeting(state));
  return state.skipping ? sayGoodbye(next, true) : next;
}

/** What to say first; a gateway that resumes may know all but the capsule, or nothing else. */
function greeting(state: SessionState): Effect[] {
  const deaf = isDeaf(state);
  const tolerance: Effect = { type: 'send', message: { type: 'lagTolerance', on: state.steady } };
  if (!state.resumable) {
    return [...BEGIN, ...(state.steady ? [tolerance] : []), ...(deaf ? [mute(true)] : [])];
  }
  const microphone = deaf ? [...REPLAY, mute(true)] : [mute(false), ...REPLAY];
  return [{ type: 'resume' }, tolerance, ...microphone];
}

export function socketClosed(state: SessionState, code: number): Step {
  const { phase } = state;
  if (phase.name === 'ending') {
    if (mustConfirmSkip(state) && isResumable(code)) return reconnect(state);
    // Her last words are already here: let them be heard.
    return state.turn === 'speaking' ? stay(state) : over(state, { ...phase, name: 'ended' });
  }
  if (phase.name !== 'opening' && !isConnected(state)) return stay(state);
  if (code === 1000) return over(state, { name: 'ended', reason: 'examiner' });
  return isResumable(code) ? reconnect(state) : failed(state, fatal(code, state.refusal));
}

function fatal(code: number, refusal: string | undefined): Problem {
  if (code === 4409) return 'takenOver';
  if (code !== 4410) return 'fault';
  return refusal === 'capsule_expired' ? 'expired' : 'notResumed';
}

export function reconnect(state: SessionState): Step {
  const attempt = state.attempt + 1;
  if (attempt > MAX_RECONNECTS && !state.resumable) return failed(state, 'unreachable');
  return to(
    { ...state, attempt },
    'waiting',
    { type: 'closeSocket' },
    { type: 'startBackoff', attempt },
  );
}

export function timerFired(state: SessionState): Step {
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
      return stay({ ...state, attempt: 0 });
    case 'ending':
      return mustConfirmSkip(state) ? reconnect(state) : over(state, { ...phase, name: 'ended' });
    case 'idle':
    case 'microphone':
    case 'ended':
    case 'failed':
      return stay(state);
  }
}

export function capsuleExpired(state: SessionState): Step {
  const next = { ...state, resumable: false };
  if (!isActive(state)) return stay(next, { type: 'forget' });
  const isAway = !isConnected(state) && state.phase.name !== 'ending';
  return isAway ? failed(next, 'expired') : stay(next);
}

function mustConfirmSkip(state: SessionState): boolean {
  return state.skipping && state.resumable;
}

export function mute(muted: boolean): Effect {
  return { type: 'send', message: { type: 'mute', muted } };
}
