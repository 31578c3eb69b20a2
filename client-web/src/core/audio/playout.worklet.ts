import { DOWNLINK_HZ } from '../protocol.ts';
import {
  PLAYOUT_PROCESSOR,
  type PlayoutCommand,
  type PlayoutEvent,
  type PlayoutOptions,
} from './messages.ts';
import { Player } from './player.ts';
import { Resampler } from './resampler.ts';

/** Interval of playout reports to the gateway. */
const REPORT_MS = 250;
/** Interval of level reports to the page. */
const LEVEL_MS = 50;

/** Playout worklet: plays Maya's voice at the sample rate of the device. */
class PlayoutProcessor extends AudioWorkletProcessor {
  readonly #player = new Player();
  readonly #resampler = new Resampler(DOWNLINK_HZ, sampleRate);
  readonly #tap: boolean;
  #input = new Float32Array(128);
  #wasPlaying = false;
  #framesSinceReport = 0;
  #framesSinceLevel = 0;
  #peak = 0;

  constructor(options?: AudioWorkletNodeOptions) {
    super(options);
    this.#tap = (options?.processorOptions as PlayoutOptions | undefined)?.tap === true;
    this.port.onmessage = ({ data }: MessageEvent<PlayoutCommand>) => this.#onCommand(data);
  }

  override process(_: Float32Array[][], [channels]: Float32Array[][]): boolean {
    const [first, ...others] = channels;
    const needed = this.#resampler.inputFor(first.length);
    if (this.#input.length < needed) this.#input = new Float32Array(needed);
    const input = this.#input.subarray(0, needed);
    const ranEmpty = this.#player.pull(input);
    first.set(this.#resampler.process(input, first.length));
    for (const channel of others) channel.set(first);
    this.#report(first, ranEmpty);
    return true;
  }

  #onCommand(command: PlayoutCommand): void {
    switch (command.type) {
      case 'audio':
        this.#player.push(command.epoch, command.pcm);
        return;
      case 'end':
        this.#player.end(command.epoch);
        return;
      case 'clear':
        this.#player.clear(command.epoch);
        if (this.#tap) this.#post({ type: 'tapClear', epoch: command.epoch, frame: currentFrame });
        return;
      case 'reset':
        this.#player.reset();
        return;
      case 'steady':
        this.#player.steady = command.on;
        return;
    }
  }

  #report(rendered: Float32Array, ranEmpty: boolean): void {
    this.#reportPlaying();
    this.#reportPlayout(rendered.length, ranEmpty);
    this.#reportLevel(rendered);
    if (this.#tap) {
      this.#post({ type: 'tapQuantum', frame: currentFrame, samples: rendered.slice() });
    }
  }

  #reportPlaying(): void {
    if (this.#player.playing === this.#wasPlaying) return;
    this.#wasPlaying = this.#player.playing;
    this.#post({ type: 'playing', playing: this.#wasPlaying });
  }

  #reportPlayout(frames: number, ranEmpty: boolean): void {
    this.#framesSinceReport += frames;
    const due = this.#framesSinceReport >= (REPORT_MS / 1000) * sampleRate;
    if (!ranEmpty && !due) return;
    const report = this.#player.report();
    if (!ranEmpty && report.bufferedMs === 0 && !this.#player.playing) return;
    this.#framesSinceReport = 0;
    this.#post({ type: 'report', report });
  }

  #reportLevel(rendered: Float32Array): void {
    for (let n = 0; n < rendered.length; n++) {
      this.#peak = Math.max(this.#peak, Math.abs(rendered[n]));
    }
    this.#framesSinceLevel += rendered.length;
    if (this.#framesSinceLevel < (LEVEL_MS / 1000) * sampleRate) return;
    this.#framesSinceLevel = 0;
    if (this.#player.playing || this.#peak > 0) this.#post({ type: 'level', level: this.#peak });
    this.#peak = 0;
  }

  #post(event: PlayoutEvent): void {
    this.port.postMessage(event);
  }
}

registerProcessor(PLAYOUT_PROCESSOR, PlayoutProcessor);
