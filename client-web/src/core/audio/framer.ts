import { UPLINK_HZ } from '../protocol.ts';

/**
 * Length of a microphone frame, ms: the 1,024 bytes that Amazon's documentation of Nova Sonic
 * names. 31 packets a second instead of the 50 of 20 ms also spare a mobile network.
 */
export const FRAME_MS = 32;
/** Number of samples in a frame at {@link UPLINK_HZ}. */
export const FRAME_SAMPLES = (UPLINK_HZ / 1000) * FRAME_MS;

/** Microphone frame of {@link FRAME_MS}. */
export interface MicrophoneFrame {
  /** Capture time of the first sample, ms, on the clock given to {@link Framer.push}. */
  readonly captureMs: number;
  /** Loudness: RMS from 0 to 1. */
  readonly level: number;
  /** PCM16 mono at 16 kHz. */
  readonly pcm: Int16Array<ArrayBuffer>;
}

/** Cuts a stream of samples at 16 kHz into frames of {@link FRAME_MS}. */
export class Framer {
  #pcm = new Int16Array(FRAME_SAMPLES);
  #filled = 0;
  #squares = 0;
  #captureMs = 0;

  /**
   * Adds a block of samples.
   *
   * @param startMs capture time of the block's first sample
   * @param emit receives each full frame, and owns it
   */
  push(block: Float32Array, startMs: number, emit: (frame: MicrophoneFrame) => void): void {
    for (let n = 0; n < block.length; n++) {
      if (this.#filled === 0) this.#captureMs = startMs + (n * 1000) / UPLINK_HZ;
      const sample = Math.max(-1, Math.min(1, block[n]));
      this.#squares += sample * sample;
      this.#pcm[this.#filled++] = Math.round(sample * 0x7fff);
      if (this.#filled === FRAME_SAMPLES) this.#emit(emit);
    }
  }

  #emit(emit: (frame: MicrophoneFrame) => void): void {
    emit({
      captureMs: Math.round(this.#captureMs),
      level: Math.sqrt(this.#squares / FRAME_SAMPLES),
      pcm: this.#pcm,
    });
    this.#pcm = new Int16Array(FRAME_SAMPLES);
    this.#filled = 0;
    this.#squares = 0;
  }
}
