import { DOWNLINK_HZ, type DownlinkFrame, type Playout, type ServerMessage } from '../protocol.ts';

const SAMPLES_PER_MS = DOWNLINK_HZ / 1000;

/** A place in Maya's audio. */
export interface Place {
  readonly epoch: number;
  /** Of this reply. */
  readonly receivedMs: number;
}

export const BEGINNING: Place = { epoch: 0, receivedMs: 0 };

/** How far a conversation has come, as far as its messages tell. */
export class Progress {
  /** The newest reply of which audio came, or before which all is void, and its audio. */
  #epoch: number;
  #samples: number;
  /** The newest reply that has begun to come, and whether more of it is to come. */
  #begun: number;
  #underWay = false;
  #ended = 0;
  /** Replies before this one are void. */
  #voidBefore = 0;
  #answerDue = false;
  #wordsDue: boolean;
  #captions: number;
  #played: Place;

  /**
   * @param from where Maya's voice goes on
   * @param captions that have come before
   * @param wordsLost whether words of the candidate's were lost before
   */
  constructor(from: Place, captions: number, wordsLost = false) {
    this.#captions = captions;
    this.#wordsDue = wordsLost;
    this.#epoch = from.epoch;
    this.#samples = from.receivedMs * SAMPLES_PER_MS;
    this.#begun = from.epoch;
    this.#played = from;
  }

  /** What has come of Maya's voice. */
  get received(): Place {
    return { epoch: this.#epoch, receivedMs: Math.floor(this.#samples / SAMPLES_PER_MS) };
  }

  /** What was heard of it: all that is left of it when the page is loaded again. */
  get heard(): Place {
    const isVoid = this.#played.epoch < this.#voidBefore;
    return isVoid ? { epoch: this.#voidBefore, receivedMs: 0 } : this.#played;
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
    return this.#wordsDue;
  }

  /** Whether a reply is gone with it: the rest of one, or the answer to the candidate's last. */
  get replyLost(): boolean {
    return this.#underWay || this.#answerDue;
  }

  /** A frame of Maya's voice came. */
  audio({ epoch, pcm }: DownlinkFrame): void {
    if (epoch < this.#epoch) return;
    if (epoch > this.#epoch) this.#reached(epoch);
    this.#replyComes(epoch);
    this.#samples += pcm.length;
  }

  /** The player told what is heard. */
  playout({ epoch, playedMs }: Playout): void {
    this.#played = { epoch, receivedMs: playedMs };
  }

  /** The gateway is done with frames in which the candidate was speaking. */
  voiceAcknowledged(): void {
    this.#wordsDue = true;
  }

  /** A message came. */
  message(message: ServerMessage): void {
    switch (message.type) {
      case 'caption':
        return this.#caption(message);
      case 'replyEnd':
        this.#ended = Math.max(this.#ended, message.epoch);
        if (message.epoch >= this.#begun) this.#underWay = false;
        return;
      case 'clear':
        if (message.epoch > this.#epoch) this.#reached(message.epoch);
        this.#voidBefore = Math.max(this.#voidBefore, message.epoch);
        if (message.epoch > this.#begun) this.#underWay = false;
        return;
      case 'resumed':
        if (message.reattached) return;
        this.#captions = 0;
        // Maya asks for them.
        this.#wordsDue = false;
    }
  }

  #caption({ speaker, stage, epoch }: Extract<ServerMessage, { type: 'caption' }>): void {
    this.#captions++;
    if (speaker === 'candidate') {
      if (stage !== 'final') return;
      this.#wordsDue = false;
      // Late words, of before a reply that has begun, are no question to it.
      this.#answerDue = epoch >= this.#begun;
    } else if (stage === 'planned' || epoch > this.#begun) {
      this.#replyComes(epoch);
    }
  }

  #replyComes(epoch: number): void {
    if (epoch < this.#begun || epoch < this.#voidBefore || epoch <= this.#ended) return;
    // She has heard what there was; what has no caption by now was a cough.
    if (epoch > this.#begun) this.#wordsDue = false;
    this.#begun = epoch;
    this.#underWay = true;
    this.#answerDue = false;
  }

  #reached(epoch: number): void {
    this.#epoch = epoch;
    this.#samples = 0;
  }
}
