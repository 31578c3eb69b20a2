import type { Note } from '../api/client-events.ts';
import { SPEECH_REGION } from '../api/regions.ts';
import type { ClockPort } from '../clock.ts';
import type { Socket, SocketListener, SocketPort } from './ports.ts';
import type { Session } from './session.ts';
import type { SessionState, Ticket } from './state.ts';

const MICROPHONE_PROBLEMS: readonly string[] = ['denied', 'missing', 'busy', 'unsupported'];

/** Connections of which the operators learn how long they took, and why they were lost. */
export class WatchedSockets implements SocketPort {
  readonly #sockets: SocketPort;
  readonly #clock: ClockPort;
  readonly #note: Note;

  constructor(sockets: SocketPort, clock: ClockPort, note: Note) {
    this.#sockets = sockets;
    this.#clock = clock;
    this.#note = note;
  }

  open(ticket: Ticket, listener: SocketListener): Socket {
    const began = this.#clock.now();
    const ms = () => this.#clock.now() - began;
    return this.#sockets.open(ticket, {
      received: (message) => listener.received(message),
      opened: () => {
        this.#note({ type: 'stream_delay', region: SPEECH_REGION, ms: ms() });
        listener.opened();
      },
      closed: (code) => {
        if (code !== 1000) {
          this.#note({ type: 'connection_lost', region: SPEECH_REGION, code: String(code) });
        }
        listener.closed(code);
      },
    });
  }
}

/** Tells the operators how long a person waited for Maya's first word, or why there was none. */
export function watch(session: Pick<Session, 'state' | 'onState'>, clock: ClockPort, note: Note) {
  let began: number | undefined;
  let before = session.state();
  session.onState(() => {
    const state = session.state();
    if (isBeginning(before, state)) began = clock.now();
    if (began !== undefined && state.turn === 'speaking') {
      note({ type: 'first_word', region: SPEECH_REGION, ms: clock.now() - began });
      began = undefined;
    }
    if (isOver(state)) began = undefined;
    const { phase } = state;
    if (phase.name === 'failed' && phase !== before.phase) {
      if (MICROPHONE_PROBLEMS.includes(phase.problem)) {
        note({ type: 'microphone_error', code: phase.problem });
      }
    }
    before = state;
  });
}

function isBeginning(before: SessionState, { phase, resumable }: SessionState): boolean {
  return isOver(before) && phase.name === 'microphone' && !resumable;
}

function isOver({ phase: { name } }: SessionState): boolean {
  return name === 'idle' || name === 'ended' || name === 'failed';
}
