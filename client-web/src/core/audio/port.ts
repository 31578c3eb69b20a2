import type { DownlinkFrame, Playout } from '../protocol.ts';
import type { CaptureProblem } from './capture-problem.ts';
import type { MicrophoneFrame } from './framer.ts';

/** The microphone and the loudspeaker, as a session needs them. */
export interface AudioPort {
  /**
   * Opens both. Must be called in the handler of a click or key: browsers start sound only there.
   *
   * @returns why it did not work, or undefined if it did
   */
  open(listener: AudioListener): Promise<CaptureProblem | undefined>;
  /** Queues a frame of Maya's voice. */
  play(frame: DownlinkFrame): void;
  /** All audio of this reply was given to {@link play}. */
  endReply(epoch: number): void;
  /** Falls silent: everything before this epoch is void. */
  clear(epoch: number): void;
  /** A new connection begins, with epochs of its own. */
  reset(): void;
  /** Makes the microphone deaf, or opens it. */
  setMuted(muted: boolean): void;
  /** Begins replies later, so that they break off less often; or no longer. */
  setSteady(steady: boolean): void;
  /** Tries to go on after an interruption; in the handler of a click or key. */
  resume(): void;
  /** Lets go of the microphone and the loudspeaker. */
  close(): void;
}

/** What a session wants to know of the microphone and the loudspeaker. */
export interface AudioListener {
  /** A frame of the microphone. */
  onFrame(frame: MicrophoneFrame): void;
  /** What was heard of Maya: every 250 ms while there is audio, and when it runs empty. */
  onPlayout(report: Playout): void;
  /** Maya is heard, or no longer. */
  onPlaying(playing: boolean): void;
  /** How loud Maya is, peak from 0 to 1; every 50 ms while she is heard. */
  onVoiceLevel(level: number): void;
  /** A phone call or another program took the sound, or gave it back. */
  onInterrupted(interrupted: boolean): void;
}
