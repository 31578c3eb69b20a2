import { FRAME_MS, type MicrophoneFrame } from '../audio/framer.ts';
import {
  CLIENT,
  type ClientMessage,
  type DownlinkFrame,
  type Playout,
  type ServerMessage,
} from '../protocol.ts';
import type { Kept, KeptPort } from './ports.ts';
import { BEGINNING, type Place, Progress } from './progress.ts';
import { type NumberedFrame, Unacknowledged } from './unacknowledged.ts';
import { VoiceDetector } from './voice-detector.ts';

/** How long a gateway accepts a capsule. */
export const CAPSULE_LIFE_MS = 30 * 60_000;

/** Captions to ask for again after a reload: fewer than the 64 that a gateway keeps. */
const CAPTIONS_AGAIN = 40;

type Capsule = Pick<Kept, 'sessionId' | 'counter' | 'sealed'>;

/**
 * All that a conversation needs to go on over another connection: the newest capsule, what the
 * gateway has not acknowledged, how far Maya has come. The capsule is also kept for this page to be
 * loaded again, until it is forgotten.
 */
export class Continuity {
  readonly #store: KeptPort;
  readonly #unacknowledged = new Unacknowledged();
  readonly #voice = new VoiceDetector();
  #progress = new Progress(BEGINNING, 0);
  #sessionId = '';
  #capsule: Capsule | undefined;
  /** Where Maya's voice goes on after the page was loaded again; its player counts from 0. */
  #offset: Place = BEGINNING;
  /** What was not played is gone with its player. */
  #playerLost = false;
  /** How long a conversation that an earlier load of the page had may be gone on with, ms. */
  readonly restMs: number = 0;

  /** Takes up what an earlier load of the page has kept. */
  constructor(store: KeptPort) {
    this.#store = store;
    const kept = store.load();
    if (kept === undefined) return;
    this.#takeUp(kept.kept, kept.ageMs);
    this.restMs = CAPSULE_LIFE_MS - kept.ageMs;
  }

  /** The session to go on with; undefined if there is none. */
  get sessionId(): string | undefined {
    return this.#capsule?.sessionId;
  }

  /** Microphone frames that are to be sent again, oldest first. */
  get unacknowledged(): readonly NumberedFrame[] {
    return this.#unacknowledged.frames;
  }

  /** What to begin a connection with, only if there is a conversation to go on with. */
  resumption(): ClientMessage {
    return {
      type: 'resume',
      capsule: this.#capsule?.sealed ?? '',
      sequence: this.#unacknowledged.first,
      ...this.#progress.received,
      captions: this.#progress.captions,
      wordsLost: this.#progress.wordsLost,
      replyLost: this.#playerLost || this.#progress.replyLost,
      client: CLIENT,
    };
  }

  /** Forgets the conversation; what comes next is another. */
  forget(): void {
    this.#store.wipe();
    this.#capsule = undefined;
    this.#unacknowledged.restart();
    this.#beginAt(BEGINNING, 0, false);
    this.#playerLost = false;
  }

  /**
   * Keeps a capsule, unless it is older than the one at hand.
   *
   * @returns whether it was kept
   */
  keep(counter: number, sealed: string): boolean {
    if (this.#capsule !== undefined && counter <= this.#capsule.counter) return false;
    this.#capsule = { sessionId: this.#sessionId, counter, sealed };
    this.#save(false);
    return true;
  }

  /** The page is being left, and may be loaded again. */
  leave(): void {
    this.#save(true);
  }

  /** The player is closed, with all that it has not played. */
  playerClosed(): void {
    const { heard, captions, wordsLost } = this.#progress;
    this.#beginAt(heard, captions, wordsLost);
    this.#playerLost = true;
  }

  /** A message came from the gateway. */
  received(message: ServerMessage): void {
    if (message.type === 'welcome') this.#sessionId = message.sessionId;
    if (message.type === 'resumed') this.#playerLost = false;
    this.#progress.message(message);
  }

  /** The gateway is done with the microphone up to this frame. */
  acknowledge(sequence: number): void {
    if (this.#unacknowledged.acknowledge(sequence)) this.#progress.voiceAcknowledged();
  }

  /** Audio of Maya's came from the gateway. */
  audio(frame: DownlinkFrame): void {
    this.#progress.audio(frame);
  }

  /** The player's report, as the gateway is to have it. */
  playout(report: Playout): Playout {
    const { epoch, receivedMs } = this.#offset;
    const whole =
      report.epoch === epoch ? { ...report, playedMs: report.playedMs + receivedMs } : report;
    this.#progress.playout(whole);
    return whole;
  }

  /**
   * A frame of the microphone is to be sent.
   *
   * @returns it with its number, and whether the candidate begins to speak in it
   */
  captured(frame: MicrophoneFrame): { numbered: NumberedFrame; begins: boolean } {
    const begins = this.#voice.hears(frame.level);
    return { numbered: this.#unacknowledged.add(frame, this.#voice.heard), begins };
  }

  /** A frame of the microphone is for nobody: what is said next is said anew. */
  unheard(): void {
    this.#voice.hears(0);
  }

  #save(left: boolean): void {
    if (this.#capsule === undefined) return;
    const { epoch, receivedMs: playedMs } = this.#progress.heard;
    this.#store.save({
      ...this.#capsule,
      sequence: this.#unacknowledged.next,
      epoch,
      playedMs,
      captions: this.#progress.captions,
      // What is said after this, and what was not acknowledged, goes with the page.
      wordsLost: !left || this.#progress.wordsLost || this.#unacknowledged.voiced,
      left,
    });
  }

  #takeUp(kept: Kept, ageMs: number): void {
    const { sessionId, counter, sealed, sequence, epoch, playedMs, captions, wordsLost, left } =
      kept;
    this.#sessionId = sessionId;
    this.#capsule = { sessionId, counter, sealed };
    // A page that crashed may have sent as many more frames as time has passed: none twice.
    this.#unacknowledged.restart(sequence + (left ? 0 : Math.ceil(ageMs / FRAME_MS)));
    this.#beginAt(
      { epoch, receivedMs: playedMs },
      Math.max(0, captions - CAPTIONS_AGAIN),
      wordsLost,
    );
    this.#playerLost = true;
  }

  #beginAt(place: Place, captions: number, wordsLost: boolean): void {
    this.#offset = place;
    this.#progress = new Progress(place, captions, wordsLost);
  }
}
