import type { DownlinkFrame } from '../protocol.ts';
import captureUrl from './capture.worklet.ts?worker&url';
import { CaptureClock } from './capture-clock.ts';
import { type CaptureProblem, captureProblemOf } from './capture-problem.ts';
import type { MicrophoneFrame } from './framer.ts';
import {
  CAPTURE_PROCESSOR,
  PLAYOUT_PROCESSOR,
  type PlayoutCommand,
  type PlayoutEvent,
  type PlayoutOptions,
} from './messages.ts';
import playoutUrl from './playout.worklet.ts?worker&url';
import type { AudioListener, AudioPort } from './port.ts';
import { TapRecorder } from './tap.ts';

/** Options of the browser's audio. */
interface WebAudioOptions {
  /**
   * Turns off echo cancellation, noise suppression and gain control, for tests that compare
   * samples.
   */
  readonly rawMicrophone: boolean;
  /** Records the playout in `window.__tap`. */
  readonly tap: boolean;
}

/** Microphone and loudspeaker of the browser, each behind an audio worklet. */
export class WebAudio implements AudioPort {
  readonly #options: WebAudioOptions;
  #devices: OpenDevices | undefined;
  #muted = false;
  #steady = false;

  constructor(options: WebAudioOptions) {
    this.#options = options;
  }

