import type { ServerMessage } from '../protocol.ts';
import { onNewConnection, withCaption, withoutPlans } from './captions.ts';
import { holding, linkAccepted, linkTold, mutePressed, steadyPressed } from './choices.ts';
import {
  capsuleExpired,
  fetchTicket,
  mute,
  reconnect,
  socketClosed,
  socketOpened,
  timerFired,
} from './connecting.ts';
import { ended, endPressed, failed, pageLeft, playing, signedOut, skipPressed } from './endings.ts';
import {
  type Effect,
  INITIAL_STATE,
  isActive,
  isConnected,
  isDeaf,
  type SessionEvent,
  type SessionState,
  type Ticket,
} from './state.ts';
import { type Step, stay, to } from './step.ts';

/** From the gateway's welcome, or a loss, to Maya's stream; it gives up on the stream after 15 s. */
const STREAM_MS = 20_000;
/** After so long with Maya, a lost connection is a new trouble and not the old one. */
const STEADY_MS = 10_000;

/** The conversation as a pure function: reads no clock, knows neither browser nor network. */
export function step(state: SessionState, event: SessionEvent): Step {
  const next = transition(state, event);
  const deaf = isDeaf(next.state);
  if (deaf === isDeaf(state) || !isActive(next.state)) return next;
  const effects: Effect[] = [...next.effects, { type: 'setMuted', muted: deaf }];
  if (isConnected(next.state)) effects.push(mute(deaf));
  return { state: next.state, effects };
}

function transition(state: SessionState, event: SessionEvent): Step {
  switch (event.type) {
    case 'startPressed':
      return isActive(state)
        ? stay(state)
        : to(
            { ...INITIAL_STATE, muted: state.muted },
            'microphone',
            { type: 'forget' },
            { type: 'openAudio' },
          );
    case 'goOnPressed':
      return isActive(state) || !state.resumable
        ? stay(state)
        : to(
            { ...INITIAL_STATE, muted: state.muted, captions: state.captions, resumable: true },
            'microphone',
            { type: 'openAudio' },
          );
    case 'endPressed':
      return endPressed(state);
    case 'skipPressed':
      return skipPressed(state);
    case 'mutePressed':
      return mutePressed(state);
    case 'linkAccepted':
      return linkAccepted(state);
    case 'steadyPressed':
      return steadyPressed(state, event.on);
    case 'holding':
      return holding(state, event.holding);
    case 'resumePressed':
      return stay(state, { type: 'resumeAudio' });
    case 'pageLeft':
      return pageLeft(state);
    case 'microphoneReady':
      return state.phase.name === 'microphone' ? fetchTicket(state) : stay(state);
    case 'microphoneFailed':
      return state.phase.name === 'microphone' ? failed(state, event.problem) : stay(state);
    case 'interrupted':
      return stay({ ...state, interrupted: event.interrupted && isActive(state) });
    case 'ticketGranted':
      return state.phase.name === 'ticket'
        ? to(state, 'opening', ...entering(state, event.ticket))
        : stay(state);
    case 'ticketRefused':
      return state.phase.name === 'ticket' ? failed(state, event.problem) : stay(state);
    case 'ticketFailed':
      return state.phase.name === 'ticket' ? reconnect(state) : stay(state);
    case 'distanceTold':
      return stay(isActive(state) ? { ...state, distance: event.notice } : state);
    case 'distanceAccepted':
      return stay({ ...state, distance: undefined });
    case 'signedOut':
      return signedOut(state);
    case 'socketOpened':
      return socketOpened(state);
    case 'socketClosed':
      return socketClosed(state, event.code);
    case 'socketStalled':
      return isConnected(state) ? reconnect(state) : stay(state);
    case 'received':
      return received(state, event.message);
    case 'timerFired':
      return timerFired(state);
    case 'capsuleExpired':
      return capsuleExpired(state);
    case 'playing':
      return playing(state, event.playing);
    case 'voiceHeard':
      return stay(state.turn === 'thinking' ? { ...state, turn: 'listening' } : state);
  }
}

/** The way is measured once: after that the gateway says how the connection is. */
function entering({ wasLive, attempt }: SessionState, ticket: Ticket): Effect[] {
  const open: Effect = { type: 'openSocket', ticket };
  if (wasLive || attempt > 0) return [open];
  return [open, { type: 'measureDistance', distance: ticket.distance }];
}

function received(state: SessionState, message: ServerMessage): Step {
  switch (message.type) {
    case 'welcome':
      return state.phase.name === 'connecting'
        ? stay(state, { type: 'startTimer', ms: STREAM_MS })
        : stay(state);
    case 'status':
      return streamState(state, message.state);
    case 'resumed':
      return resumed(state, message.reattached);
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
    case 'capsule': {
      if (!isConnected(state)) return stay(state);
      const { counter, sealed } = message;
      return stay({ ...state, resumable: true }, { type: 'keepCapsule', counter, sealed });
    }
    case 'ping':
      return stay(state, { type: 'send', message: { type: 'pong', id: message.id } });
    case 'connection':
      return linkTold(state, message);
    case 'error':
      // It is followed by a close code, or forgiven.
      return stay({ ...state, refusal: message.code });
    case 'ended':
      return ended(state, message.reason);
  }
}

function resumed(state: SessionState, reattached: boolean): Step {
  if (!isConnected(state)) return stay(state);
  // Another node knows nothing of what she planned, and may number her next reply the same.
  return reattached ? live(state) : stay({ ...state, captions: onNewConnection(state.captions) });
}

function streamState(state: SessionState, stream: 'connecting' | 'retrying' | 'live'): Step {
  if (!isConnected(state)) return stay(state);
  if (stream === 'live') return live(state);
  return state.phase.name === 'live'
    ? to(state, 'retrying', { type: 'startTimer', ms: STREAM_MS })
    : stay(state);
}

function live(state: SessionState): Step {
  // Maya begins, and takes up the thread after an interruption of the stream.
  const isHers = !state.wasLive || state.phase.name === 'retrying';
  const turn = isHers && state.turn === 'listening' ? 'thinking' : state.turn;
  return to({ ...state, wasLive: true, turn }, 'live', { type: 'startTimer', ms: STEADY_MS });
}
