import type { RecordEvent } from '../api/client-event-reporter.ts';
import type { ClockPort } from '../clock.ts';
import type { ConversationProblem, Ticket } from './state.ts';

/** Ports of a conversation, besides audio. */
export interface ConversationPorts {
  readonly tickets: TicketPort;
  readonly sockets: SocketPort;
  readonly probe: LatencyProbe;
  readonly clock: ClockPort;
  readonly saved: SavedConversationStore;
  readonly recordEvent: RecordEvent;
  /** Returns a random number from 0 to 1. */
  readonly random: () => number;
}

/** Source of tickets. */
export interface TicketPort {
  /**
   * Requests a ticket. Never rejects.
   *
   * @param sessionId session to resume; undefined for that of the previous tickets, or for a new
   *   one
   */
  fetch(sessionId: string | undefined): Promise<TicketResult>;
  /** Makes the next ticket start another session. */
  reset(): void;
}

/** Measures the round-trip time to Maya. */
export interface LatencyProbe {
  /**
   * Returns the shortest of a few round-trip times, ms; undefined without a response. Never
   * rejects.
   */
  roundTripMs(url: string): Promise<number | undefined>;
}

export type TicketResult =
  | { readonly type: 'granted'; readonly ticket: Ticket }
  /** A retry will not help. */
  | { readonly type: 'refused'; readonly problem: ConversationProblem }
  /** No response, or a transient problem. */
  | { readonly type: 'unreachable' };

/** Store of a conversation that survives a reload in the same tab. */
export interface SavedConversationStore {
  /** Returns the saved conversation and its age, ms, unless it has expired. */
  load(): { readonly conversation: SavedConversation; readonly ageMs: number } | undefined;
  /** Replaces the saved conversation; a failure leaves nothing saved. */
  save(conversation: SavedConversation): void;
  clear(): void;
}

/** Saved part of a conversation: its newest capsule, and no content. */
export interface SavedConversation {
  readonly sessionId: string;
  readonly counter: number;
  readonly sealed: string;
  /** Sequence of the next microphone frame. */
  readonly sequence: number;
  /** Reply that was played last, and how much of it, ms. */
  readonly epoch: number;
  readonly playedMs: number;
  /** Number of captions received. */
  readonly captions: number;
  /** Whether words of the candidate may be missing. */
  readonly wordsLost: boolean;
  /** Whether it was saved when the page was closed: no frames followed. */
  readonly left: boolean;
}

/** Opens connections to the gateway. */
export interface SocketPort {
  open(ticket: Ticket, listener: SocketListener): Socket;
}

/** Connection to the gateway. */
export interface Socket {
  /** Sends a message if the connection is open; otherwise does nothing. */
  send(message: string | ArrayBuffer): void;
  /** Closes the connection without notifying the listener. */
  close(): void;
}

export interface SocketListener {
  onOpen(): void;
  onMessage(message: string | ArrayBuffer): void;
  onClose(code: number): void;
}
