import { DOWNLINK_HZ, type DownlinkFrame, type Playout, type ServerMessage } from '../protocol.ts';

const SAMPLES_PER_MS = DOWNLINK_HZ / 1000;

/** A place in Maya's audio. */
export interface PlaybackPosition {
  readonly epoch: number;
  /** Of this reply. */
  readonly receivedMs: number;
}

export const INITIAL_POSITION: PlaybackPosition = { epoch: 0, receivedMs: 0 };

/** How far a conversation has come, as far as its messages tell. */
export class DeliveryProgress {
  /** The newest reply of which audio came, or before which all is void, and its audio. */
  #epoch: number;
  #samples: number;
  /** The newest reply that has begun to come, and whether more of it is to come. */
  #newestReply: number;
  #replyInProgress = false;
  #lastEndedReply = 0;
  /** Replies before this one are void. */
  #clearedBefore = 0;
  #answerPending = false;
  #captionPending: boolean;
  #captions: number;
  #played: PlaybackPosition;

  /**
   * @param from where Maya's voice goes on
   * @param captions that have come before
   * @param wordsLost whether words of the candidate's were lost before
   */
  constructor(from: PlaybackPosition, captions: number, wordsLost = false) {
    this.#captions = captions;
    this.#captionPending = wordsLost;
    this.#epoch = from.epoch;
    this.#samples = from.receivedMs * SAMPLES_PER_MS;
    this.#newestReply = from.epoch;
    this.#played = from;
  }

  /** What has come of Maya's voice. */
  get received(): PlaybackPosition {
    return { epoch: this.#epoch, receivedMs: Math.floor(this.#samples / SAMPLES_PER_MS) };
  }

  /** What was heard of it: all that is left of it when the page is loaded again. */
  get played(): PlaybackPosition {
    const isVoid = this.#played.epoch < this.#clearedBefore;
    return isVoid ? { epoch: this.#clearedBefore, receivedMs: 0 } : this.#played;
  }

  /** Captions that came since the start, or since another node took over. */
  get captions(): number {
    return this.#captions;
  }

  /**
   * Whether words of the candidate's are gone should the gateway's memory be: they were
   * acknowledged, and have neither a caption nor a reply.
   */
  get wordsLost(): boolean {
    return this.#captionPending;
  }

  /** Whether a reply is gone with it: the rest of one, or the answer to the candidate's last. */
  get replyLost(): boolean {
    return this.#replyInProgress || this.#answerPending;
  }

  /** A frame of Maya's voice came. */
  onAudio({ epoch, pcm }: DownlinkFrame): void {
    if (epoch < this.#epoch) return;
    if (epoch > this.#epoch) this.#advanceTo(epoch);
    this.#onReply(epoch);
    this.#samples += pcm.length;
  }

  /** The player told what is heard. */
  onPlayout({ epoch, playedMs }: Playout): void {
    this.#played = { epoch, receivedMs: playedMs };
  }

  /** The gateway is done with frames in which the candidate was speaking. */
  onVoiceAcknowledged(): void {
    this.#captionPending = true;
  }

  /** A message came. */
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
        // Maya asks for them.
        this.#captionPending = false;
    }
  }

  #onCaption({ speaker, stage, epoch }: Extract<ServerMessage, { type: 'caption' }>): void {
    this.#captions++;
    if (speaker === 'candidate') {
      if (stage !== 'final') return;
      this.#captionPending = false;
      // Late words, of before a reply that has begun, are no question to it.
      this.#answerPending = epoch >= this.#newestReply;
    } else if (stage === 'planned' || epoch > this.#newestReply) {
      this.#onReply(epoch);
    }
  }

  #onReply(epoch: number): void {
    if (epoch < this.#newestReply || epoch < this.#clearedBefore || epoch <= this.#lastEndedReply)
      return;
    // She has heard what there was; what has no caption by now was a cough.
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
