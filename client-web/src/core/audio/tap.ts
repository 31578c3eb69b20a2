import type { TapEvent } from './messages.ts';

/**
 * What the loudspeaker was given, for tests that measure it: on only with `?tap=1` in the address.
 * Frames count at {@link sampleRate} on the audio clock.
 */
export interface Tap {
  readonly sampleRate: number;
  /** Every render quantum, oldest first; at most the newest two minutes. */
  readonly quanta: { readonly frame: number; readonly samples: Float32Array }[];
  readonly clears: TappedClear[];
}

/** One `clear`, on the page's clock and on the audio clock. */
export interface TappedClear {
  readonly epoch: number;
  /** When the page received it: `performance.now()`. */
  readonly receivedMs: number;
  /** The same moment on the audio clock, frames; may be a render quantum or two behind. */
  readonly receivedFrame: number;
  /** The render quantum from which the worklet obeyed it. */
  handledFrame?: number;
  /** When the page learnt that: `performance.now()`, so no earlier than the worklet obeyed. */
  handledMs?: number;
}

declare global {
  interface Window {
    __tap?: Tap;
  }
}

const MAX_SECONDS = 120;
const QUANTUM = 128;

/** Fills {@link Tap}; a page has one, the newest. */
export class TapRecorder {
  readonly #context: BaseAudioContext;
  readonly #tap: Tap;

  constructor(context: BaseAudioContext) {
    this.#context = context;
    this.#tap = { sampleRate: context.sampleRate, quanta: [], clears: [] };
    window.__tap = this.#tap;
  }

  /** The page was told to fall silent. */
  clearReceived(epoch: number): void {
    this.#tap.clears.push({
      epoch,
      receivedMs: performance.now(),
      receivedFrame: Math.round(this.#context.currentTime * this.#context.sampleRate),
    });
  }

  /** The worklet tells what it did. */
  record(event: TapEvent): void {
    if (event.type === 'tapQuantum') {
      this.#tap.quanta.push(event);
      if (this.#tap.quanta.length * QUANTUM > MAX_SECONDS * this.#tap.sampleRate) {
        this.#tap.quanta.shift();
      }
    } else {
      const clear = this.#tap.clears.find(
        ({ epoch, handledFrame }) => epoch === event.epoch && handledFrame === undefined,
      );
      if (clear !== undefined) {
        clear.handledFrame = event.frame;
        clear.handledMs = performance.now();
      }
    }
  }
}
