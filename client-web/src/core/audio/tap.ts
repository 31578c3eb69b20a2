import type { TapEvent } from './messages.ts';

/**
 * What the loudspeaker was given, for tests that measure it: on only with `?tap=1` in the address.
 * Frames count at {@link sampleRate} on the audio clock.
 */
interface PlayoutTap {
  readonly sampleRate: number;
  /** Every render quantum, oldest first; at most the newest two minutes. */
  readonly quanta: { readonly frame: number; readonly samples: Float32Array }[];
  readonly clears: TappedClear[];
  /** Frames of all render quanta with sound. */
  soundFrames: number;
}

/** One `clear`, on the page's clock and on the audio clock. */
export interface TappedClear {
  readonly epoch: number;
  /** When the page received it: `performance.now()`. */
  readonly receivedMs: number;
  /** The same moment on the audio clock, frames; may be a render quantum or two behind. */
  readonly receivedFrame: number;
  /** Whether Maya was heard in the tenth of a second before. */
  readonly wasHeard: boolean;
  /** The render quantum from which the worklet obeyed it. */
  handledFrame?: number;
  /** When the page learnt that: `performance.now()`, so no earlier than the worklet obeyed. */
  handledMs?: number;
}

declare global {
  interface Window {
    __tap?: PlayoutTap;
  }
}

const MAX_SECONDS = 120;
/** They are dropped by so many: one by one would move all the others each time. */
const DROP_QUANTA = 1000;
/** What is quieter than this is the last of the resampler's ringing. */
const SILENCE = 1e-4;

/** Fills {@link PlayoutTap}; a page has one, the newest. */
export class TapRecorder {
  readonly #context: BaseAudioContext;
  readonly #tap: PlayoutTap;
  #lastSoundFrame = Number.NEGATIVE_INFINITY;

  constructor(context: BaseAudioContext) {
    this.#context = context;
    this.#tap = { sampleRate: context.sampleRate, quanta: [], clears: [], soundFrames: 0 };
    window.__tap = this.#tap;
  }

  /** The page was told to fall silent. */
  clearReceived(epoch: number): void {
    const { currentTime, sampleRate } = this.#context;
    const receivedFrame = Math.round(currentTime * sampleRate);
    const wasHeard = this.#lastSoundFrame > receivedFrame - sampleRate / 10;
    this.#tap.clears.push({ epoch, receivedMs: performance.now(), receivedFrame, wasHeard });
  }

  /** The worklet tells what it did. */
  record(event: TapEvent): void {
    if (event.type === 'tapQuantum') {
      this.#recordQuantum(event);
    } else {
      const clear = this.#tap.clears.find(
        ({ epoch, handledFrame }) => epoch === event.epoch && handledFrame === undefined,
      );
      if (clear === undefined) return;
      clear.handledFrame = event.frame;
      clear.handledMs = performance.now();
    }
  }

  #recordQuantum({ frame, samples }: Extract<TapEvent, { type: 'tapQuantum' }>): void {
    const { quanta, sampleRate } = this.#tap;
    quanta.push({ frame, samples });
    if ((quanta.length - DROP_QUANTA) * samples.length > MAX_SECONDS * sampleRate) {
      quanta.splice(0, DROP_QUANTA);
    }
    if (samples.some((sample) => Math.abs(sample) > SILENCE)) {
      this.#lastSoundFrame = frame;
      this.#tap.soundFrames += samples.length;
    }
  }
}
