import type { MicrophoneFrame } from '../audio/framer.ts';
import type { AudioListener, AudioPort } from '../audio/port.ts';
import { decodeAudio, decodeMessage, encodeMessage, encodeMicrophoneFrame } from '../protocol.ts';
import { backoffMs } from './backoff.ts';
import { step } from './machine.ts';
import type { SessionPorts, Socket } from './ports.ts';
import {
  type Effect,
  INITIAL_STATE,
  isTalking,
  type SessionEvent,
  type SessionState,
} from './state.ts';
import { Unacknowledged } from './unacknowledged.ts';
import { VoiceDetector } from './voice-detector.ts';

/** The gateway acknowledges every 250 ms; after so long without any message it is gone. */
const STALL_MS = 5000;

/** How loud it is, from 0 to 1. */
export interface Levels {
  readonly microphone: number;
  readonly maya: number;
}

/**
 * A conversation with Maya: carries out what the state machine says, and takes the audio, which is
 * too frequent for it, from the microphone to the connection and from the connection to the player.
 * Everything runs on the page's thread.
 */
export class Session {
  readonly #audio: AudioPort;
  readonly #ports: SessionPorts;
  readonly #unacknowledged = new Unacknowledged();
  readonly #voice = new VoiceDetector();
  readonly #stateListeners = new Set<() => void>();
  readonly #levelListeners = new Set<(levels: Levels) => void>();
  #state = INITIAL_STATE;
  #levels: Levels = { microphone: 0, maya: 0 };
  #socket: Socket | undefined;
  #cancelTimer: (() => void) | undefined;
  /** When the oldest frame went out that nothing has come back for; undefined if something has. */
  #waitingSince: number | undefined;
  /** Counts what was asked for, so that an answer to an earlier question is not taken for it. */
  #question = 0;

  constructor(audio: AudioPort, ports: SessionPorts) {
    this.#audio = audio;
    this.#ports = ports;
  }

  /** The newest state; the same object until it changes. */
  readonly state = (): SessionState => this.#state;

  /** Calls back after each change of the state; the answer unsubscribes. */
  readonly onState = (listener: () => void): (() => void) => {
    this.#stateListeners.add(listener);
    return () => this.#stateListeners.delete(listener);
  };

  /** Calls back as often as levels change, some thirty times a second; the answer unsubscribes. */
  readonly onLevels = (listener: (levels: Levels) => void): (() => void) => {
    this.#levelListeners.add(listener);
    return () => this.#levelListeners.delete(listener);
  };

  /** Begins; in the handler of a click or key. */
  readonly start = (): void => this.#dispatch({ type: 'startPressed' });
  /** Ends the conversation. */
  readonly end = (): void => this.#dispatch({ type: 'endPressed' });
  /** Makes the microphone deaf, or opens it. */
  readonly toggleMute = (): void => this.#dispatch({ type: 'mutePressed' });
  /** Goes on after an interruption; in the handler of a click or key. */
  readonly resume = (): void => this.#dispatch({ type: 'resumePressed' });
  /** The page is being left: lets go of everything at once. */
  readonly leave = (): void => this.#dispatch({ type: 'pageLeft' });

  #dispatch(event: SessionEvent): void {
    const { state, effects } = step(this.#state, event);
    const changed = state !== this.#state;
    this.#state = state;
    for (const effect of effects) this.#perform(effect);
    if (changed) for (const listener of this.#stateListeners) listener();
  }

  #perform(effect: Effect): void {
    switch (effect.type) {
      case 'openAudio':
        void this.#openAudio();
        return;
      case 'closeAudio':
        return this.#closeAudio();
      case 'resumeAudio':
        return this.#audio.resume();
      case 'setMuted':
        return this.#audio.setMuted(effect.muted);
      case 'fetchTicket':
        void this.#fetchTicket();
        return;
      case 'openSocket':
        return this.#openSocket(effect);
      case 'closeSocket':
        return this.#closeSocket();
      case 'send':
        return this.#socket?.send(encodeMessage(effect.message));
      case 'forgetUnacknowledged':
        return this.#unacknowledged.clear();
      case 'acknowledge':
        return this.#unacknowledged.acknowledge(effect.sequence);
      case 'clearPlayer':
        return this.#audio.clear(effect.epoch);
      case 'endReply':
        return this.#audio.endReply(effect.epoch);
      case 'resetPlayer':
        return this.#audio.reset();
      case 'startTimer':
        return this.#startTimer(effect.ms);
      case 'startBackoff':
        return this.#startTimer(backoffMs(effect.attempt, this.#ports.random()));
      case 'stopTimer':
        return this.#cancelTimer?.();
    }
  }

