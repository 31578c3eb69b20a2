import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Resampler } from '../../src/core/audio/resampler.ts';

/** Sample rate of the microphone's file, Hz, as Chromium's fake device requires. */
const FILE_HZ = 48_000;

const TEXT =
  'Good morning. My name is Alex, and I come from a small town by the sea. ' +
  'I like to walk along the beach in the evening, when it is quiet.';

/** Speech: a WAV file for the fake microphone, and its samples at 16 kHz for comparison. */
export interface Speech {
  readonly path: string;
  readonly samples16k: Float32Array;
  readonly seconds: number;
}

/** Creates the candidate's speech, by espeak-ng if installed, else by formant synthesis. */
export function makeSpeech(): Speech {
  return written(padded(espeak() ?? formants()));
}

/** Creates speech of two seconds every five seconds, which interrupts Maya. */
export function makeInterruptions(times: number): Speech {
  const spoken = (espeak() ?? formants()).subarray(0, 2 * FILE_HZ);
  const samples = new Float32Array(times * 5 * FILE_HZ);
  for (let n = 0; n < times; n++) samples.set(spoken, n * 5 * FILE_HZ);
  return written(padded(samples));
}

function written(samples: Float32Array): Speech {
  const path = join(mkdtempSync(join(tmpdir(), 'maya-speech-')), 'speech.wav');
  writeFileSync(path, wav(samples));
  return {
    path,
    samples16k: Float32Array.from(new Resampler(FILE_HZ, 16_000).process(samples)),
    seconds: samples.length / FILE_HZ,
  };
}

function espeak(): Float32Array | undefined {
  try {
    const file = execFileSync('espeak-ng', ['-v', 'en', '-s', '150', '--stdout', TEXT], {
      maxBuffer: 1 << 24,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    // espeak-ng writes a header of 44 bytes with the rate, and does not know the length.
    const rate = file.readUInt32LE(24);
    const pcm = new Int16Array(
      file.buffer.slice(file.byteOffset + 44, file.byteOffset + file.length),
    );
    const samples = Float32Array.from(pcm, (sample) => sample / 0x8000);
    return Float32Array.from(new Resampler(rate, FILE_HZ).process(samples));
  } catch {
    return undefined;
  }
}

/** Synthesises syllables of three formants over a glottal pulse, with pauses between phrases. */
function formants(): Float32Array {
  const samples = new Float32Array(FILE_HZ * 8);
  const vowels = [
    [730, 1090, 2440],
    [270, 2290, 3010],
    [570, 840, 2410],
    [530, 1840, 2480],
  ];
  for (let syllable = 0; syllable < 30; syllable++) {
    if (syllable % 7 === 6) continue;
    const start = Math.round(syllable * 0.26 * FILE_HZ);
    const length = Math.round(0.2 * FILE_HZ);
    const pitch = 110 + 25 * Math.sin(syllable * 1.7);
    for (let n = 0; n < length; n++) {
      const seconds = n / FILE_HZ;
      const envelope = Math.sin((Math.PI * n) / length) ** 2;
      let value = 0;
      for (let harmonic = 1; harmonic * pitch < 4000; harmonic++) {
        const near = vowels[syllable % vowels.length].map(
          (formant) => 1 / (1 + ((harmonic * pitch - formant) / 90) ** 2),
        );
        const gain = near.reduce((sum, x) => sum + x, 0);
        value += gain * Math.sin(2 * Math.PI * harmonic * pitch * seconds + harmonic ** 2);
      }
      samples[start + n] = 0.15 * envelope * value;
    }
  }
  return samples;
}

/**
 * Adds silence: three seconds before, since the fake device plays from the opening of the
 * microphone and not from when Maya listens, and half a second after.
 */
function padded(samples: Float32Array): Float32Array {
  const before = 3 * FILE_HZ;
  const all = new Float32Array(before + samples.length + FILE_HZ / 2);
  all.set(samples, before);
  return all;
}

function wav(samples: Float32Array): Buffer {
  const pcm = Int16Array.from(samples, (x) => Math.round(Math.max(-1, Math.min(1, x)) * 0x7fff));
  const header = Buffer.alloc(44);
  header.write('RIFF', 0);
  header.writeUInt32LE(36 + pcm.byteLength, 4);
  header.write('WAVEfmt ', 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(FILE_HZ, 24);
  header.writeUInt32LE(FILE_HZ * 2, 28);
  header.writeUInt16LE(2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36);
  header.writeUInt32LE(pcm.byteLength, 40);
  return Buffer.concat([header, Buffer.from(pcm.buffer)]);
}

/** Decodes PCM16 little-endian. */
export function fromPcm(bytes: Uint8Array): Float32Array {
  const whole = bytes.slice(0, bytes.length - (bytes.length % 2));
  return Float32Array.from(new Int16Array(whole.buffer), (sample) => sample / 0x8000);
}
