import { FRAME_MS, type MicrophoneFrame } from '../audio/framer.ts';

/** Length of the buffered microphone audio, ms. */
const CAPACITY_MS = 10_000;
const MAX_FRAMES = Math.floor(CAPACITY_MS / FRAME_MS);

/** Microphone frame with its sequence number. */
export interface SequencedFrame {
  readonly sequence: number;
  readonly frame: MicrophoneFrame;
  /** Whether the candidate was speaking. */
  readonly voiced: boolean;
}

/**
 * Replay buffer: holds unacknowledged microphone frames of the newest ten seconds, for a resume on
 * another connection; drops the oldest when full.
 */
export class ReplayBuffer {
  #frames: SequencedFrame[] = [];
  #nextSequence = 0;

  /** Buffered frames, oldest first. */
  get frames(): readonly SequencedFrame[] {
    return this.#frames;
  }

  /** Whether any of them has the candidate's voice. */
  get hasVoice(): boolean {
    return this.#frames.some(({ voiced }) => voiced);
  }

  /** Sequence of the oldest buffered frame, or of the next if there is none. */
  get firstSequence(): number {
    return this.#frames.at(0)?.sequence ?? this.#nextSequence;
  }

  /** Sequence of the next frame. */
  get nextSequence(): number {
    return this.#nextSequence;
  }

  /**
   * Adds the newest frame.
   *
   * @returns the frame with its sequence
   */
  add(frame: MicrophoneFrame, voiced: boolean): SequencedFrame {
    const sequenced = { sequence: this.#nextSequence++, frame, voiced };
    this.#frames.push(sequenced);
    if (this.#frames.length > MAX_FRAMES) this.#frames.shift();
    return sequenced;
  }

  /**
   * Drops all frames up to an acknowledged one, inclusive.
   *
   * @returns whether any of them had the candidate's voice
   */
  acknowledge(sequence: number): boolean {
    const first = this.#frames.findIndex((sequenced) => sequenced.sequence > sequence);
    const acknowledged = this.#frames.splice(0, first === -1 ? this.#frames.length : first);
    return acknowledged.some(({ voiced }) => voiced);
  }

  /** Drops all frames and restarts the sequence. */
  reset(next = 0): void {
    this.#frames = [];
    this.#nextSequence = next;
  }
}
