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

/** Lifetime of a capsule at a gateway. */
export const CAPSULE_LIFETIME_MS = 30 * 60_000;

/** Number of captions to request again after a reload, less than the 64 that a gateway keeps. */
const REPEATED_CAPTIONS = 40;

type Capsule = Pick<SavedConversation, 'sessionId' | 'counter' | 'sealed'>;

/**
 * Resume state of a conversation: the newest capsule, the unacknowledged microphone audio, and the
 * delivery progress. The capsule is also saved, so that the conversation survives a reload of the
 * page.
 */
export class ResumeState {
  readonly #store: SavedConversationStore;
  readonly #replayBuffer = new ReplayBuffer();
  readonly #voiceDetector = new VoiceDetector();
  #progress = new DeliveryProgress(INITIAL_POSITION, 0);
  #sessionId = '';
  #capsule: Capsule | undefined;
  /** Position at which Maya's voice continues after a reload; the new player counts from 0. */
  #offset: PlaybackPosition = INITIAL_POSITION;
  /** Whether a player was closed with audio that was not played. */
  #playerClosed = false;
  /** Time for which a saved conversation can still be resumed, ms; 0 if there is none. */
  readonly remainingMs: number = 0;

  /** Restores what an earlier page load has saved. */
  constructor(store: SavedConversationStore) {
    this.#store = store;
    const saved = store.load();
    if (saved === undefined) return;
    this.#restore(saved.conversation, saved.ageMs);
    this.remainingMs = CAPSULE_LIFETIME_MS - saved.ageMs;
  }

  /** Session to resume; undefined if there is none. */
  get sessionId(): string | undefined {
    return this.#capsule?.sessionId;
  }

  /** Unacknowledged microphone frames to send again, oldest first. */
  get replayFrames(): readonly SequencedFrame[] {
    return this.#replayBuffer.frames;
  }

  /** Creates the `resume` message; there must be a capsule. */
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

  /** Deletes the conversation; the next one starts from scratch. */
  reset(): void {
    this.#store.clear();
    this.#capsule = undefined;
    this.#replayBuffer.reset();
    this.#startAt(INITIAL_POSITION, 0, false);
    this.#playerClosed = false;
  }

  /**
   * Stores a capsule, unless it is older than the stored one.
   *
   * @returns whether it was stored
   */
  storeCapsule(counter: number, sealed: string): boolean {
    if (this.#capsule !== undefined && counter <= this.#capsule.counter) return false;
    this.#capsule = { sessionId: this.#sessionId, counter, sealed };
    this.#save(false);
    return true;
  }

  /** Saves the conversation for a reload, because the page is being closed. */
  saveOnLeave(): void {
    this.#save(true);
  }

  /** Accounts for audio that was buffered in a closed player. */
  onPlayerClosed(): void {
    const { played, captions, wordsLost } = this.#progress;
    this.#startAt(played, captions, wordsLost);
    this.#playerClosed = true;
  }

  /** Handles a message of the gateway. */
  onMessage(message: ServerMessage): void {
    if (message.type === 'welcome') this.#sessionId = message.sessionId;
    if (message.type === 'resumed') this.#playerClosed = false;
    this.#progress.onMessage(message);
  }

  /** Drops microphone frames up to an acknowledged one. */
  acknowledge(sequence: number): void {
    if (this.#replayBuffer.acknowledge(sequence)) this.#progress.onVoiceAcknowledged();
  }

  /** Handles a frame of Maya's voice. */
  onAudio(frame: DownlinkFrame): void {
    this.#progress.onAudio(frame);
  }

  /** Adds the position before a reload to a playout report. */
  adjustPlayout(report: Playout): Playout {
    const { epoch, receivedMs } = this.#offset;
    const adjusted =
      report.epoch === epoch ? { ...report, playedMs: report.playedMs + receivedMs } : report;
    this.#progress.onPlayout(adjusted);
    return adjusted;
  }

  /**
   * Adds a microphone frame that is to be sent.
   *
   * @returns the frame with its sequence, and whether the candidate starts to speak in it
   */
  addFrame(frame: MicrophoneFrame): { sequenced: SequencedFrame; isOnset: boolean } {
    const isOnset = this.#voiceDetector.detectOnset(frame.level);
    return {
      sequenced: this.#replayBuffer.add(frame, this.#voiceDetector.isVoice),
      isOnset,
    };
  }

  /** Takes note of a frame that is not sent: speech after it starts anew. */
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
      // Unacknowledged and later speech is lost with the page.
      wordsLost: !left || this.#progress.wordsLost || this.#replayBuffer.hasVoice,
      left,
    });
  }

  #restore(saved: SavedConversation, ageMs: number): void {
    const { sessionId, counter, sealed, sequence, epoch, playedMs, captions, wordsLost, left } =
      saved;
    this.#sessionId = sessionId;
    this.#capsule = { sessionId, counter, sealed };
    // A crashed page may have sent frames in the time since: never reuse a sequence.
    this.#replayBuffer.reset(sequence + (left ? 0 : Math.ceil(ageMs / FRAME_MS)));
    this.#startAt(
      { epoch, receivedMs: playedMs },
      Math.max(0, captions - REPEATED_CAPTIONS),
      wordsLost,
    );
    this.#playerClosed = true;
  }

  #startAt(position: PlaybackPosition, captions: number, wordsLost: boolean): void {
    this.#offset = position;
    this.#progress = new DeliveryProgress(position, captions, wordsLost);
  }
}
