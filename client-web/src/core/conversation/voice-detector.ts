import { FRAME_MS } from '../audio/framer.ts';

/** RMS above which a frame may be a voice: about -40 dBFS. */
const VOICE_LEVEL = 0.01;
/** So much voice in a row counts, ms: longer than a click or a knock on the table. */
const ONSET_MS = 160;
const ONSET_FRAMES = Math.ceil(ONSET_MS / FRAME_MS);

/** Tells whether the candidate speaks. */
export class VoiceDetector {
  #voicedFrames = 0;

  /** Whether the newest frame was voice. */
  get isVoice(): boolean {
    return this.#voicedFrames >= ONSET_FRAMES;
  }

  /**
   * Listens to a frame.
   *
   * @param level RMS from 0 to 1
   * @returns true once for each beginning
   */
  detectOnset(level: number): boolean {
    this.#voicedFrames = level >= VOICE_LEVEL ? this.#voicedFrames + 1 : 0;
    return this.#voicedFrames === ONSET_FRAMES;
  }
}
