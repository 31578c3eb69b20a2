import type { CaptureProblem } from '../audio/capture-problem.ts';
import type { ClientMessage, ConnectionQuality, EndReason, ServerMessage } from '../protocol.ts';
import { type CaptionLog, NO_CAPTIONS } from './captions.ts';
import type { LatencyCheck } from './latency-check.ts';

/** Phase of a conversation. */
export type Phase =
  | { readonly name: 'idle' }
  /** The browser asks for permission to use the microphone. */
  | { readonly name: 'microphone' }
  | { readonly name: 'ticket' }
  /** The WebSocket is being opened. */
  | { readonly name: 'opening' }
  /** The WebSocket is open, Maya's stream is not. */
  | { readonly name: 'connecting' }
  | { readonly name: 'live' }
  /** The gateway lost Maya's stream and opens another. */
  | { readonly name: 'retrying' }
  /** The connection was lost; the backoff before the next one is running. */
  | { readonly name: 'waiting' }
  /** Finished but for Maya's final reply, or the gateway's confirmation. */
  | { readonly name: 'ending'; readonly reason: EndReason }
  | { readonly name: 'ended'; readonly reason: EndReason }
  | { readonly name: 'failed'; readonly problem: ConversationProblem };

/** Reason for the end of a conversation that the candidate did not want. */
export type ConversationProblem =
  | CaptureProblem
  /** The API gives no ticket. */
  | 'refused'
  /** The user has no attempt left. */
  | 'noAttempts'
  /** Operators have stopped new tests. */
  | 'testsStopped'
  /** The gateway did not respond to several attempts. */
  | 'unreachable'
  /** The close code is not resumable. */
  | 'fault'
  /** The conversation was resumed on another connection. */
  | 'takenOver'
  /** The user signed out everywhere, or began a later session of the same attempt. */
  | 'revoked'
  /** The interruption outlasted the capsule. */
  | 'expired'
  /** The gateway rejected the capsule. */
  | 'notResumed';

/** Turn in the dialogue, as far as the client can tell. */
export type Turn = 'listening' | 'thinking' | 'speaking';

/** State of a conversation: everything that the page shows, except audio levels. */
export interface ConversationState {
  readonly phase: Phase;
  readonly turn: Turn;
  readonly muted: boolean;
  /** Another program or a phone call holds the audio devices. */
  readonly audioInterrupted: boolean;
  /** Part of the candidate's audio was lost, and Maya has not replied since. */
  readonly audioLost: boolean;
  readonly captions: CaptionLog;
  /** Whether Maya's stream was live before: then connecting is reconnecting. */
  readonly wasLive: boolean;
  /** Number of reconnections in a row. */
  readonly reconnects: number;
  /** Whether the conversation can be resumed, after a lost connection or a reload. */
  readonly resumable: boolean;
  /** Error code that the gateway sent before closing the connection. */
  readonly errorCode: string | undefined;
  /** Connection quality; undefined until the gateway reports it. */
  readonly connectionQuality: ConnectionQuality | undefined;
  /** Worst connection quality that the candidate has accepted. */
  readonly acceptedQuality: ConnectionQuality['quality'];
  /** Notice about the round-trip time, until it is dismissed. */
  readonly latencyNotice: string | undefined;
  /** Steady mode: larger buffers and push-to-talk. */
  readonly steady: boolean;
  /** Push-to-talk is pressed; only in steady mode. */
  readonly talkPressed: boolean;
  /** The candidate has skipped the test, but the gateway has not confirmed it. */
  readonly skipping: boolean;
}

export const INITIAL_STATE: ConversationState = {
  phase: { name: 'idle' },
  turn: 'listening',
  muted: false,
  audioInterrupted: false,
  audioLost: false,
  captions: NO_CAPTIONS,
  wasLive: false,
  reconnects: 0,
  resumable: false,
  errorCode: undefined,
  connectionQuality: undefined,
  acceptedQuality: 'ok',
  latencyNotice: undefined,
  steady: false,
  talkPressed: false,
  skipping: false,
};

/** Ticket for one connection, from `POST /api/nova-sonic/sessions`. */
export interface Ticket {
  readonly ticket: string;
  readonly streamUrl: string;
  readonly latencyCheck: LatencyCheck;
}

