/** What an audio worklet's global scope has beyond the language (Web Audio API, section 1.32). */
declare abstract class AudioWorkletProcessor {
  readonly port: MessagePort;
  constructor(options?: AudioWorkletNodeOptions);
  abstract process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean;
}

declare function registerProcessor(
  name: string,
  processor: new (options?: AudioWorkletNodeOptions) => AudioWorkletProcessor,
): void;

/** Rate of the audio context, Hz. */
declare const sampleRate: number;
/** Sample-frames that the context has rendered; the render quantum at hand begins here. */
declare const currentFrame: number;
