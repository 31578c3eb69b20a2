import { FRAME_MS, type MicrophoneFrame } from '../audio/framer.ts';

/** How much of the microphone is kept, ms. */
const KEEP_MS = 10_000;
const MAX_FRAMES = Math.floor(KEEP_MS / FRAME_MS);

/** A frame and its number on the connection at hand. */
interface NumberedFrame {
  readonly sequence: number;
  readonly frame: MicrophoneFrame;
}

/**
 * The frames that the gateway has not acknowledged: those of the newest ten seconds; when there are
 * more, the oldest go. They are what a connection would be resumed with; version 1 of the protocol
 * cannot do that yet.
 */
export class Unacknowledged {
  #frames: NumberedFrame[] = [];
  #next = 0;

  /** Frames kept. */
  get length(): number {
    return this.#frames.length;
  }

  /**
   * Adds the newest frame.
   *
   * @returns its number
   */
  add(frame: MicrophoneFrame): number {
    const sequence = this.#next++;
    this.#frames.push({ sequence, frame });
    if (this.#frames.length > MAX_FRAMES) this.#frames.shift();
    return sequence;
  }

  /** The gateway is done with every frame up to and including this one. */
  acknowledge(sequence: number): void {
    const first = this.#frames.findIndex((numbered) => numbered.sequence > sequence);
    this.#frames = first === -1 ? [] : this.#frames.slice(first);
  }

  /** Forgets everything; the next frame is number 0 of a new connection. */
  clear(): void {
    this.#frames = [];
    this.#next = 0;
  }
}
