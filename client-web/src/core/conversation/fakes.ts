import type { CaptureProblem } from '../audio/capture-problem.ts';
import { FRAME_MS, FRAME_SAMPLES } from '../audio/framer.ts';
import type { AudioListener, AudioPort } from '../audio/port.ts';
import type { DownlinkFrame, ServerMessage } from '../protocol.ts';
import type { LatencyCheck } from './latency-check.ts';
import type {
  LatencyProbe,
  SavedConversation,
  SavedConversationStore,
  Socket,
  SocketListener,
  SocketPort,
  TicketPort,
  TicketResult,
} from './ports.ts';
import type { Ticket } from './state.ts';

/** Latency check that leads to no notice. */
export const LATENCY_CHECK: LatencyCheck = {
  probeUrl: 'http://x/probe',
  thresholds: { slow: 400, bad: 1000 },
  notices: { slow: 'She is far away.', bad: 'She is very far away.' },
};

export const A_TICKET: Ticket = { ticket: 't', streamUrl: 'ws://x', latencyCheck: LATENCY_CHECK };

/** Fake microphone and loudspeaker. */
export class FakeAudio implements AudioPort {
  listener: AudioListener | undefined;
  problem: CaptureProblem | undefined;
  readonly calls: string[] = [];
  readonly played: DownlinkFrame[] = [];
  #captured = 0;

  async open(listener: AudioListener): Promise<CaptureProblem | undefined> {
    this.listener = listener;
    this.calls.push('open');
    return this.problem;
  }

  play(frame: DownlinkFrame): void {
    this.played.push(frame);
  }

  endReply(epoch: number): void {
    this.calls.push(`end ${epoch}`);
  }

  clear(epoch: number): void {
    this.calls.push(`clear ${epoch}`);
  }

  reset(): void {
    this.calls.push('reset');
  }

  setSteady(steady: boolean): void {
    this.calls.push(steady ? 'steady' : 'quick');
  }

  setMuted(muted: boolean): void {
    this.calls.push(muted ? 'mute' : 'unmute');
  }

  resume(): void {
    this.calls.push('resume');
  }

  close(): void {
    this.calls.push('close');
  }

  /** Captures frames; the first sample of each is its number. */
  capture(frames: number, level = 0): void {
    for (let n = 0; n < frames; n++) {
      const number = this.#captured++;
      const pcm = new Int16Array(FRAME_SAMPLES);
      pcm[0] = number;
      this.listener?.onFrame({ captureMs: number * FRAME_MS, level, pcm });
    }
  }
}

/** Fake gateway: the other side of all connections. */
export class FakeSockets implements SocketPort {
  readonly opened: FakeSocket[] = [];

  open(_: unknown, listener: SocketListener): Socket {
    const socket = new FakeSocket(listener);
    this.opened.push(socket);
    return socket;
  }

  get newest(): FakeSocket {
    const socket = this.opened.at(-1);
    if (socket === undefined) throw new Error('no connection was opened');
    return socket;
  }
}

/** Fake connection. */
export class FakeSocket implements Socket {
  readonly listener: SocketListener;
  readonly texts: string[] = [];
  readonly frames: ArrayBuffer[] = [];
  closed = false;

  constructor(listener: SocketListener) {
    this.listener = listener;
  }

  send(message: string | ArrayBuffer): void {
    if (typeof message === 'string') this.texts.push(message);
    else this.frames.push(message);
  }

  close(): void {
    this.closed = true;
  }

  /** Delivers a message of the gateway. */
  receive(message: ServerMessage): void {
    this.listener.onMessage(JSON.stringify(message));
  }

  /** Opens the connection and Maya's stream. */
  goLive(): void {
    this.listener.onOpen();
    this.receive({ type: 'status', state: 'live', attempt: 0, retryInMs: 0 });
  }

  get sequences(): number[] {
    return this.frames.map((frame) => new DataView(frame).getUint32(4));
  }

  /** Returns the numbers of the sent frames, as counted by {@link FakeAudio.capture}. */
  get captured(): number[] {
    return this.frames.map((frame) => new DataView(frame).getInt16(12, true));
  }
}

/** Fake source of tickets. */
export class FakeTickets implements TicketPort {
  result: TicketResult | Promise<TicketResult> = { type: 'granted', ticket: A_TICKET };
  requests = 0;
  resets = 0;
  /** Requested sessions; undefined for a new one. */
  readonly sessions: (string | undefined)[] = [];

  async fetch(sessionId: string | undefined): Promise<TicketResult> {
    this.requests++;
    this.sessions.push(sessionId);
    return this.result;
  }

  reset(): void {
    this.resets++;
  }
}

/** Fake latency probe with a fixed round-trip time, ms. */
export class FakeProbe implements LatencyProbe {
  result: number | undefined | Promise<number | undefined> = 20;
  readonly urls: string[] = [];

  async roundTripMs(url: string): Promise<number | undefined> {
    this.urls.push(url);
    return this.result;
  }
}

/** Fake store of a conversation. */
export class FakeSavedConversationStore implements SavedConversationStore {
  saved: SavedConversation | undefined;
  ageMs = 0;

  load(): { conversation: SavedConversation; ageMs: number } | undefined {
    return this.saved === undefined ? undefined : { conversation: this.saved, ageMs: this.ageMs };
  }

  save(conversation: SavedConversation): void {
    this.saved = conversation;
  }

  clear(): void {
    this.saved = undefined;
  }
}
