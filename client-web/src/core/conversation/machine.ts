import type { ServerMessage } from '../protocol.ts';
import { onNewConnection, withCaption, withoutPlans } from './captions.ts';
import {
  mutePressed,
  qualityAccepted,
  qualityReported,
  steadyPressed,
  talkPressed,
} from './choices.ts';
import {
  capsuleExpired,
  fetchTicket,
  mute,
  reconnect,
  socketClosed,
  socketOpened,
  timerFired,
} from './connecting.ts';
import {
  endedByGateway,
  endPressed,
  fail,
  pageLeft,
  playbackChanged,
  signedOut,
  skipPressed,
} from './endings.ts';
import {
  type ConversationEvent,
  type ConversationState,
  type Effect,
  INITIAL_STATE,
  isActive,
  isConnected,
  isMicrophoneOff,
  type Ticket,
} from './state.ts';
import { samePhase, type Transition, toPhase } from './transition.ts';

/** Timeout for Maya's stream after a welcome or a loss; the gateway gives up after 15 s. */
const STREAM_TIMEOUT_MS = 20_000;
/** Time of a live connection after which reconnections are counted anew. */
const STABLE_MS = 10_000;

/** State machine of a conversation: a pure function without clock, browser and network. */
export function transition(state: ConversationState, event: ConversationEvent): Transition {
  const next = apply(state, event);
  const off = isMicrophoneOff(next.state);
  if (off === isMicrophoneOff(state) || !isActive(next.state)) return next;
  const effects: Effect[] = [...next.effects, { type: 'setMuted', muted: off }];
  if (isConnected(next.state)) effects.push(mute(off));
  return { state: next.state, effects };
}

function apply(state: ConversationState, event: ConversationEvent): Transition {
  switch (event.type) {
    case 'startPressed':
      return isActive(state)
        ? samePhase(state)
        : toPhase(
            { ...INITIAL_STATE, muted: state.muted },
            'microphone',
            { type: 'discard' },
            { type: 'openAudio' },
          );
    case 'resumePressed':
      return isActive(state) || !state.resumable
        ? samePhase(state)
        : toPhase(
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
    case 'qualityAccepted':
      return qualityAccepted(state);
    case 'steadyPressed':
      return steadyPressed(state, event.on);
    case 'talkPressed':
      return talkPressed(state, event.pressed);
    case 'resumeAudioPressed':
      return samePhase(state, { type: 'resumeAudio' });
    case 'pageLeft':
      return pageLeft(state);
    case 'microphoneReady':
      return state.phase.name === 'microphone' ? fetchTicket(state) : samePhase(state);
    case 'microphoneFailed':
      return state.phase.name === 'microphone' ? fail(state, event.problem) : samePhase(state);
    case 'audioInterrupted':
      return samePhase({ ...state, audioInterrupted: event.interrupted && isActive(state) });
    case 'ticketGranted':
      return state.phase.name === 'ticket'
        ? toPhase(state, 'opening', ...openSocketEffects(state, event.ticket))
        : samePhase(state);
    case 'ticketRefused':
      return state.phase.name === 'ticket' ? fail(state, event.problem) : samePhase(state);
    case 'ticketFailed':
      return state.phase.name === 'ticket' ? reconnect(state) : samePhase(state);
    case 'latencyMeasured':
      return samePhase(isActive(state) ? { ...state, latencyNotice: event.notice } : state);
    case 'latencyNoticeDismissed':
      return samePhase({ ...state, latencyNotice: undefined });
    case 'signedOut':
      return signedOut(state);
    case 'socketOpened':
      return socketOpened(state);
    case 'socketClosed':
      return socketClosed(state, event.code);
    case 'socketStalled':
      return isConnected(state) ? reconnect(state) : samePhase(state);
    case 'received':
      return received(state, event.message);
    case 'timerFired':
      return timerFired(state);
    case 'capsuleExpired':
      return capsuleExpired(state);
    case 'playbackChanged':
      return playbackChanged(state, event.playing);
    case 'speechStarted':
      return samePhase(state.turn === 'thinking' ? { ...state, turn: 'listening' } : state);
  }
}

/** Measures the latency once; after that the gateway reports the connection quality. */
function openSocketEffects({ wasLive, reconnects }: ConversationState, ticket: Ticket): Effect[] {
  const open: Effect = { type: 'openSocket', ticket };
  if (wasLive || reconnects > 0) return [open];
  return [open, { type: 'measureLatency', check: ticket.latencyCheck }];
}

function received(state: ConversationState, message: ServerMessage): Transition {
  switch (message.type) {
    case 'welcome':
      return state.phase.name === 'connecting'
        ? samePhase(state, { type: 'startTimer', ms: STREAM_TIMEOUT_MS })
        : samePhase(state);
    case 'status':
      return streamState(state, message.state);
    case 'resumed':
      return resumed(state, message.reattached);
    case 'ack':
      return samePhase(state, { type: 'acknowledge', sequence: message.sequence });
    case 'caption': {
      const captions = withCaption(state.captions, message);
      const answered = message.speaker === 'candidate' && state.turn === 'listening';
      return samePhase({ ...state, captions, turn: answered ? 'thinking' : state.turn });
    }
    case 'clear':
      return samePhase(
        { ...state, captions: withoutPlans(state.captions, message.epoch) },
        { type: 'clearPlayer', epoch: message.epoch },
      );
    case 'replyEnd':
      return samePhase(state, { type: 'endReply', epoch: message.epoch });
    case 'lost':
      // Skipped silence is no loss to the candidate.
      return samePhase(message.reason === 'too_old' ? { ...state, audioLost: true } : state);
    case 'capsule': {
      if (!isConnected(state)) return samePhase(state);
      const { counter, sealed } = message;
      return samePhase({ ...state, resumable: true }, { type: 'storeCapsule', counter, sealed });
    }
    case 'ping':
      return samePhase(state, { type: 'send', message: { type: 'pong', id: message.id } });
    case 'connection':
      return qualityReported(state, message);
    case 'error':
      // A close code follows, unless the error is recoverable.
      return samePhase({ ...state, errorCode: message.code });
    case 'ended':
      return endedByGateway(state, message.reason);
  }
}

function resumed(state: ConversationState, reattached: boolean): Transition {
  if (!isConnected(state)) return samePhase(state);
  // Another node knows no plans, and may reuse the epoch of the next reply.
  return reattached
    ? live(state)
    : samePhase({ ...state, captions: onNewConnection(state.captions) });
}

function streamState(
  state: ConversationState,
  stream: 'connecting' | 'retrying' | 'live',
): Transition {
  if (!isConnected(state)) return samePhase(state);
  if (stream === 'live') return live(state);
  return state.phase.name === 'live'
    ? toPhase(state, 'retrying', { type: 'startTimer', ms: STREAM_TIMEOUT_MS })
    : samePhase(state);
}

function live(state: ConversationState): Transition {
  // Maya opens the conversation, and continues after a loss of her stream.
  const isMayasTurn = !state.wasLive || state.phase.name === 'retrying';
  const turn = isMayasTurn && state.turn === 'listening' ? 'thinking' : state.turn;
  return toPhase({ ...state, wasLive: true, turn }, 'live', { type: 'startTimer', ms: STABLE_MS });
}
