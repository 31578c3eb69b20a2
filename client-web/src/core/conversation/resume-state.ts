import { FRAME_MS, type MicrophoneFrame } from '../audio/framer.ts';
import {
  CLIENT,
  type ClientMessage,
  type DownlinkFrame,
  type Playout,
  type ServerMessage,
} from '../protocol.ts';
import { DeliveryProgress, INITIAL_POSITION, type PlaybackPosition } from './delivery-progress.ts';
import type { SavedConversation, SavedConversationStore } from './ports.ts';
import { ReplayBuffer, type SequencedFrame } from './replay-buffer.ts';
import { VoiceDetector } from './voice-detector.ts';

/** How long a gateway accepts a capsule. */
export const CAPSULE_LIFETIME_MS = 30 * 60_000;

/** Captions to ask for again after a reload: fewer than the 64 that a gateway keeps. */
const REPEATED_CAPTIONS = 40;

type Capsule = Pick<SavedConversation, 'sessionId' | 'counter' | 'sealed'>;

/**
 * All that a conversation needs to go on over another connection: the newest capsule, what the
 * gateway has not acknowledged, how far Maya has come. The capsule is also kept for this page to be
 * loaded again, until it is forgotten.
 */
export class ResumeState {
  readonly #store: SavedConversationStore;
  readonly #replayBuffer = new ReplayBuffer();
  readonly #voiceDetector = new VoiceDetector();
  #progress = new DeliveryProgress(INITIAL_POSITION, 0);
  #sessionId = '';
  #capsule: Capsule | undefined;
  /** Where Maya's voice goes on after the page was loaded again; its player counts from 0. */
  #offset: PlaybackPosition = INITIAL_POSITION;
  /** What was not played is gone with its player. */
  #playerClosed = false;
  /** How long a conversation that an earlier load of the page had may be gone on with, ms. */
  readonly remainingMs: number = 0;

  /** Takes up what an earlier load of the page has kept. */
  constructor(store: SavedConversationStore) {
    this.#store = store;
    const saved = store.load();
    if (saved === undefined) return;
    this.#restore(saved.conversation, saved.ageMs);
    this.remainingMs = CAPSULE_LIFETIME_MS - saved.ageMs;
  }

  /** The session to go on with; undefined if there is none. */
  get sessionId(): string | undefined {
    return this.#capsule?.sessionId;
  }

  /** Microphone frames that are to be sent again, oldest first. */
  get replayFrames(): readonly SequencedFrame[] {
    return this.#replayBuffer.frames;
  }

  /** What to begin a connection with, only if there is a conversation to go on with. */
  resumeMessage(): ClientMessage {
    return {
      type: 'resume',
      capsule: this.#capsule?.sealed ?? '',
      sequence: this.#replayBuffer.firstSequence,
      ...this.#progress.received,
      captions: this.#progress.captions,
      wordsLost: this.#progress.wordsLost,
      replyLost: this.#playerClosed || this.#progress.replyLost,
      client: CLIENT,
    };
  }

  /** Forgets the conversation; what comes next is another. */
  reset(): void {
    this.#store.clear();
    this.#capsule = undefined;
    this.#replayBuffer.reset();
    this.#startAt(INITIAL_POSITION, 0, false);
    this.#playerClosed = false;
  }

  /**
   * Keeps a capsule, unless it is older than the one at hand.
   *
   * @returns whether it was kept
   */
  storeCapsule(counter: number, sealed: string): boolean {
    if (this.#capsule !== undefined && counter <= this.#capsule.counter) return false;
    this.#capsule = { sessionId: this.#sessionId, counter, sealed };
    this.#save(false);
    return true;
  }

  /** The page is being left, and may be loaded again. */
  saveOnLeave(): void {
    this.#save(true);
  }

  /** The player is closed, with all that it has not played. */
  onPlayerClosed(): void {
    const { played: heard, captions, wordsLost } = this.#progress;
    this.#startAt(heard, captions, wordsLost);
    this.#playerClosed = true;
  }

  /** A message came from the gateway. */
  onMessage(message: ServerMessage): void {
    if (message.type === 'welcome') this.#sessionId = message.sessionId;
    if (message.type === 'resumed') this.#playerClosed = false;
    this.#progress.onMessage(message);
  }

  /** The gateway is done with the microphone up to this frame. */
  acknowledge(sequence: number): void {
    if (this.#replayBuffer.acknowledge(sequence)) this.#progress.onVoiceAcknowledged();
  }

  /** Audio of Maya's came from the gateway. */
  onAudio(frame: DownlinkFrame): void {
    this.#progress.onAudio(frame);
  }

  /** The player's report, as the gateway is to have it. */
  adjustPlayout(report: Playout): Playout {
    const { epoch, receivedMs } = this.#offset;
    const whole =
      report.epoch === epoch ? { ...report, playedMs: report.playedMs + receivedMs } : report;
    this.#progress.onPlayout(whole);
    return whole;
  }

  /**
   * A frame of the microphone is to be sent.
   *
   * @returns it with its number, and whether the candidate begins to speak in it
   */
  addFrame(frame: MicrophoneFrame): { numbered: SequencedFrame; begins: boolean } {
    const begins = this.#voiceDetector.detectOnset(frame.level);
    return { numbered: this.#replayBuffer.add(frame, this.#voiceDetector.isVoice), begins };
  }

  /** A frame of the microphone is for nobody: what is said next is said anew. */
  skipFrame(): void {
    this.#voiceDetector.detectOnset(0);
  }

  #save(left: boolean): void {
    if (this.#capsule === undefined) return;
    const { epoch, receivedMs: playedMs } = this.#progress.played;
    this.#store.save({
      ...this.#capsule,
      sequence: this.#replayBuffer.nextSequence,
      epoch,
      playedMs,
      captions: this.#progress.captions,
      // What is said after this, and what was not acknowledged, goes with the page.
      wordsLost: !left || this.#progress.wordsLost || this.#replayBuffer.hasVoice,
      left,
    });
  }

  #restore(saved: SavedConversation, ageMs: number): void {
    const { sessionId, counter, sealed, sequence, epoch, playedMs, captions, wordsLost, left } =
      saved;
    this.#sessionId = sessionId;
    this.#capsule = { sessionId, counter, sealed };
    // A page that crashed may have sent as many more frames as time has passed: none twice.
    this.#replayBuffer.reset(sequence + (left ? 0 : Math.ceil(ageMs / FRAME_MS)));
    this.#startAt(
      { epoch, receivedMs: playedMs },
      Math.max(0, captions - REPEATED_CAPTIONS),
      wordsLost,
    );
    this.#playerClosed = true;
  }

  #startAt(place: PlaybackPosition, captions: number, wordsLost: boolean): void {
    this.#offset = place;
    this.#progress = new DeliveryProgress(place, captions, wordsLost);
  }
}
