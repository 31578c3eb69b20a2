import { DOWNLINK_HZ, type Playout } from '../protocol.ts';
import { SampleRing } from './ring.ts';

/** Audio to have before a reply starts: at first, and the bounds between which it adapts. */
const START_MS = { initial: 120, min: 80, max: 600, perUnderrun: 120, perCleanReply: -20 };
/** What a reply must have in steady mode; the gateway then sends it further ahead. */
const STEADY_START_MS = 800;
/** How long a flushed reply fades: long enough not to click, short enough not to be heard. */
const FADE_MS = 5;
/** Bound of what is queued. The gateway keeps about a second ahead; more than this is refused. */
const CAPACITY_MS = 30_000;

const SAMPLES_PER_MS = DOWNLINK_HZ / 1000;

/** Consecutive audio of one reply. */
interface QueuedReply {
  readonly epoch: number;
  /** Samples of it in the ring. */
  queued: number;
  played: number;
  /** No more will come. */
  complete: boolean;
  underruns: number;
}

/**
 * Decides what is heard when: starts a reply once enough of it is there, plays its tail whole,
 * falls silent at once when told to. Works in samples at 24 kHz, reads no clock, allocates nothing
 * in {@link pull}; it runs in the audio thread.
 */
export class Player {
  readonly #ring = new SampleRing(CAPACITY_MS * SAMPLES_PER_MS);
  /** Replies with audio to come or to play; the first one is heard. */
  #replies: QueuedReply[] = [];
  #lastReply: QueuedReply = newReply(0);
  #minEpoch = 0;
  #started = false;
  #startMs = START_MS.initial;
  #underruns = 0;
  /** Whether to begin replies later, so that they break off less often. */
  steady = false;
  readonly #fade = new Float32Array(FADE_MS * SAMPLES_PER_MS);
  /** Samples of the fade that are still to be heard. */
  #fading = 0;

  /** Whether Maya is heard. */
  get playing(): boolean {
    return this.#started || this.#fading > 0;
  }

  /** Audio that a reply must have before it starts, ms. */
  get startMs(): number {
    return this.steady ? Math.max(STEADY_START_MS, this.#startMs) : this.#startMs;
  }

  /**
   * Queues audio of a reply.
   *
   * @returns how many samples were refused: those of a void reply, or beyond the capacity
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

  /** The reply's last audio was pushed: its tail may play however short it is. */
  end(epoch: number): void {
    for (const reply of this.#replies) {
      if (reply.epoch <= epoch) reply.complete = true;
    }
  }

  /** Makes everything before `epoch` void: silence within {@link FADE_MS}. */
  clear(epoch: number): void {
    this.#minEpoch = Math.max(this.#minEpoch, epoch);
    if (this.#replies.every((reply) => reply.epoch >= epoch)) return;
    // The gateway counts upwards, so nothing of the new epoch can be queued behind the old.
    if (this.#started) this.#startFade();
    this.#lastReply = this.#replies[0];
    this.#replies = [];
    this.#ring.clear();
    this.#started = false;
  }

  /** Begins anew, for a new connection: its epochs start again. What was learnt of the link stays. */
  reset(): void {
    this.clear(Number.POSITIVE_INFINITY);
    this.#minEpoch = 0;
    this.#lastReply = newReply(0);
    this.#underruns = 0;
  }

  /**
   * Fills `target` with what is to be heard next.
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

  /** What to tell the gateway. */
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
    // The next reply's audio follows the last of the one before it.
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

  /** Lets go of replies that were played to their end. */
  #dropFinished(): void {
    while (this.#replies.length > 0 && this.#replies[0].complete && this.#replies[0].queued === 0) {
      this.#lastReply = this.#replies[0];
      this.#replies.shift();
      if (this.#lastReply.underruns === 0) this.#adjustStart(START_MS.perCleanReply);
    }
  }

  /**
   * An empty queue is an underrun only when more of the same reply comes: at the end of a reply the
   * last audio may be played before `replyEnd` arrives.
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
