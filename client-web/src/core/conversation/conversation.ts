import { SPEECH_REGION } from '../api/regions.ts';
import type { MicrophoneFrame } from '../audio/framer.ts';
import type { AudioListener, AudioPort } from '../audio/port.ts';
import {
  CLIENT,
  type ClientMessage,
  decodeAudio,
  decodeMessage,
  encodeMessage,
  encodeMicrophoneFrame,
  type Playout,
} from '../protocol.ts';
import { Store } from '../store.ts';
import { backoffMs } from './backoff.ts';
import { type LatencyCheck, latencyNotice } from './latency-check.ts';
import { transition } from './machine.ts';
import type { ConversationPorts, Socket } from './ports.ts';
import type { SequencedFrame } from './replay-buffer.ts';
import { CAPSULE_LIFETIME_MS, ResumeState } from './resume-state.ts';
import {
  type ConversationEvent,
  type ConversationState,
  type Effect,
  INITIAL_STATE,
  isCapturing,
  isConnected,
  isMicrophoneOff,
} from './state.ts';
import { Watchdog } from './watchdog.ts';

/** Audio levels, from 0 to 1. */
interface Levels {
  readonly microphone: number;
  readonly maya: number;
}

/**
 * Conversation with Maya: carries out the effects of the state machine, and moves the audio, which
 * is too frequent for it, from the microphone to the connection and from the connection to the
 * player. Everything runs on the page's thread.
 */
export class Conversation {
  readonly #audio: AudioPort;
  readonly #ports: ConversationPorts;
  readonly #resumeState: ResumeState;
  readonly #watchdog: Watchdog;
  readonly #store = new Store<ConversationState>(INITIAL_STATE);
  readonly #levels = new Store<Levels>({ microphone: 0, maya: 0 });
  #socket: Socket | undefined;
  #cancelTimer: (() => void) | undefined;
  #cancelExpiry: (() => void) | undefined;
  /** Underruns of the player before the current connection. */
  #underrunsAtConnect = 0;
  #underruns = 0;
  /** Counts conversations: a latency measured for an earlier one is ignored. */
  #generation = 0;
  /** Counts requests: the result of an earlier one is ignored. */
  #requestId = 0;

  constructor(audio: AudioPort, ports: ConversationPorts) {
    this.#audio = audio;
    this.#ports = ports;
    this.#resumeState = new ResumeState(ports.saved);
    this.#watchdog = new Watchdog(ports.clock, () => this.#dispatch({ type: 'socketStalled' }));
    const { remainingMs } = this.#resumeState;
    this.#store.setSilently({ ...INITIAL_STATE, resumable: remainingMs > 0 });
    if (remainingMs > 0) this.#expireAfter(remainingMs);
  }

  /** Returns the current state; the same object until it changes. */
  readonly state = this.#store.state;

  /** Calls a listener after each change of the state; returns the unsubscriber. */
  readonly subscribe = this.#store.subscribe;

  /** Calls a listener when levels change, about thirty times a second; returns the unsubscriber. */
  readonly onLevels = (listener: (levels: Levels) => void): (() => void) =>
    this.#levels.subscribe(() => listener(this.#levels.state()));

  /** Starts a conversation; only in the handler of a click or key may browsers open audio. */
  readonly start = (): void => this.#dispatch({ type: 'startPressed' });
  /** Resumes the conversation of an earlier page load. Call in the handler of a click or key. */
  readonly resume = (): void => this.#dispatch({ type: 'resumePressed' });
  /** Ends the conversation. */
  readonly end = (): void => this.#dispatch({ type: 'endPressed' });
  /** Mutes or unmutes the microphone. */
  readonly toggleMute = (): void => this.#dispatch({ type: 'mutePressed' });
  /** Accepts the current connection quality and dismisses its notice. */
  readonly acceptConnectionQuality = (): void => this.#dispatch({ type: 'qualityAccepted' });
  /** Dismisses the notice about the round-trip time. */
  readonly dismissLatencyNotice = (): void => this.#dispatch({ type: 'latencyNoticeDismissed' });
  /**
   * Turns steady mode on or off: larger buffers, and a microphone that is open only during {@link
   * pushToTalk}.
   */
  readonly setSteady = (on: boolean): void => this.#dispatch({ type: 'steadyPressed', on });
  /** Opens or closes the microphone in steady mode. */
  readonly pushToTalk = (pressed: boolean): void =>
    this.#dispatch({ type: 'talkPressed', pressed });
  /** Ends the conversation without using the attempt, which serves up to three sessions. */
  readonly skip = (): void => this.#dispatch({ type: 'skipPressed' });
  /** Resumes audio after an interruption. Call in the handler of a click or key. */
  readonly resumeAudio = (): void => this.#dispatch({ type: 'resumeAudioPressed' });
  /** Ends the conversation and deletes all of it, because its user signed out. */
  readonly signOut = (): void => this.#dispatch({ type: 'signedOut' });
  /** Releases all resources at once, because the page is being closed. */
  readonly leave = (): void => this.#dispatch({ type: 'pageLeft' });