  async #openAudio(): Promise<void> {
    const question = ++this.#question;
    this.#unacknowledged.clear();
    this.#audio.setMuted(this.#state.muted);
    const problem = await this.#audio.open(this.#audioListener);
    if (question !== this.#question) return;
    this.#dispatch(
      problem === undefined ? { type: 'microphoneReady' } : { type: 'microphoneFailed', problem },
    );
  }

  #closeAudio(): void {
    this.#question++;
    this.#audio.close();
    this.#unacknowledged.clear();
    this.#setLevels({ microphone: 0, maya: 0 });
  }

  async #fetchTicket(): Promise<void> {
    const question = ++this.#question;
    const answer = await this.#ports.tickets.fetch();
    if (question !== this.#question) return;
    this.#dispatch(
      answer.type === 'granted'
        ? { type: 'ticketGranted', ticket: answer.ticket }
        : { type: 'ticketFailed', refused: answer.type === 'refused' },
    );
  }

  #openSocket({ ticket }: Extract<Effect, { type: 'openSocket' }>): void {
    this.#closeSocket();
    this.#socket = this.#ports.sockets.open(ticket, {
      opened: () => this.#dispatch({ type: 'socketOpened' }),
      received: (message) => this.#received(message),
      closed: (code) => {
        this.#closeSocket();
        this.#dispatch({ type: 'socketClosed', code });
      },
    });
  }

  #closeSocket(): void {
    this.#socket?.close();
    this.#socket = undefined;
    this.#waitingSince = undefined;
  }

  #startTimer(ms: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#ports.clock.after(ms, () => this.#dispatch({ type: 'timerFired' }));
  }

  #received(message: string | ArrayBuffer): void {
    this.#waitingSince = undefined;
    if (typeof message === 'string') {
      const decoded = decodeMessage(message);
      if (decoded !== undefined) this.#dispatch({ type: 'received', message: decoded });
    } else {
      const frame = decodeAudio(message);
      if (frame !== undefined) this.#audio.play(frame);
    }
  }

  readonly #audioListener: AudioListener = {
    captured: (frame) => this.#captured(frame),
    played: (report) => this.#socket?.send(encodeMessage({ type: 'playout', ...report })),
    playing: (playing) => {
      if (!playing) this.#setLevels({ ...this.#levels, maya: 0 });
      this.#dispatch({ type: 'playing', playing });
    },
    voiceLevel: (maya) => this.#setLevels({ ...this.#levels, maya }),
    interrupted: (interrupted) => this.#dispatch({ type: 'interrupted', interrupted }),
  };

  #captured(frame: MicrophoneFrame): void {
    this.#setLevels({ ...this.#levels, microphone: this.#state.muted ? 0 : frame.level });
    if (!isTalking(this.#state)) return;
    if (this.#voice.hears(frame.level)) this.#dispatch({ type: 'voiceHeard' });
    const sequence = this.#unacknowledged.add(frame);
    this.#socket?.send(encodeMicrophoneFrame(sequence, frame.captureMs, frame.pcm));
    this.#watch();
  }

  #watch(): void {
    if (this.#socket === undefined) return;
    const now = this.#ports.clock.now();
    this.#waitingSince ??= now;
    if (now - this.#waitingSince > STALL_MS) {
      this.#waitingSince = undefined;
      this.#dispatch({ type: 'socketStalled' });
    }
  }

  #setLevels(levels: Levels): void {
    this.#levels = levels;
    for (const listener of this.#levelListeners) listener(levels);
  }
}
