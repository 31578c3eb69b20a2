import { FRAME_MS } from '../audio/framer.ts';

/** RMS level from which a frame may be speech: about -40 dBFS. */
const VOICE_LEVEL = 0.01;
/** Minimum length of speech, ms: longer than a click or a knock on the table. */
const ONSET_MS = 160;
const ONSET_FRAMES = Math.ceil(ONSET_MS / FRAME_MS);

/** Voice activity detector by level. */
export class VoiceDetector {
  #voicedFrames = 0;

  /** Whether the newest frame is speech. */
  get isVoice(): boolean {
    return this.#voicedFrames >= ONSET_FRAMES;
  }

  /**
   * Processes a frame.
   *
   * @param level RMS from 0 to 1
   * @returns true once for each onset of speech
   */
  detectOnset(level: number): boolean {
    this.#voicedFrames = level >= VOICE_LEVEL ? this.#voicedFrames + 1 : 0;
    return this.#voicedFrames === ONSET_FRAMES;
  }
}