  #dispatch(event: ConversationEvent): void {
    const { state, effects } = transition(this.#state, event);
    const changed = state !== this.#state;
    this.#store.setSilently(state);
    for (const effect of effects) this.#perform(effect);
    if (changed) this.#store.notify();
  }

  get #state(): ConversationState {
    return this.#store.state();
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
      case 'measureLatency':
        void this.#measureLatency(effect.check);
        return;
      case 'openSocket':
        return this.#openSocket(effect);
      case 'closeSocket':
        return this.#closeSocket();
      case 'send':
        return this.#send(effect.message);
      case 'startConversation':
        this.#resumeState.reset();
        return this.#send({ type: 'start', client: CLIENT });
      case 'resumeConversation':
        this.#underrunsAtConnect = this.#underruns;
        return this.#send(this.#resumeState.resumeMessage());
      case 'replay':
        for (const frame of this.#resumeState.replayFrames) this.#sendFrame(frame);
        return;
      case 'discard':
        return this.#discard();
      case 'storeCapsule':
        return this.#storeCapsule(effect);
      case 'saveForReload':
        return this.#resumeState.saveOnLeave();
      case 'acknowledge':
        return this.#resumeState.acknowledge(effect.sequence);
      case 'setSteady':
        return this.#audio.setSteady(effect.on);
      case 'clearPlayer':
        return this.#audio.clear(effect.epoch);
      case 'endReply':
        return this.#audio.endReply(effect.epoch);
      case 'resetPlayer':
        this.#underruns = 0;
        this.#underrunsAtConnect = 0;
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
    const requestId = ++this.#requestId;
    this.#audio.setMuted(isMicrophoneOff(this.#state));
    this.#audio.setSteady(this.#state.steady);
    const problem = await this.#audio.open(this.#audioListener);
    if (requestId !== this.#requestId) return;
    this.#dispatch(
      problem === undefined ? { type: 'microphoneReady' } : { type: 'microphoneFailed', problem },
    );
  }

