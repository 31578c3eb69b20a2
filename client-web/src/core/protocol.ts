/**
 * Client protocol, version 1 (docs/protocol.md): JSON text messages for control, binary messages
 * with a header of twelve bytes for audio.
 */

/** Subprotocol name of this version. */
export const SUBPROTOCOL = 'maya.v1';

/** Creates the subprotocol name that carries a ticket: URLs would end up in logs. */
export const ticketSubprotocol = (ticket: string): string => `ticket.${ticket}`;

/** Name of this client for the gateway. */
export const CLIENT = 'web/1';

/** Sample rate of the microphone audio on the wire, Hz. */
export const UPLINK_HZ = 16_000;
/** Sample rate of Maya's voice on the wire, Hz. */
export const DOWNLINK_HZ = 24_000;
/** Length of the audio header in either direction, bytes. */
export const HEADER_BYTES = 12;

const UPLINK_PCM_16K = 0x01;
const DOWNLINK_PCM_24K = 0x02;
const MAX_UINT32 = 0xffff_ffff;
const MAX_CAPSULE_CHARACTERS = 65_000;

/** Playout report. */
export interface Playout {
  /** Reply that plays, or played last; 0 before the first. */
  readonly epoch: number;
  /** Audio of this reply played so far, ms. */
  readonly playedMs: number;
  /** Buffered audio of all replies, ms. */
  readonly bufferedMs: number;
  /** Number of underruns since the connection began. */
  readonly underruns: number;
}

/** Control message to the gateway. */
export type ClientMessage =
  | { readonly type: 'start'; readonly client?: string }
  | ({ readonly type: 'resume'; readonly client?: string } & ResumeFields)
  | { readonly type: 'capsuleStored'; readonly counter: number }
  | { readonly type: 'pong'; readonly id: number }
  | { readonly type: 'lagTolerance'; readonly on: boolean }
  | ({ readonly type: 'playout' } & Playout)
  | { readonly type: 'mute'; readonly muted: boolean }
  | { readonly type: 'end'; readonly skipped?: boolean };

/** Position at which a conversation is resumed on another connection. */
interface ResumeFields {
  /** Newest capsule, unchanged. */
  readonly capsule: string;
  /** Sequence of the first microphone frame that follows: the oldest unacknowledged one. */
  readonly sequence: number;
  /** Newest known reply; 0 before the first. */
  readonly epoch: number;
  /** Received audio of this reply, ms. */
  readonly receivedMs: number;
  /** Number of captions since the start, or since a `resumed` without re-attachment. */
  readonly captions: number;
  /** Whether the candidate's words may be missing if the gateway has lost its memory. */
  readonly wordsLost: boolean;
  /** Whether Maya's reply, or the rest of it, may be missing then. */
  readonly replyLost: boolean;
}

/** Control message from the gateway. */
export type ServerMessage =
  | { readonly type: 'welcome'; readonly sessionId: string }
  | {
      readonly type: 'status';
      readonly state: StreamState;
      readonly attempt: number;
      readonly retryInMs: number;
    }
  | { readonly type: 'ack'; readonly sequence: number }
  | {
      readonly type: 'caption';
      readonly speaker: Speaker;
      readonly stage: CaptionStage;
      readonly epoch: number;
      readonly text: string;
    }
  | { readonly type: 'clear'; readonly epoch: number }
  | { readonly type: 'replyEnd'; readonly epoch: number; readonly audioMs: number }
  | {
      readonly type: 'lost';
      readonly reason: string;
      readonly frames: number;
      readonly audioMs: number;
    }
  | { readonly type: 'capsule'; readonly counter: number; readonly sealed: string }
  | { readonly type: 'resumed'; readonly reattached: boolean }
  | { readonly type: 'ping'; readonly id: number }
  | ({ readonly type: 'connection' } & ConnectionQuality)
  | { readonly type: 'error'; readonly code: string; readonly detail: string }
  | { readonly type: 'ended'; readonly reason: EndReason };

export type StreamState = 'connecting' | 'retrying' | 'live';
export type Speaker = 'examiner' | 'candidate';
export type CaptionStage = 'planned' | 'final';
export type EndReason = 'client' | 'examiner' | 'skipped' | 'over';

/** Connection quality as measured by the gateway. */
export interface ConnectionQuality {
  readonly quality: 'ok' | 'slow' | 'bad';
  readonly roundTripMs: number;
  /** Delay of the microphone audio above its minimum, ms. */
  readonly delayMs: number;
  /** Number of underruns in the last half minute. */
  readonly underruns: number;
}

/** Frame of Maya's voice. */
export interface DownlinkFrame {
  /** Number of its reply, from 1. */
  readonly epoch: number;
  /** Number within the connection, from 0. */
  readonly sequence: number;
  /** PCM16 mono at {@link DOWNLINK_HZ}. */
  readonly pcm: Int16Array<ArrayBuffer>;
}

/** Encodes a control message. */
export const encodeMessage = (message: ClientMessage): string => JSON.stringify(message);

/**
 * Decodes a control message and drops its unknown fields.
 *
 * @returns undefined for a message to ignore: of an unknown type, or with missing fields
 */