  async open(listener: AudioListener): Promise<CaptureProblem | undefined> {
    this.close();
    if (!isSupported()) return 'unsupported';
    // Before any await: iOS starts an audio context only inside the user's gesture.
    const devices = new OpenDevices(
      new AudioContext({ latencyHint: 'interactive' }),
      listener,
      this.#options,
    );
    this.#devices = devices;
    try {
      await devices.connect();
      devices.setMuted(this.#muted);
      this.setSteady(this.#steady);
      return undefined;
    } catch (error) {
      devices.close();
      return captureProblemOf(error);
    }
  }

  play({ epoch, pcm }: DownlinkFrame): void {
    this.#devices?.command({ type: 'audio', epoch, pcm }, [pcm.buffer]);
  }

  endReply(epoch: number): void {
    this.#devices?.command({ type: 'end', epoch });
  }

  clear(epoch: number): void {
    this.#devices?.tap?.clearReceived(epoch);
    this.#devices?.command({ type: 'clear', epoch });
  }

  reset(): void {
    this.#devices?.command({ type: 'reset' });
  }

  setMuted(muted: boolean): void {
    this.#muted = muted;
    this.#devices?.setMuted(muted);
  }

  setSteady(steady: boolean): void {
    this.#steady = steady;
    this.#devices?.command({ type: 'steady', on: steady });
  }

  resume(): void {
    this.#devices?.resume();
  }

  close(): void {
    this.#devices?.close();
    this.#devices = undefined;
  }
}

/** Checks for the required features; browsers hide some of them from insecure pages. */
function isSupported(): boolean {
  return (
    typeof AudioContext === 'function' &&
    typeof AudioWorkletNode === 'function' &&
    navigator.mediaDevices?.getUserMedia !== undefined
  );
}

/** Opened audio devices, from a gesture to {@link close}. */
class OpenDevices {
  readonly #context: AudioContext;
  readonly #listener: AudioListener;
  readonly #options: WebAudioOptions;
  readonly #clock = new CaptureClock(() => performance.now());
  #stream: MediaStream | undefined;
  #capture: AudioWorkletNode | undefined;
  #playout: AudioWorkletNode | undefined;
  #muted = false;
  #closed = false;
  tap: TapRecorder | undefined;

  constructor(context: AudioContext, listener: AudioListener, options: WebAudioOptions) {
    this.#context = context;
    this.#listener = listener;
    this.#options = options;
    this.resume();
  }

  async connect(): Promise<void> {
    const { audioWorklet } = this.#context;
    await Promise.all([
      this.#openMicrophone(),
      audioWorklet.addModule(captureUrl),
      audioWorklet.addModule(playoutUrl),
    ]);
    if (this.#closed) return;
    if (this.#options.tap) this.tap = new TapRecorder(this.#context);
    this.#connectMicrophone();
    this.#playout = this.#connectLoudspeaker({ tap: this.#options.tap });
    this.#context.onstatechange = () => this.#onStateChange();
    this.#onStateChange();
  }

  command(command: PlayoutCommand, transfer: Transferable[] = []): void {
    this.#playout?.port.postMessage(command, transfer);
  }

  setMuted(muted: boolean): void {
    this.#muted = muted;
    for (const track of this.#stream?.getAudioTracks() ?? []) track.enabled = !muted;
  }

  resume(): void {
    // Some browsers refuse outside a gesture: the state tells, and the page asks for a gesture.
    this.#context.resume().catch(() => undefined);
    if (this.#stream?.getAudioTracks().every((track) => track.readyState === 'ended')) {
      this.#openMicrophone()
        .then(() => this.#connectMicrophone())
        .then(() => this.#onStateChange())
        .catch(() => undefined);
    }
  }

  close(): void {
    this.#closed = true;
    this.#context.onstatechange = null;
    this.#stopMicrophone();
    if (this.#context.state !== 'closed') this.#context.close().catch(() => undefined);
  }

  async #openMicrophone(): Promise<void> {
    const processing = !this.#options.rawMicrophone;
    this.#stream = await navigator.mediaDevices.getUserMedia({
      audio: {
        channelCount: 1,
        echoCancellation: processing,
        noiseSuppression: processing,
        autoGainControl: processing,
      },
    });
    this.setMuted(this.#muted);
    // Closed while the browser asked for permission.
    if (this.#closed) this.#stopMicrophone();
  }

  #stopMicrophone(): void {
    for (const track of this.#stream?.getTracks() ?? []) {
      track.onended = null;
      track.stop();
    }
  }

  #connectMicrophone(): void {
    if (this.#stream === undefined || this.#closed) return;
    this.#capture ??= this.#captureNode();
    this.#clock.reanchor();
    this.#context.createMediaStreamSource(this.#stream).connect(this.#capture);
    for (const track of this.#stream.getAudioTracks()) {
      track.onended = () => this.#listener.onInterrupted(true);
    }
  }

  #captureNode(): AudioWorkletNode {
    const node = new AudioWorkletNode(this.#context, CAPTURE_PROCESSOR, {
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: 'explicit',
    });
    node.port.onmessage = ({ data }: MessageEvent<MicrophoneFrame>) =>
      this.#listener.onFrame({ ...data, captureMs: this.#clock.captureMs(data.captureMs) });
    return node;
  }

  #connectLoudspeaker(processorOptions: PlayoutOptions): AudioWorkletNode {
    const node = new AudioWorkletNode(this.#context, PLAYOUT_PROCESSOR, {
      numberOfInputs: 0,
      outputChannelCount: [1],
      processorOptions,
    });
    node.port.onmessage = ({ data }: MessageEvent<PlayoutEvent>) => this.#onPlayoutEvent(data);
    node.connect(this.#context.destination);
    return node;
  }

  #onPlayoutEvent(event: PlayoutEvent): void {
    switch (event.type) {
      case 'report':
        return this.#listener.onPlayout(event.report);
      case 'playing':
        return this.#listener.onPlaying(event.playing);
      case 'level':
        return this.#listener.onVoiceLevel(event.level);
      case 'tapQuantum':
      case 'tapClear':
        this.tap?.record(event);
    }
  }

  #onStateChange(): void {
    const { state } = this.#context;
    this.#clock.reanchor();
    this.#listener.onInterrupted(state !== 'running');
    // Not while 'interrupted': iOS then reports a running context that renders nothing.
    if (state === 'suspended') this.resume();
  }
}