/** Event of a conversation: input of the state machine. */
export type ConversationEvent =
  | { readonly type: 'startPressed' }
  /** Resumes the conversation of an earlier page load. */
  | { readonly type: 'resumePressed' }
  | { readonly type: 'endPressed' }
  | { readonly type: 'mutePressed' }
  | { readonly type: 'qualityAccepted' }
  | { readonly type: 'steadyPressed'; readonly on: boolean }
  | { readonly type: 'talkPressed'; readonly pressed: boolean }
  | { readonly type: 'skipPressed' }
  | { readonly type: 'resumeAudioPressed' }
  | { readonly type: 'pageLeft' }
  | { readonly type: 'microphoneReady' }
  | { readonly type: 'microphoneFailed'; readonly problem: CaptureProblem }
  | { readonly type: 'audioInterrupted'; readonly interrupted: boolean }
  | { readonly type: 'ticketGranted'; readonly ticket: Ticket }
  | { readonly type: 'ticketRefused'; readonly problem: ConversationProblem }
  | { readonly type: 'ticketFailed' }
  /** The round-trip time calls for a notice. */
  | { readonly type: 'latencyMeasured'; readonly notice: string }
  | { readonly type: 'latencyNoticeDismissed' }
  | { readonly type: 'signedOut' }
  | { readonly type: 'socketOpened' }
  | { readonly type: 'socketClosed'; readonly code: number }
  /** The connection is dead, but was not closed. */
  | { readonly type: 'socketStalled' }
  | { readonly type: 'received'; readonly message: ServerMessage }
  | { readonly type: 'timerFired' }
  | { readonly type: 'capsuleExpired' }
  | { readonly type: 'playbackChanged'; readonly playing: boolean }
  /** The candidate starts to speak. */
  | { readonly type: 'speechStarted' };

/** Effect: output of the state machine, to be carried out in order. */
export type Effect =
  | { readonly type: 'openAudio' }
  | { readonly type: 'closeAudio' }
  | { readonly type: 'resumeAudio' }
  | { readonly type: 'setMuted'; readonly muted: boolean }
  | { readonly type: 'fetchTicket' }
  | { readonly type: 'measureLatency'; readonly check: LatencyCheck }
  | { readonly type: 'openSocket'; readonly ticket: Ticket }
  | { readonly type: 'closeSocket' }
  | { readonly type: 'send'; readonly message: ClientMessage }
  /** Deletes the conversation, also from storage. */
  | { readonly type: 'discard' }
  /** Starts another conversation on the connection. */
  | { readonly type: 'startConversation' }
  /** Resumes the conversation on the connection. */
  | { readonly type: 'resumeConversation' }
  /** Sends the unacknowledged frames again. */
  | { readonly type: 'replay' }
  | { readonly type: 'storeCapsule'; readonly counter: number; readonly sealed: string }
  /** Saves the conversation for a reload of the page. */
  | { readonly type: 'saveForReload' }
  | { readonly type: 'setSteady'; readonly on: boolean }
  | { readonly type: 'acknowledge'; readonly sequence: number }
  | { readonly type: 'clearPlayer'; readonly epoch: number }
  | { readonly type: 'endReply'; readonly epoch: number }
  | { readonly type: 'resetPlayer' }
  | { readonly type: 'startTimer'; readonly ms: number }
  | { readonly type: 'startBackoff'; readonly attempt: number }
  | { readonly type: 'stopTimer' };

/** Checks whether the microphone is muted, or closed by push-to-talk. */
export function isMicrophoneOff({
  muted,
  steady,
  talkPressed: holding,
}: ConversationState): boolean {
  return steady ? !holding : muted;
}

/** Checks whether a connection is open. */
export function isConnected({ phase }: ConversationState): boolean {
  return phase.name === 'connecting' || phase.name === 'live' || phase.name === 'retrying';
}

/** Checks whether microphone frames are sent, or buffered until there is a connection. */
export function isCapturing(state: ConversationState): boolean {
  if (isMicrophoneOff(state)) return false;
  switch (state.phase.name) {
    case 'live':
    case 'retrying':
    case 'connecting':
      return true;
    case 'ticket':
    case 'opening':
    case 'waiting':
      return state.resumable;
    case 'idle':
    case 'microphone':
    case 'ending':
    case 'ended':
    case 'failed':
      return false;
  }
}

/** Checks whether a conversation is in progress or being set up. */
export function isActive({ phase }: ConversationState): boolean {
  return !['idle', 'ended', 'failed'].includes(phase.name);
}