export function decodeMessage(text: string): ServerMessage | undefined {
  const fields = jsonObject(text);
  const type = fields?.type;
  return fields !== undefined && typeof type === 'string' && Object.hasOwn(readers, type)
    ? readers[type as ServerMessage['type']](fields)
    : undefined;
}

/**
 * Encodes a microphone frame.
 *
 * @param sequence number within the conversation, from 0
 * @param captureMs capture time of its first sample, ms, monotonic
 * @param pcm 20 to 40 ms of PCM16 mono at {@link UPLINK_HZ}
 */
export function encodeMicrophoneFrame(
  sequence: number,
  captureMs: number,
  pcm: Int16Array,
): ArrayBuffer {
  const message = new ArrayBuffer(HEADER_BYTES + pcm.byteLength);
  const header = new DataView(message);
  header.setUint8(0, UPLINK_PCM_16K);
  header.setUint32(4, sequence);
  header.setUint32(8, captureMs);
  // Typed arrays have the byte order of the machine: little-endian wherever browsers run.
  new Int16Array(message, HEADER_BYTES).set(pcm);
  return message;
}

/**
 * Decodes an audio message.
 *
 * @returns undefined for a message to ignore: of an unknown kind, or with half a sample
 */
export function decodeAudio(message: ArrayBuffer): DownlinkFrame | undefined {
  if (message.byteLength <= HEADER_BYTES || message.byteLength % 2 !== 0) return undefined;
  const header = new DataView(message);
  if (header.getUint8(0) !== DOWNLINK_PCM_24K) return undefined;
  return {
    epoch: header.getUint32(4),
    sequence: header.getUint32(8),
    pcm: new Int16Array(message.slice(HEADER_BYTES)),
  };
}

/**
 * Checks whether the client may reconnect with a new ticket after a close code; any other would
 * recur. 1005 is a close frame without a code, 1006 a lost connection.
 */
export function isResumable(closeCode: number): boolean {
  return [1001, 1005, 1006, 1011].includes(closeCode) || (closeCode >= 4000 && closeCode < 4200);
}

type Fields = Readonly<Record<string, unknown>>;
type Readers = {
  [T in ServerMessage['type']]: (fields: Fields) => Extract<ServerMessage, { type: T }> | undefined;
};

const readers: Readers = {
  welcome: ({ sessionId }) =>
    typeof sessionId === 'string' ? { type: 'welcome', sessionId } : undefined,
  status: ({ state, attempt = 0, retryInMs = 0 }) =>
    isOneOf(state, 'connecting', 'retrying', 'live') && isCount(attempt) && isCount(retryInMs)
      ? { type: 'status', state, attempt, retryInMs }
      : undefined,
  ack: ({ sequence }) => (isCount(sequence) ? { type: 'ack', sequence } : undefined),
  caption: ({ speaker, stage, epoch, text }) =>
    isOneOf(speaker, 'examiner', 'candidate') &&
    isOneOf(stage, 'planned', 'final') &&
    isCount(epoch) &&
    typeof text === 'string'
      ? { type: 'caption', speaker, stage, epoch, text }
      : undefined,
  clear: ({ epoch }) => (isCount(epoch) ? { type: 'clear', epoch } : undefined),
  replyEnd: ({ epoch, audioMs = 0 }) =>
    isCount(epoch) && isCount(audioMs) ? { type: 'replyEnd', epoch, audioMs } : undefined,
  lost: ({ reason, frames, audioMs }) =>
    typeof reason === 'string' && isCount(frames) && isCount(audioMs)
      ? { type: 'lost', reason, frames, audioMs }
      : undefined,
  capsule: ({ counter, sealed }) =>
    isWhole(counter) && typeof sealed === 'string' && sealed.length <= MAX_CAPSULE_CHARACTERS
      ? { type: 'capsule', counter, sealed }
      : undefined,
  resumed: ({ reattached }) =>
    typeof reattached === 'boolean' ? { type: 'resumed', reattached } : undefined,
  ping: ({ id }) => (isCount(id) ? { type: 'ping', id } : undefined),
  connection: ({ quality, roundTripMs, delayMs, underruns }) =>
    isOneOf(quality, 'ok', 'slow', 'bad') &&
    isCount(roundTripMs) &&
    isCount(delayMs) &&
    isCount(underruns)
      ? { type: 'connection', quality, roundTripMs, delayMs, underruns }
      : undefined,
  error: ({ code, detail = '' }) =>
    typeof code === 'string' && typeof detail === 'string'
      ? { type: 'error', code, detail }
      : undefined,
  ended: ({ reason }) =>
    isOneOf(reason, 'client', 'examiner', 'skipped', 'over')
      ? { type: 'ended', reason }
      : undefined,
};

function jsonObject(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined;
  } catch {
    return undefined;
  }
}

function isCount(value: unknown): value is number {
  return isWhole(value) && value <= MAX_UINT32;
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isOneOf<T extends string>(value: unknown, ...allowed: readonly T[]): value is T {
  return (allowed as readonly unknown[]).includes(value);
}
