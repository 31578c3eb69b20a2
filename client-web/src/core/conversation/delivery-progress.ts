import { DOWNLINK_HZ, type DownlinkFrame, type Playout, type ServerMessage } from '../protocol.ts';

const SAMPLES_PER_MS = DOWNLINK_HZ / 1000;

/** Position in Maya's audio. */
export interface PlaybackPosition {
  readonly epoch: number;
  /** Audio of this reply, ms. */
  readonly receivedMs: number;
}

export const INITIAL_POSITION: PlaybackPosition = { epoch: 0, receivedMs: 0 };

/**
 * Delivery progress of a conversation, derived from its messages: what has arrived, what was
 * played, and what would be lost if the gateway lost its memory.
 */
export class DeliveryProgress {
  /** Newest reply with audio, or first one after a clear, and its samples. */
  #epoch: number;
  #samples: number;
  /** Newest reply that has started to arrive, and whether it is incomplete. */
  #newestReply: number;
  #replyInProgress = false;
  #lastEndedReply = 0;
  /** First reply that is not void after a clear. */
  #clearedBefore = 0;
  #answerPending = false;
  #captionPending: boolean;
  #captions: number;
  #played: PlaybackPosition;

  /**
   * @param from position at which Maya's voice continues
   * @param captions number of captions received before
   * @param wordsLost whether words of the candidate were lost before
   */
  constructor(from: PlaybackPosition, captions: number, wordsLost = false) {
    this.#captions = captions;
    this.#captionPending = wordsLost;
    this.#epoch = from.epoch;
    this.#samples = from.receivedMs * SAMPLES_PER_MS;
    this.#newestReply = from.epoch;
    this.#played = from;
  }

  /** Position up to which Maya's audio has arrived. */
  get received(): PlaybackPosition {
    return { epoch: this.#epoch, receivedMs: Math.floor(this.#samples / SAMPLES_PER_MS) };
  }

  /** Position up to which it was played: all that survives a reload of the page. */
  get played(): PlaybackPosition {
    const isVoid = this.#played.epoch < this.#clearedBefore;
    return isVoid ? { epoch: this.#clearedBefore, receivedMs: 0 } : this.#played;
  }

  /** Number of captions since the start, or since another node took over. */
  get captions(): number {
    return this.#captions;
  }

  /**
   * Whether the candidate's words would be lost with the gateway's memory: acknowledged audio that
   * has neither a caption nor a reply.
   */
  get wordsLost(): boolean {
    return this.#captionPending;
  }

  /** Whether a reply would be lost with it: a partial one, or the answer to the candidate. */
  get replyLost(): boolean {
    return this.#replyInProgress || this.#answerPending;
  }

  /** Handles a frame of Maya's voice. */
  onAudio({ epoch, pcm }: DownlinkFrame): void {
    if (epoch < this.#epoch) return;
    if (epoch > this.#epoch) this.#advanceTo(epoch);
    this.#onReply(epoch);
    this.#samples += pcm.length;
  }

  /** Handles a playout report of the player. */
  onPlayout({ epoch, playedMs }: Playout): void {
    this.#played = { epoch, receivedMs: playedMs };
  }

  /** Handles the acknowledgement of frames with the candidate's voice. */
  onVoiceAcknowledged(): void {
    this.#captionPending = true;
  }

  /** Handles a message of the gateway. */
  onMessage(message: ServerMessage): void {
    switch (message.type) {
      case 'caption':
        return this.#onCaption(message);
      case 'replyEnd':
        this.#lastEndedReply = Math.max(this.#lastEndedReply, message.epoch);
        if (message.epoch >= this.#newestReply) this.#replyInProgress = false;
        return;
      case 'clear':
        if (message.epoch > this.#epoch) this.#advanceTo(message.epoch);
        this.#clearedBefore = Math.max(this.#clearedBefore, message.epoch);
        if (message.epoch > this.#newestReply) this.#replyInProgress = false;
        return;
      case 'resumed':
        if (message.reattached) return;
        this.#captions = 0;
        // The gateway that took over makes Maya ask for the words again.
        this.#captionPending = false;
    }
  }

  #onCaption({ speaker, stage, epoch }: Extract<ServerMessage, { type: 'caption' }>): void {
    this.#captions++;
    if (speaker === 'candidate') {
      if (stage !== 'final') return;
      this.#captionPending = false;
      // A late caption, older than the current reply, needs no answer.
      this.#answerPending = epoch >= this.#newestReply;
    } else if (stage === 'planned' || epoch > this.#newestReply) {
      this.#onReply(epoch);
    }
  }

  #onReply(epoch: number): void {
    if (epoch < this.#newestReply || epoch < this.#clearedBefore || epoch <= this.#lastEndedReply)
      return;
    // Audio without a caption by the next reply was no speech: a cough, for example.
    if (epoch > this.#newestReply) this.#captionPending = false;
    this.#newestReply = epoch;
    this.#replyInProgress = true;
    this.#answerPending = false;
  }

  #advanceTo(epoch: number): void {
    this.#epoch = epoch;
    this.#samples = 0;
  }
}
