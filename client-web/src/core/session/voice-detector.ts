import { FRAME_MS } from '../audio/framer.ts';

/** RMS above which a frame may be a voice: about -40 dBFS. */
const VOICE_LEVEL = 0.01;
/** So much voice in a row counts, ms: longer than a click or a knock on the table. */
const VOICE_MS = 160;
const FRAMES = Math.ceil(VOICE_MS / FRAME_MS);

/** Tells whether the candidate speaks. */
export class VoiceDetector {
  #loud = 0;

  /** Whether the newest frame was voice. */
  get heard(): boolean {
    return this.#loud >= FRAMES;
  }

  /**
   * Listens to a frame.
   *
   * @param level RMS from 0 to 1
   * @returns true once for each beginning
   */
  hears(level: number): boolean {
    this.#loud = level >= VOICE_LEVEL ? this.#loud + 1 : 0;
    return this.#loud === FRAMES;
  }
}
