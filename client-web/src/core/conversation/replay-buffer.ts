import { FRAME_MS, type MicrophoneFrame } from '../audio/framer.ts';

/** How much of the microphone is kept, ms. */
const CAPACITY_MS = 10_000;
const MAX_FRAMES = Math.floor(CAPACITY_MS / FRAME_MS);

/** A frame and its number in the conversation. */
export interface SequencedFrame {
  readonly sequence: number;
  readonly frame: MicrophoneFrame;
  /** Whether the candidate was speaking. */
  readonly voiced: boolean;
}

/**
 * The frames that the gateway has not acknowledged: those of the newest ten seconds; when there are
 * more, the oldest go. A connection is resumed with them.
 */
export class ReplayBuffer {
  #frames: SequencedFrame[] = [];
  #nextSequence = 0;

  /** Oldest first. */
  get frames(): readonly SequencedFrame[] {
    return this.#frames;
  }

  /** Whether the candidate is speaking in any of them. */
  get hasVoice(): boolean {
    return this.#frames.some(({ voiced }) => voiced);
  }

  /** The number of the oldest frame kept, or of the next if none is. */
  get firstSequence(): number {
    return this.#frames.at(0)?.sequence ?? this.#nextSequence;
  }

  /** The number of the next frame. */
  get nextSequence(): number {
    return this.#nextSequence;
  }

  /**
   * Adds the newest frame.
   *
   * @returns it with its number
   */
  add(frame: MicrophoneFrame, voiced: boolean): SequencedFrame {
    const numbered = { sequence: this.#nextSequence++, frame, voiced };
    this.#frames.push(numbered);
    if (this.#frames.length > MAX_FRAMES) this.#frames.shift();
    return numbered;
  }

  /**
   * The gateway is done with every frame up to and including this one.
   *
   * @returns whether the candidate was speaking in any of them
   */
  acknowledge(sequence: number): boolean {
    const first = this.#frames.findIndex((numbered) => numbered.sequence > sequence);
    const done = this.#frames.splice(0, first === -1 ? this.#frames.length : first);
    return done.some(({ voiced }) => voiced);
  }

  /** Forgets everything; the next frame has this number. */
  reset(next = 0): void {
    this.#frames = [];
    this.#nextSequence = next;
  }
}
