import type { DownlinkFrame, Playout } from '../protocol.ts';
import type { CaptureProblem } from './capture-problem.ts';
import type { MicrophoneFrame } from './framer.ts';

/** Port to the microphone and the loudspeaker. */
export interface AudioPort {
  /**
   * Opens both. Call in the handler of a click or key: browsers start audio only there.
   *
   * @returns the problem, or undefined on success
   */
  open(listener: AudioListener): Promise<CaptureProblem | undefined>;
  /** Queues a frame of Maya's voice. */
  play(frame: DownlinkFrame): void;
  /** Marks a reply as complete: all its audio was given to {@link play}. */
  endReply(epoch: number): void;
  /** Silences all replies before an epoch. */
  clear(epoch: number): void;
  /** Resets playout for a new connection with epochs of its own. */
  reset(): void;
  /** Mutes or unmutes the microphone. */
  setMuted(muted: boolean): void;
  /** Turns steady mode on or off: replies start later, so that underruns are rarer. */
  setSteady(steady: boolean): void;
  /** Resumes after an interruption. Call in the handler of a click or key. */
  resume(): void;
  /** Releases the microphone and the loudspeaker. */
  close(): void;
}

/** Listener to the microphone and the loudspeaker. */
export interface AudioListener {
  /** Receives a microphone frame. */
  onFrame(frame: MicrophoneFrame): void;
  /** Receives a playout report, every 250 ms while there is audio and when the player runs empty. */
  onPlayout(report: Playout): void;
  /** Called when Maya starts or stops being heard. */
  onPlaying(playing: boolean): void;
  /** Receives the level of Maya's voice, peak from 0 to 1; every 50 ms while she is heard. */
  onVoiceLevel(level: number): void;
  /** Called when a phone call or another program takes the audio devices, or returns them. */
  onInterrupted(interrupted: boolean): void;
}
