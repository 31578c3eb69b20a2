import type { RecordEvent } from '../api/client-event-reporter.ts';
import type { ClockPort } from '../clock.ts';
import type { ConversationProblem, Ticket } from './state.ts';

/** The outside world of a session, besides sound. */
export interface ConversationPorts {
  readonly tickets: TicketPort;
  readonly sockets: SocketPort;
  readonly probe: LatencyProbe;
  readonly clock: ClockPort;
  readonly saved: SavedConversationStore;
  readonly recordEvent: RecordEvent;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** The API that lets a candidate in. */
export interface TicketPort {
  /**
   * Asks for a ticket; never rejects.
   *
   * @param sessionId the session to go on with; undefined for that of the tickets before, or a new
   *   one if there were none
   */
  fetch(sessionId: string | undefined): Promise<TicketResult>;
  /** The next ticket is for another session. */
  reset(): void;
}

/** Times the way to Maya. */
export interface LatencyProbe {
  /** The shortest of a few round trips, ms; undefined if there was no answer. Never rejects. */
  roundTripMs(url: string): Promise<number | undefined>;
}

export type TicketResult =
  | { readonly type: 'granted'; readonly ticket: Ticket }
  /** Asking again will not help. */
  | { readonly type: 'refused'; readonly problem: ConversationProblem }
  /** No answer, or a trouble that may pass. */
  | { readonly type: 'unreachable' };

/** Keeps a conversation for the page to be loaded again, in the same tab. */
export interface SavedConversationStore {
  /** What was saved last and is not too old, and how long ago that was, ms. */
  load(): { readonly conversation: SavedConversation; readonly ageMs: number } | undefined;
  /** Saves it in the place of the one before; if that fails, nothing is kept. */
  save(conversation: SavedConversation): void;
  clear(): void;
}

/** What is kept of a conversation: its newest capsule, and no content. */
export interface SavedConversation {
  readonly sessionId: string;
  readonly counter: number;
  readonly sealed: string;
  /** Of the next microphone frame. */
  readonly sequence: number;
  /** The reply that was heard last, and how much of it. */
  readonly epoch: number;
  readonly playedMs: number;
  /** Captions that have come. */
  readonly captions: number;
  /** Words of the candidate's may be missing. */
  readonly wordsLost: boolean;
  /** Saved when the page was left: nothing was sent after it. */
  readonly left: boolean;
}

/** Opens connections to the gateway. */
export interface SocketPort {
  open(ticket: Ticket, listener: SocketListener): Socket;
}

/** One connection. */
export interface Socket {
  /** Sends a message, if the connection is open; else it does nothing. */
  send(message: string | ArrayBuffer): void;
  /** Closes it; nothing is told to the listener from now on. */
  close(): void;
}

export interface SocketListener {
  onOpen(): void;
  onMessage(message: string | ArrayBuffer): void;
  onClose(code: number): void;
}
