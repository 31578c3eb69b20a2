import type { Ticket } from './state.ts';

/** The outside world of a session, besides sound. */
export interface SessionPorts {
  readonly tickets: TicketPort;
  readonly sockets: SocketPort;
  readonly clock: ClockPort;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** The API that lets a candidate in. */
export interface TicketPort {
  /** Asks for a ticket; never rejects. */
  fetch(): Promise<TicketAnswer>;
}

export type TicketAnswer =
  | { readonly type: 'granted'; readonly ticket: Ticket }
  /** Asking again will not help. */
  | { readonly type: 'refused' }
  /** No answer, or a trouble that may pass. */
  | { readonly type: 'unreachable' };

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
  opened(): void;
  received(message: string | ArrayBuffer): void;
  closed(code: number): void;
}

export interface ClockPort {
  /** Ms that never jump back. */
  now(): number;
  /** Calls back once, after so many ms; the answer cancels. */
  after(ms: number, callback: () => void): () => void;
}
