import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Resampler } from './resampler.ts';

const MICROPHONE_RATES = [8000, 16000, 22050, 24000, 44100, 48000, 96000, 192000];
const DEVICE_RATES = [16000, 44100, 48000, 96000];

describe('Resampler', () => {
  it.each(MICROPHONE_RATES)('keeps a 1 kHz tone from %i Hz to 16 kHz', (from) => {
    expect(deviation(resampled(tone(1000, from), from, 16000), 1000, 16000)).toBeLessThan(0.002);
  });

  it.each(DEVICE_RATES)('keeps a 1 kHz tone from 24 kHz to %i Hz', (to) => {
    expect(deviation(resampled(tone(1000, 24000), 24000, to), 1000, to)).toBeLessThan(0.002);
  });

  it.each([
    [48000, 10000],
    [44100, 10000],
    [96000, 10500],
    [192000, 12000],
    [48000, 20000],
  ])('keeps aliases of a tone out of 16 kHz: from %i Hz, tone %i Hz', (from, frequency) => {
    expect(rms(settled(resampled(tone(frequency, from), from, 16000)))).toBeLessThan(1e-4);
  });

  it.each(DEVICE_RATES.slice(1))('adds no image above 12 kHz at %i Hz', (to) => {
    const output = settled(resampled(tone(9000, 24000), 24000, to));
    expect(rms(residual(output, 9000, to))).toBeLessThan(1e-3);
  });

  it('outputs the same samples however the stream is cut', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...MICROPHONE_RATES),
        fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 20 }),
        (from, lengths) => {
          const input = tone(440, from).subarray(
            0,
            lengths.reduce((a, b) => a + b, 0),
          );
          const whole = Float32Array.from(new Resampler(from, 16000).process(input));
          expect(pieces(new Resampler(from, 16000), input, lengths)).toEqual([...whole]);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('computes exactly the input that an output needs', () => {
    for (const to of DEVICE_RATES) {
      const resampler = new Resampler(24000, to);
      for (let block = 0; block < 500; block++) {
        const input = new Float32Array(resampler.inputFor(128));
        expect(resampler.process(input, 128).length).toBe(128);
      }
    }
  });

  it('outputs the same samples when limited to a number of them', () => {
    for (const to of DEVICE_RATES) {
      const input = tone(440, 24000);
      const whole = resampled(input, 24000, to);
      const resampler = new Resampler(24000, to);
      const output: number[] = [];
      for (let offset = 0; output.length < 5000; ) {
        const needed = resampler.inputFor(128);
        output.push(...resampler.process(input.subarray(offset, offset + needed), 128));
        offset += needed;
      }
      expect(output).toEqual([...whole.subarray(0, output.length)]);
    }
  });

  it('does not drift in a minute', () => {
    const resampler = new Resampler(44100, 16000);
    const second = new Float32Array(44100);
    let outputs = 0;
    for (let n = 0; n < 60; n++) outputs += resampler.process(second).length;
    expect(outputs).toBe(60 * 16000);
  });

  it('starts a new stream after a reset', () => {
    const resampler = new Resampler(48000, 16000);
    resampler.process(tone(1000, 48000));
    resampler.reset();
    expect(Math.max(...resampler.process(new Float32Array(480)))).toBe(0);
  });
});

function tone(frequency: number, rate: number, seconds = 0.5): Float32Array {
  return Float32Array.from({ length: rate * seconds }, (_, n) =>
    Math.sin((2 * Math.PI * frequency * n) / rate),
  );
}

function resampled(input: Float32Array, from: number, to: number): Float32Array {
  return Float32Array.from(new Resampler(from, to).process(input));
}

function pieces(resampler: Resampler, input: Float32Array, lengths: number[]): number[] {
  const output: number[] = [];
  let offset = 0;
  for (const length of lengths) {
    output.push(...resampler.process(input.subarray(offset, offset + length)));
    offset += length;
  }
  return output;
}

/** Removes the beginning, where the filter still includes the silence before. */
function settled(samples: Float32Array): Float32Array {
  return samples.subarray(Math.floor(samples.length / 4));
}

function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, x) => sum + x * x, 0) / samples.length);
}

/** Subtracts the best-fitting tone. */
function residual(samples: Float32Array, frequency: number, rate: number): Float32Array {
  const angle = (n: number) => (2 * Math.PI * frequency * n) / rate;
  let sine = 0;
  let cosine = 0;
  samples.forEach((x, n) => {
    sine += (2 / samples.length) * x * Math.sin(angle(n));
    cosine += (2 / samples.length) * x * Math.cos(angle(n));
  });
  return samples.map((x, n) => x - sine * Math.sin(angle(n)) - cosine * Math.cos(angle(n)));
}

/** Measures the deviation from a tone of full amplitude. */
function deviation(output: Float32Array, frequency: number, rate: number): number {
  const samples = settled(output);
  const amplitude = rms(samples) * Math.SQRT2;
  return Math.max(Math.abs(amplitude - 1), rms(residual(samples, frequency, rate)));
}
