import type { TapEvent } from './messages.ts';

/**
 * Playout tap: records the audio given to the loudspeaker, for tests that measure it. On only with
 * `?tap=1` in the address. Frames count at {@link sampleRate} on the audio clock.
 */
interface PlayoutTap {
  readonly sampleRate: number;
  /** Render quanta, oldest first; limited to the newest two minutes. */
  readonly quanta: { readonly frame: number; readonly samples: Float32Array }[];
  readonly clears: TappedClear[];
  /** Number of frames in all render quanta with sound. */
  soundFrames: number;
}

/** Recorded `clear`, on the page's clock and on the audio clock. */
export interface TappedClear {
  readonly epoch: number;
  /** Time of its arrival in the page: `performance.now()`. */
  readonly receivedMs: number;
  /** Time of its arrival on the audio clock, frames; may lag by a render quantum or two. */
  readonly receivedFrame: number;
  /** Whether Maya was heard in the tenth of a second before. */
  readonly wasHeard: boolean;
  /** First render quantum after the worklet handled it. */
  handledFrame?: number;
  /** Time at which the page learnt of that: `performance.now()`, an upper bound. */
  handledMs?: number;
}

declare global {
  interface Window {
    __tap?: PlayoutTap;
  }
}

const MAX_SECONDS = 120;
/** Quanta are dropped in batches, since each drop moves all others. */
const DROP_QUANTA = 1000;
/** Level below which a quantum is silent: the resampler's ringing is quieter. */
const SILENCE = 1e-4;

/** Recorder of the {@link PlayoutTap}; a page has one, the newest. */
export class TapRecorder {
  readonly #context: BaseAudioContext;
  readonly #tap: PlayoutTap;
  #lastSoundFrame = Number.NEGATIVE_INFINITY;

  constructor(context: BaseAudioContext) {
    this.#context = context;
    this.#tap = { sampleRate: context.sampleRate, quanta: [], clears: [], soundFrames: 0 };
    window.__tap = this.#tap;
  }

  /** Records the arrival of a `clear`. */
  clearReceived(epoch: number): void {
    const { currentTime, sampleRate } = this.#context;
    const receivedFrame = Math.round(currentTime * sampleRate);
    const wasHeard = this.#lastSoundFrame > receivedFrame - sampleRate / 10;
    this.#tap.clears.push({ epoch, receivedMs: performance.now(), receivedFrame, wasHeard });
  }

  /** Records an event of the worklet. */
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
