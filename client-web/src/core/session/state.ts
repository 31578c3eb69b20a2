import type { CaptureProblem } from '../audio/capture-problem.ts';
import type { ClientMessage, EndReason, ServerMessage } from '../protocol.ts';
import { type CaptionLog, NO_CAPTIONS } from './captions.ts';

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
  | { readonly name: 'failed'; readonly problem: Problem };

/** Why a conversation cannot go on. */
export type Problem =
  | CaptureProblem
  /** No ticket for this page. */
  | 'refused'
  /** The gateway does not answer, after several tries. */
  | 'unreachable'
  /** A close code after which the same would happen again. */
  | 'fault';

/** Whose turn it is, as far as one can tell. */
export type Turn = 'listening' | 'thinking' | 'speaking';

/** Everything the page shows, but for levels. */
export interface SessionState {
  readonly phase: Phase;
  readonly turn: Turn;
  readonly muted: boolean;
  /** The sound was taken by a phone call or another program. */
  readonly interrupted: boolean;
  /** Part of what the candidate said did not reach Maya, and she has not answered since. */
  readonly audioLost: boolean;
  readonly captions: CaptionLog;
  /** Whether Maya was there before: then connecting is reconnecting. */
  readonly wasLive: boolean;
  /** Reconnections in a row. */
  readonly attempt: number;
}

export const INITIAL_STATE: SessionState = {
  phase: { name: 'idle' },
  turn: 'listening',
  muted: false,
  interrupted: false,
  audioLost: false,
  captions: NO_CAPTIONS,
  wasLive: false,
  attempt: 0,
};

/** What a session hands out to get in: from `POST /api/nova-sonic/sessions`. */
export interface Ticket {
  readonly ticket: string;
  readonly streamUrl: string;
}

/** What happened. */
export type SessionEvent =
  | { readonly type: 'startPressed' }
  | { readonly type: 'endPressed' }
  | { readonly type: 'mutePressed' }
  | { readonly type: 'resumePressed' }
  | { readonly type: 'pageLeft' }
  | { readonly type: 'microphoneReady' }
  | { readonly type: 'microphoneFailed'; readonly problem: CaptureProblem }
  | { readonly type: 'interrupted'; readonly interrupted: boolean }
  | { readonly type: 'ticketGranted'; readonly ticket: Ticket }
  | { readonly type: 'ticketFailed'; readonly refused: boolean }
  | { readonly type: 'socketOpened' }
  | { readonly type: 'socketClosed'; readonly code: number }
  /** Frames go out and nothing comes back: the network is gone and did not say so. */
  | { readonly type: 'socketStalled' }
  | { readonly type: 'received'; readonly message: ServerMessage }
  | { readonly type: 'timerFired' }
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
  | { readonly type: 'openSocket'; readonly ticket: Ticket }
  | { readonly type: 'closeSocket' }
  | { readonly type: 'send'; readonly message: ClientMessage }
  | { readonly type: 'forgetUnacknowledged' }
  | { readonly type: 'acknowledge'; readonly sequence: number }
  | { readonly type: 'clearPlayer'; readonly epoch: number }
  | { readonly type: 'endReply'; readonly epoch: number }
  | { readonly type: 'resetPlayer' }
  | { readonly type: 'startTimer'; readonly ms: number }
  | { readonly type: 'startBackoff'; readonly attempt: number }
  | { readonly type: 'stopTimer' };

/** Whether the microphone is to be sent, or kept while the connection is away. */
export function isTalking({ phase, muted, wasLive }: SessionState): boolean {
  if (muted) return false;
  switch (phase.name) {
    case 'live':
    case 'retrying':
    case 'connecting':
      return true;
    case 'ticket':
    case 'opening':
    case 'waiting':
      // Kept in case the connection can be resumed; before the first there is nothing to resume.
      return wasLive;
    case 'idle':
    case 'microphone':
    case 'ending':
    case 'ended':
    case 'failed':
      return false;
  }
}

/** Whether a conversation is going on or being set up. */
export function isActive({ phase }: SessionState): boolean {
  return !['idle', 'ended', 'failed'].includes(phase.name);
}
