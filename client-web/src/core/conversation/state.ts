import type { CaptureProblem } from '../audio/capture-problem.ts';
import type { ClientMessage, ConnectionQuality, EndReason, ServerMessage } from '../protocol.ts';
import { type CaptionLog, NO_CAPTIONS } from './captions.ts';
import type { LatencyCheck } from './latency-check.ts';

/** Where the conversation is. */
export type Phase =
  | { readonly name: 'idle' }
  /** The browser asks the candidate for the microphone. */
  | { readonly name: 'microphone' }
  | { readonly name: 'ticket' }
  /** The connection is being opened. */
  | { readonly name: 'opening' }
  /** The connection is open, Maya's stream is not. */
  | { readonly name: 'connecting' }
  | { readonly name: 'live' }
  /** The gateway lost Maya's stream and opens another. */
  | { readonly name: 'retrying' }
  /** The connection was lost; the next one is opened when the timer fires. */
  | { readonly name: 'waiting' }
  /** Over but for Maya's last words, or for the gateway's answer. */
  | { readonly name: 'ending'; readonly reason: EndReason }
  | { readonly name: 'ended'; readonly reason: EndReason }
  | { readonly name: 'failed'; readonly problem: ConversationProblem };

/** Why a conversation cannot go on. */
export type ConversationProblem =
  | CaptureProblem
  /** No ticket for this page. */
  | 'refused'
  /** The person has no attempt left. */
  | 'noAttempts'
  /** No test can be begun for now. */
  | 'testsStopped'
  /** The gateway does not answer, after several tries. */
  | 'unreachable'
  /** A close code after which the same would happen again. */
  | 'fault'
  /** The conversation goes on over another connection. */
  | 'takenOver'
  /** The conversation was interrupted for longer than its capsule is valid. */
  | 'expired'
  /** The gateway does not accept the capsule. */
  | 'notResumed';

/** Whose turn it is, as far as one can tell. */
export type Turn = 'listening' | 'thinking' | 'speaking';

/** Everything the page shows, but for levels. */
export interface ConversationState {
  readonly phase: Phase;
  readonly turn: Turn;
  readonly muted: boolean;
  /** The sound was taken by a phone call or another program. */
  readonly audioInterrupted: boolean;
  /** Part of what the candidate said did not reach Maya, and she has not answered since. */
  readonly audioLost: boolean;
  readonly captions: CaptionLog;
  /** Whether Maya was there before: then connecting is reconnecting. */
  readonly wasLive: boolean;
  /** Reconnections in a row. */
  readonly reconnects: number;
  /** Whether there is a conversation to go on with: after a lost connection, or on a new page. */
  readonly resumable: boolean;
  /** Why the gateway closes the connection: the code of its error. */
  readonly errorCode: string | undefined;
  /** How good the connection is; undefined before the gateway has said anything of it. */
  readonly connectionQuality: ConnectionQuality | undefined;
  /** The worst connection of which the candidate knows and wants to go on. */
  readonly acceptedQuality: ConnectionQuality['quality'];
  /** What to tell about the way to Maya, until the candidate knows. */
  readonly latencyNotice: string | undefined;
  /** Larger buffers, and the microphone only while the candidate holds a key. */
  readonly steady: boolean;
  /** The key is held; only if steady. */
  readonly talkPressed: boolean;
  /** The candidate skips the test, and the gateway has not confirmed it. */
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

/** What the API hands out to get in: from `POST /api/nova-sonic/sessions`. */
export interface Ticket {
  readonly ticket: string;
  readonly streamUrl: string;
  readonly latencyCheck: LatencyCheck;
}

/** What happened. */
export type ConversationEvent =
  | { readonly type: 'startPressed' }
  /** Goes on with the conversation of an earlier load of the page. */
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
  /** The way to Maya was measured, and there is something to say about it. */
  | { readonly type: 'latencyMeasured'; readonly notice: string }
  | { readonly type: 'latencyNoticeDismissed' }
  | { readonly type: 'signedOut' }
  | { readonly type: 'socketOpened' }
  | { readonly type: 'socketClosed'; readonly code: number }
  /** Nothing comes: the network or the node is gone and did not say so. */
  | { readonly type: 'socketStalled' }
  | { readonly type: 'received'; readonly message: ServerMessage }
  | { readonly type: 'timerFired' }
  | { readonly type: 'capsuleExpired' }
  | { readonly type: 'playing'; readonly playing: boolean }
  /** The candidate's voice is heard. */
  | { readonly type: 'voiceHeard' };

/** What is to be done. */
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
  /** Forgets the conversation at hand, also for a new page. */
  | { readonly type: 'discard' }
  /** Begins another conversation on the connection. */
  | { readonly type: 'startConversation' }
  /** Goes on with the conversation at hand on the connection. */
  | { readonly type: 'resumeConversation' }
  /** Sends again what was not acknowledged. */
  | { readonly type: 'replay' }
  | { readonly type: 'storeCapsule'; readonly counter: number; readonly sealed: string }
  /** The page may be loaded again. */
  | { readonly type: 'saveForReload' }
  | { readonly type: 'setSteady'; readonly on: boolean }
  | { readonly type: 'acknowledge'; readonly sequence: number }
  | { readonly type: 'clearPlayer'; readonly epoch: number }
  | { readonly type: 'endReply'; readonly epoch: number }
  | { readonly type: 'resetPlayer' }
  | { readonly type: 'startTimer'; readonly ms: number }
  | { readonly type: 'startBackoff'; readonly attempt: number }
  | { readonly type: 'stopTimer' };

/** Whether nothing of the microphone is to reach Maya. */
export function isMicrophoneOff({
  muted,
  steady,
  talkPressed: holding,
}: ConversationState): boolean {
  return steady ? !holding : muted;
}

/** Whether a connection is open. */
export function isConnected({ phase }: ConversationState): boolean {
  return phase.name === 'connecting' || phase.name === 'live' || phase.name === 'retrying';
}

/** Whether the microphone is to be sent, or kept while the connection is away. */
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

/** Whether a conversation is going on or being set up. */
export function isActive({ phase }: ConversationState): boolean {
  return !['idle', 'ended', 'failed'].includes(phase.name);
}
