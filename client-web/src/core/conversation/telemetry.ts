import type { RecordEvent } from '../api/client-event-reporter.ts';
import { SPEECH_REGION } from '../api/regions.ts';
import type { ClockPort } from '../clock.ts';
import type { Conversation } from './conversation.ts';
import type { Socket, SocketListener, SocketPort } from './ports.ts';
import type { ConversationState, Ticket } from './state.ts';

const MICROPHONE_PROBLEMS: readonly string[] = ['denied', 'missing', 'busy', 'unsupported'];

/** Decorator of connections that reports their delays and losses to the operators. */
export class TelemetrySockets implements SocketPort {
  readonly #sockets: SocketPort;
  readonly #clock: ClockPort;
  readonly #recordEvent: RecordEvent;

  constructor(sockets: SocketPort, clock: ClockPort, recordEvent: RecordEvent) {
    this.#sockets = sockets;
    this.#clock = clock;
    this.#recordEvent = recordEvent;
  }

  open(ticket: Ticket, listener: SocketListener): Socket {
    const startedAt = this.#clock.now();
    const ms = () => this.#clock.now() - startedAt;
    return this.#sockets.open(ticket, {
      onMessage: (message) => listener.onMessage(message),
      onOpen: () => {
        this.#recordEvent({ type: 'stream_delay', region: SPEECH_REGION, ms: ms() });
        listener.onOpen();
      },
      onClose: (code) => {
        if (code !== 1000) {
          this.#recordEvent({ type: 'connection_lost', region: SPEECH_REGION, code: String(code) });
        }
        listener.onClose(code);
      },
    });
  }
}

/** Reports the time from the start to Maya's first word, or why there was no microphone. */
export function reportConversation(
  conversation: Pick<Conversation, 'state' | 'subscribe'>,
  clock: ClockPort,
  recordEvent: RecordEvent,
) {
  let startedAt: number | undefined;
  let before = conversation.state();
  conversation.subscribe(() => {
    const state = conversation.state();
    if (isStart(before, state)) startedAt = clock.now();
    if (startedAt !== undefined && state.turn === 'speaking') {
      recordEvent({ type: 'first_word', region: SPEECH_REGION, ms: clock.now() - startedAt });
      startedAt = undefined;
    }
    if (isOver(state)) startedAt = undefined;
    const { phase } = state;
    if (phase.name === 'failed' && phase !== before.phase) {
      if (MICROPHONE_PROBLEMS.includes(phase.problem)) {
        recordEvent({ type: 'microphone_error', code: phase.problem });
      }
    }
    before = state;
  });
}

function isStart(before: ConversationState, { phase, resumable }: ConversationState): boolean {
  return isOver(before) && phase.name === 'microphone' && !resumable;
}

function isOver({ phase: { name } }: ConversationState): boolean {
  return name === 'idle' || name === 'ended' || name === 'failed';
}
