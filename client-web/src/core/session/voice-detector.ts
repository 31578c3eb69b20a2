/** RMS above which a frame may be a voice: about -40 dBFS. */
const VOICE_LEVEL = 0.01;
/** Frames of voice in a row that count: 160 ms, longer than a click or a cough of the table. */
const FRAMES = 8;

/** Tells when the candidate begins to speak; only for what the page shows. */
export class VoiceDetector {
  #loud = 0;

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
