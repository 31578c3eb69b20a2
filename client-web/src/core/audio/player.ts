import { DOWNLINK_HZ, type Playout } from '../protocol.ts';
import { SampleRing } from './ring.ts';

/** Adaptive start threshold: buffered audio that a reply needs before it starts, ms. */
const START_MS = { initial: 120, min: 80, max: 600, perUnderrun: 120, perCleanReply: -20 };
/** Start threshold in steady mode, in which the gateway sends further ahead, ms. */
const STEADY_START_MS = 800;
/** Fade-out of a flushed reply: long enough not to click, short enough not to be heard. */
const FADE_MS = 5;
/** Maximum length of buffered audio. The gateway keeps about a second ahead; excess is refused. */
const CAPACITY_MS = 30_000;

const SAMPLES_PER_MS = DOWNLINK_HZ / 1000;

/** Queued audio of one reply. */
interface QueuedReply {
  readonly epoch: number;
  /** Number of its samples in the ring. */
  queued: number;
  played: number;
  /** Whether all of its audio was pushed. */
  complete: boolean;
  underruns: number;
}

/**
 * Jitter buffer of Maya's voice: starts a reply once enough of it is buffered, plays its tail to
 * the end, and is silent at once on barge-in. Works in samples at 24 kHz, reads no clock, and
 * allocates nothing in {@link pull}, since it runs on the audio thread.
 */
export class Player {
  readonly #ring = new SampleRing(CAPACITY_MS * SAMPLES_PER_MS);
  /** Replies that are incomplete or not fully played; the first one is playing. */
  #replies: QueuedReply[] = [];
  #lastReply: QueuedReply = newReply(0);
  #minEpoch = 0;
  #started = false;
  #startMs = START_MS.initial;
  #underruns = 0;
  /** Steady mode: starts replies later, so that underruns are rarer. */
  steady = false;
  readonly #fade = new Float32Array(FADE_MS * SAMPLES_PER_MS);
  /** Samples of the fade-out that remain to be played. */
  #fading = 0;

  /** Whether Maya can be heard. */
  get playing(): boolean {
    return this.#started || this.#fading > 0;
  }

  /** Buffered audio that a reply currently needs before it starts, ms. */
  get startMs(): number {
    return this.steady ? Math.max(STEADY_START_MS, this.#startMs) : this.#startMs;
  }

  /**
   * Queues audio of a reply.
   *
   * @returns how many samples were refused: of a void reply, or beyond the capacity
   */
  push(epoch: number, pcm: Int16Array): number {
    const newest = this.#replies.at(-1);
    if (epoch < Math.max(this.#minEpoch, newest?.epoch ?? this.#lastReply.epoch)) return pcm.length;
    const reply = newest?.epoch === epoch ? newest : this.#startReply(epoch);
    if (this.#isUnderrun(reply)) this.#countUnderrun(reply);
    const accepted = this.#ring.write(pcm);
    reply.queued += accepted;
    return pcm.length - accepted;
  }

  /** Marks a reply as complete: its tail may play however short it is. */
  end(epoch: number): void {
    for (const reply of this.#replies) {
      if (reply.epoch <= epoch) reply.complete = true;
    }
  }

  /** Voids all replies before an epoch: silence within {@link FADE_MS}. */
  clear(epoch: number): void {
    this.#minEpoch = Math.max(this.#minEpoch, epoch);
    if (this.#replies.every((reply) => reply.epoch >= epoch)) return;
    // Epochs only rise, so no audio of the new epoch can be queued behind the old.
    if (this.#started) this.#startFade();
    this.#lastReply = this.#replies[0];
    this.#replies = [];
    this.#ring.clear();
    this.#started = false;
  }

  /** Restarts for a new connection with epochs of its own; keeps the adapted start threshold. */
  reset(): void {
    this.clear(Number.POSITIVE_INFINITY);
    this.#minEpoch = 0;
    this.#lastReply = newReply(0);
    this.#underruns = 0;
  }

  /**
   * Fills a buffer with the next samples to play.
   *
   * @returns whether the player ran empty in it
   */
  pull(target: Float32Array): boolean {
    const wasPlaying = this.playing;
    let filled = this.#pullFade(target);
    while (filled < target.length && this.#canPlay()) {
      const reply = this.#replies[0];
      const wanted = Math.min(target.length - filled, reply.queued);
      this.#ring.read(target.subarray(filled, filled + wanted));
      reply.queued -= wanted;
      reply.played += wanted;
      filled += wanted;
      if (reply.queued === 0) this.#onReplyDrained(reply);
    }
    target.fill(0, filled);
    return wasPlaying && !this.playing;
  }

  /** Creates the playout report for the gateway. */
  report(): Playout {
    const reply = this.#replies.at(0) ?? this.#lastReply;
    return {
      epoch: reply.epoch,
      playedMs: Math.round(reply.played / SAMPLES_PER_MS),
      bufferedMs: Math.round(this.#ring.length / SAMPLES_PER_MS),
      underruns: this.#underruns,
    };
  }

  #startReply(epoch: number): QueuedReply {
    // Replies arrive one after the other.
    for (const reply of this.#replies) reply.complete = true;
    this.#dropFinished();
    const reply = newReply(epoch);
    this.#replies.push(reply);
    return reply;
  }

  #canPlay(): boolean {
    this.#dropFinished();
    if (this.#replies.length === 0) return false;
    const reply = this.#replies[0];
    if (!this.#started) {
      const enough = reply.queued >= this.startMs * SAMPLES_PER_MS;
      this.#started = reply.queued > 0 && (enough || reply.complete);
    }
    return this.#started;
  }

  #onReplyDrained(reply: QueuedReply): void {
    this.#started = false;
    if (reply.complete) this.#dropFinished();
  }

  /** Removes replies that were fully played. */
  #dropFinished(): void {
    while (this.#replies.length > 0 && this.#replies[0].complete && this.#replies[0].queued === 0) {
      this.#lastReply = this.#replies[0];
      this.#replies.shift();
      if (this.#lastReply.underruns === 0) this.#adjustStart(START_MS.perCleanReply);
    }
  }

  /**
   * Checks for an underrun: the queue is empty, and more of the same reply comes. The end of a
   * reply is none, since its last audio may be played before `replyEnd` arrives.
   */
  #isUnderrun(reply: QueuedReply): boolean {
    return reply.played > 0 && reply.queued === 0 && !this.#started;
  }

  #countUnderrun(reply: QueuedReply): void {
    reply.underruns++;
    this.#underruns++;
    this.#adjustStart(START_MS.perUnderrun);
  }

  #adjustStart(byMs: number): void {
    this.#startMs = Math.min(START_MS.max, Math.max(START_MS.min, this.#startMs + byMs));
  }

  #startFade(): void {
    this.#fading = this.#fade.length;
    const read = this.#ring.read(this.#fade);
    this.#fade.fill(0, read);
    for (let n = 0; n < read; n++) this.#fade[n] *= 1 - (n + 1) / this.#fade.length;
  }

  #pullFade(target: Float32Array): number {
    const count = Math.min(this.#fading, target.length);
    const from = this.#fade.length - this.#fading;
    for (let n = 0; n < count; n++) target[n] = this.#fade[from + n];
    this.#fading -= count;
    return count;
  }
}

function newReply(epoch: number): QueuedReply {
  return { epoch, queued: 0, played: 0, complete: false, underruns: 0 };
}