  #closeAudio(): void {
    this.#requestId++;
    this.#audio.close();
    this.#resumeState.onPlayerClosed();
    this.#underruns = 0;
    this.#setLevels({ microphone: 0, maya: 0 });
  }

  async #fetchTicket(): Promise<void> {
    const requestId = ++this.#requestId;
    const { sessionId } = this.#resumeState;
    const result = await this.#ports.tickets.fetch(this.#state.resumable ? sessionId : undefined);
    if (requestId !== this.#requestId) return;
    switch (result.type) {
      case 'granted':
        return this.#dispatch({ type: 'ticketGranted', ticket: result.ticket });
      case 'refused':
        return this.#dispatch({ type: 'ticketRefused', problem: result.problem });
      case 'unreachable':
        return this.#dispatch({ type: 'ticketFailed' });
    }
  }

  async #measureLatency(check: LatencyCheck): Promise<void> {
    const generation = this.#generation;
    const roundTripMs = await this.#ports.probe.roundTripMs(check.probeUrl);
    if (roundTripMs === undefined || generation !== this.#generation) return;
    this.#ports.recordEvent({ type: 'round_trip', region: SPEECH_REGION, ms: roundTripMs });
    const notice = latencyNotice(check, roundTripMs);
    if (notice !== undefined) this.#dispatch({ type: 'latencyMeasured', notice });
  }

  #openSocket({ ticket }: Extract<Effect, { type: 'openSocket' }>): void {
    this.#closeSocket();
    this.#socket = this.#ports.sockets.open(ticket, {
      onOpen: () => {
        this.#watchdog.start();
        this.#dispatch({ type: 'socketOpened' });
      },
      onMessage: (message) => this.#onMessage(message),
      onClose: (code) => {
        this.#closeSocket();
        this.#dispatch({ type: 'socketClosed', code });
      },
    });
  }

  #closeSocket(): void {
    this.#socket?.close();
    this.#socket = undefined;
    this.#watchdog.stop();
  }

  #discard(): void {
    this.#cancelExpiry?.();
    this.#generation++;
    this.#ports.tickets.reset();
    this.#resumeState.reset();
  }

  #startTimer(ms: number): void {
    this.#cancelTimer?.();
    this.#cancelTimer = this.#ports.clock.schedule(ms, () =>
      this.#dispatch({ type: 'timerFired' }),
    );
  }

  #storeCapsule({ counter, sealed }: Extract<Effect, { type: 'storeCapsule' }>): void {
    if (!this.#resumeState.storeCapsule(counter, sealed)) return;
    this.#send({ type: 'capsuleStored', counter });
    this.#expireAfter(CAPSULE_LIFETIME_MS);
  }

  #expireAfter(ms: number): void {
    this.#cancelExpiry?.();
    const expired = () => this.#dispatch({ type: 'capsuleExpired' });
    this.#cancelExpiry = this.#ports.clock.schedule(ms, expired);
  }

  #onMessage(message: string | ArrayBuffer): void {
    this.#watchdog.onReceived();
    if (typeof message === 'string') {
      const decoded = decodeMessage(message);
      if (decoded === undefined) return;
      this.#resumeState.onMessage(decoded);
      this.#dispatch({ type: 'received', message: decoded });
    } else {
      const frame = decodeAudio(message);
      if (frame === undefined) return;
      this.#resumeState.onAudio(frame);
      this.#audio.play(frame);
    }
  }

  #send(message: ClientMessage): void {
    this.#socket?.send(encodeMessage(message));
  }

  #sendFrame({ sequence, frame }: SequencedFrame): void {
    this.#socket?.send(encodeMicrophoneFrame(sequence, frame.captureMs, frame.pcm));
    // In other phases the gateway may not acknowledge for a while.
    if (this.#state.phase.name === 'live') this.#watchdog.onFrameSent();
  }

  readonly #audioListener: AudioListener = {
    onFrame: (frame) => this.#onFrame(frame),
    onPlayout: (report) => this.#onPlayout(report),
    onPlaying: (playing) => {
      if (!playing) this.#setLevels({ maya: 0 });
      this.#dispatch({ type: 'playbackChanged', playing });
    },
    onVoiceLevel: (maya) => this.#setLevels({ maya }),
    onInterrupted: (interrupted) => this.#dispatch({ type: 'audioInterrupted', interrupted }),
  };

  #onFrame(frame: MicrophoneFrame): void {
    this.#setLevels({ microphone: isMicrophoneOff(this.#state) ? 0 : frame.level });
    if (!isCapturing(this.#state)) return this.#resumeState.skipFrame();
    const { sequenced, isOnset } = this.#resumeState.addFrame(frame);
    if (isConnected(this.#state)) this.#sendFrame(sequenced);
    if (isOnset) this.#dispatch({ type: 'speechStarted' });
  }

  #onPlayout(report: Playout): void {
    if (report.underruns > this.#underruns) {
      this.#ports.recordEvent({ type: 'underrun', region: SPEECH_REGION });
    }
    this.#underruns = report.underruns;
    const underruns = report.underruns - this.#underrunsAtConnect;
    this.#send({ type: 'playout', ...this.#resumeState.adjustPlayout(report), underruns });
  }

  #setLevels(levels: Partial<Levels>): void {
    this.#levels.set({ ...this.#levels.state(), ...levels });
  }
}
