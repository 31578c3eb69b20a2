import { UPLINK_HZ } from '../protocol.ts';
import { Framer, type MicrophoneFrame } from './framer.ts';
import { CAPTURE_PROCESSOR } from './messages.ts';
import { Resampler } from './resampler.ts';

/** Capture worklet: resamples the microphone to 16 kHz and cuts it into frames of 32 ms. */
class CaptureProcessor extends AudioWorkletProcessor {
  readonly #resampler = new Resampler(sampleRate, UPLINK_HZ);
  readonly #framer = new Framer();
  readonly #post = (frame: MicrophoneFrame) => this.port.postMessage(frame, [frame.pcm.buffer]);

  override process([channels]: Float32Array[][]): boolean {
    // No channels: nothing is connected yet, or the device is being changed.
    if (channels.length > 0) {
      const startMs = (currentFrame / sampleRate) * 1000;
      this.#framer.push(this.#resampler.process(channels[0]), startMs, this.#post);
    }
    return true;
  }
}

registerProcessor(CAPTURE_PROCESSOR, CaptureProcessor);
