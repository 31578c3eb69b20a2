import { isResumable, type ServerMessage } from '../protocol.ts';
import { MAX_RECONNECTS } from './backoff.ts';
import { onNewConnection, withCaption, withoutPlans } from './captions.ts';
import {
  type Effect,
  INITIAL_STATE,
  isActive,
  type Phase,
  type Problem,
  type SessionEvent,
  type SessionState,
} from './state.ts';

/** From the ticket, or a loss, to Maya's stream; the gateway gives up on the stream after 15 s. */
const CONNECT_MS = 20_000;
/** After so long with Maya, a lost connection is a new trouble and not the old one. */
const STEADY_MS = 10_000;
/** How long the gateway may take to say good-bye, and Maya to say her last words. */
const GOODBYE_MS = 3000;
const LAST_WORDS_MS = 15_000;

/** The next state and what is to be done, in this order. */
export interface Step {
  readonly state: SessionState;
  readonly effects: readonly Effect[];
}

/** The conversation as a pure function: reads no clock, knows neither browser nor network. */
export function step(state: SessionState, event: SessionEvent): Step {
  switch (event.type) {
    case 'startPressed':
      return isActive(state)
        ? stay(state)
        : to({ ...INITIAL_STATE, muted: state.muted }, 'microphone', { type: 'openAudio' });
    case 'endPressed':
      return endPressed(state);
    case 'mutePressed':
      return mutePressed(state);
    case 'resumePressed':
      return stay(state, { type: 'resumeAudio' });
    case 'pageLeft':
      return isActive(state) ? over(state, { name: 'ended', reason: 'client' }) : stay(state);
    case 'microphoneReady':
      return state.phase.name === 'microphone'
        ? to(state, 'ticket', { type: 'fetchTicket' })
        : stay(state);
    case 'microphoneFailed':
      return state.phase.name === 'microphone' ? failed(state, event.problem) : stay(state);
    case 'interrupted':
      return stay({ ...state, interrupted: event.interrupted && isActive(state) });
    case 'ticketGranted':
      return state.phase.name === 'ticket'
        ? to(
            state,
            'opening',
            { type: 'startTimer', ms: CONNECT_MS },
            { type: 'openSocket', ticket: event.ticket },
          )
        : stay(state);
    case 'ticketFailed':
      if (state.phase.name !== 'ticket') return stay(state);
      return event.refused ? failed(state, 'refused') : reconnect(state);
    case 'socketOpened':
      return socketOpened(state);
    case 'socketClosed':
      return socketClosed(state, event.code);
    case 'socketStalled':
      // While Maya's stream is being opened the gateway has nothing to acknowledge: a timer watches.
      return state.phase.name === 'live' ? reconnect(state) : stay(state);
    case 'received':
      return received(state, event.message);
    case 'timerFired':
      return timerFired(state);
    case 'playing':
      return playing(state, event.playing);
    case 'voiceHeard':
      return stay(state.turn === 'thinking' ? { ...state, turn: 'listening' } : state);
  }
}

function received(state: SessionState, message: ServerMessage): Step {
  switch (message.type) {
    case 'status':
      return streamState(state, message.state);
    case 'ack':
      return stay(state, { type: 'acknowledge', sequence: message.sequence });
    case 'caption': {
      const captions = withCaption(state.captions, message);
      const answered = message.speaker === 'candidate' && state.turn === 'listening';
      return stay({ ...state, captions, turn: answered ? 'thinking' : state.turn });
    }
    case 'clear':
      return stay(
        { ...state, captions: withoutPlans(state.captions, message.epoch) },
        { type: 'clearPlayer', epoch: message.epoch },
      );
    case 'replyEnd':
      return stay(state, { type: 'endReply', epoch: message.epoch });
    case 'lost':
      // What was left out as silence is no loss to the candidate.
      return stay(message.reason === 'too_old' ? { ...state, audioLost: true } : state);
    case 'ended':
      return ended(state, message.reason);
    case 'welcome':
    case 'error':
      // An error is followed by a close code, or forgiven.
      return stay(state);
  }
}

function streamState(state: SessionState, stream: 'connecting' | 'retrying' | 'live'): Step {
  if (!isConnected(state)) return stay(state);
  if (stream !== 'live') {
    return state.phase.name === 'live'
      ? to(state, 'retrying', { type: 'startTimer', ms: CONNECT_MS })
      : stay(state);
  }
  // Maya begins, and takes up the thread after an interruption of the stream.
  const turn = state.turn === 'listening' ? 'thinking' : state.turn;
  return to({ ...state, wasLive: true, turn }, 'live', { type: 'startTimer', ms: STEADY_MS });
}

