import { FRAME_MS, type MicrophoneFrame } from '../audio/framer.ts';

/** How much of the microphone is kept for the next connection, ms. */
const KEEP_MS = 10_000;
const MAX_FRAMES = KEEP_MS / FRAME_MS;

/** A frame and its number on the connection at hand. */
export interface NumberedFrame {
  readonly sequence: number;
  readonly frame: MicrophoneFrame;
}

/**
 * The frames that the gateway has not acknowledged: those of the newest ten seconds; when there are
 * more, the oldest go. A new connection counts from 0 and begins with them.
 */
export class Unacknowledged {
  #frames: NumberedFrame[] = [];
  #next = 0;

  /** Frames kept. */
  get length(): number {
    return this.#frames.length;
  }

  /** Adds the newest frame. */
  add(frame: MicrophoneFrame): NumberedFrame {
    const numbered = { sequence: this.#next++, frame };
    this.#frames.push(numbered);
    if (this.#frames.length > MAX_FRAMES) this.#frames.shift();
    return numbered;
  }

  /** The gateway is done with every frame up to and including this one. */
  acknowledge(sequence: number): void {
    const first = this.#frames.findIndex((numbered) => numbered.sequence > sequence);
    this.#frames = first === -1 ? [] : this.#frames.slice(first);
  }

  /** Numbers what is kept anew, from 0, for a new connection. */
  renumber(): readonly NumberedFrame[] {
    this.#frames = this.#frames.map(({ frame }, sequence) => ({ sequence, frame }));
    this.#next = this.#frames.length;
    return this.#frames;
  }

  /** Forgets everything. */
  clear(): void {
    this.#frames = [];
    this.#next = 0;
  }
}
