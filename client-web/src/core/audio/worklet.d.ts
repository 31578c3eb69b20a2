/** Global scope of an audio worklet (Web Audio API, section 1.32). */
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
  constructor(options?: AudioWorkletNodeOptions);
  abstract process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}

declare function registerProcessor(
  name: string,
  processor: new (options?: AudioWorkletNodeOptions) => AudioWorkletProcessor,
): void;

/** Sample rate of the audio context, Hz. */
declare const sampleRate: number;
/** Number of rendered frames: start of the current render quantum. */
declare const currentFrame: number;