function socketOpened(state: SessionState): Step {
  if (state.phase.name !== 'opening') return stay(state);
  const next = { ...state, captions: onNewConnection(state.captions) };
  const mute: Effect[] = state.muted
    ? [{ type: 'send', message: { type: 'mute', muted: true } }]
    : [];
  return to(
    next,
    'connecting',
    { type: 'resetPlayer' },
    { type: 'send', message: { type: 'start', client: 'web/1' } },
    // A new connection is a new conversation: Maya would answer what was said in the old one.
    { type: 'forgetUnacknowledged' },
    ...mute,
  );
}

function socketClosed(state: SessionState, code: number): Step {
  const { phase } = state;
  if (phase.name === 'ending') {
    // Her last words are already here: let them be heard.
    return state.turn === 'speaking' ? stay(state) : over(state, { ...phase, name: 'ended' });
  }
  if (phase.name !== 'opening' && !isConnected(state)) return stay(state);
  if (code === 1000) return over(state, { name: 'ended', reason: 'examiner' });
  return isResumable(code) ? reconnect(state) : failed(state, 'fault');
}

function reconnect(state: SessionState): Step {
  const attempt = state.attempt + 1;
  if (attempt > MAX_RECONNECTS) return failed(state, 'unreachable');
  return to(
    { ...state, attempt },
    'waiting',
    { type: 'closeSocket' },
    { type: 'startBackoff', attempt },
  );
}

function timerFired(state: SessionState): Step {
  const { phase } = state;
  switch (phase.name) {
    case 'waiting':
      return to(state, 'ticket', { type: 'fetchTicket' });
    case 'opening':
    case 'connecting':
    case 'retrying':
      return reconnect(state);
    case 'live':
      return stay({ ...state, attempt: 0 });
    case 'ending':
      return over(state, { ...phase, name: 'ended' });
    case 'idle':
    case 'microphone':
    case 'ticket':
    case 'ended':
    case 'failed':
      return stay(state);
  }
}

function playing(state: SessionState, isPlaying: boolean): Step {
  const { phase } = state;
  if (isPlaying) return stay({ ...state, turn: 'speaking', audioLost: false });
  const next: SessionState = { ...state, turn: 'listening' };
  const lastWords = phase.name === 'ending' && phase.reason === 'examiner';
  return lastWords ? over(next, { ...phase, name: 'ended' }) : stay(next);
}

function mutePressed(state: SessionState): Step {
  const muted = !state.muted;
  const effects: Effect[] = [{ type: 'setMuted', muted }];
  if (isConnected(state)) effects.push({ type: 'send', message: { type: 'mute', muted } });
  return stay({ ...state, muted }, ...effects);
}

function endPressed(state: SessionState): Step {
  if (!isActive(state)) return stay(state);
  if (!isConnected(state)) return over(state, { name: 'ended', reason: 'client' });
  return {
    state: { ...state, phase: { name: 'ending', reason: 'client' } },
    effects: [
      { type: 'send', message: { type: 'end' } },
      // The microphone is let go of at once, not when the gateway agrees.
      { type: 'closeAudio' },
      { type: 'startTimer', ms: GOODBYE_MS },
    ],
  };
}

function ended(state: SessionState, reason: 'client' | 'examiner'): Step {
  if (state.turn !== 'speaking' || reason === 'client') {
    return over(state, { name: 'ended', reason });
  }
  return {
    state: { ...state, phase: { name: 'ending', reason } },
    effects: [{ type: 'startTimer', ms: LAST_WORDS_MS }],
  };
}

function failed(state: SessionState, problem: Problem): Step {
  return over(state, { name: 'failed', problem });
}

/** Lets go of everything; the captions stay on the screen. */
function over(state: SessionState, phase: Phase): Step {
  return {
    state: {
      ...state,
      phase,
      turn: 'listening',
      interrupted: false,
      audioLost: false,
      captions: onNewConnection(state.captions),
    },
    effects: [{ type: 'stopTimer' }, { type: 'closeSocket' }, { type: 'closeAudio' }],
  };
}

function to(
  state: SessionState,
  name: Exclude<Phase['name'], 'ending' | 'ended' | 'failed'>,
  ...effects: readonly Effect[]
): Step {
  return { state: { ...state, phase: { name } }, effects };
}

function stay(state: SessionState, ...effects: readonly Effect[]): Step {
  return { state, effects };
}

/** Whether a connection is open. */
function isConnected({ phase }: SessionState): boolean {
  return phase.name === 'connecting' || phase.name === 'live' || phase.name === 'retrying';
}
