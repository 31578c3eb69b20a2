import { describe, expect, it } from 'vitest';
import { Framer, type MicrophoneFrame } from './framer.ts';

describe('Framer', () => {
  it('cuts blocks of any length into frames of 32 ms with the time of their first sample', () => {
    const frames = framed(new Float32Array(2560), 107, 5000);
    expect(frames.map((frame) => frame.pcm.length)).toEqual([512, 512, 512, 512, 512]);
    expect(frames.map((frame) => frame.captureMs)).toEqual([5000, 5032, 5064, 5096, 5128]);
  });

  it('keeps every sample in order', () => {
    const input = Float32Array.from({ length: 1536 }, (_, n) => n / 0x7fff);
    const output = framed(input, 128, 0).flatMap((frame) => [...frame.pcm]);
    expect(output).toEqual([...Array(1536).keys()]);
  });

  it('clips samples beyond full scale instead of wrapping them', () => {
    const [frame] = framed(
      new Float32Array(512).map((_, n) => (n % 2 ? 1.5 : -1.5)),
      128,
      0,
    );
    expect([...new Set(frame.pcm)]).toEqual([-32767, 32767]);
  });

  it('measures the level of each frame by itself', () => {
    const input = new Float32Array(1024);
    input.fill(0.5, 0, 512);
    expect(framed(input, 128, 0).map((frame) => frame.level)).toEqual([0.5, 0]);
  });
});

function framed(input: Float32Array, blockLength: number, startMs: number): MicrophoneFrame[] {
  const framer = new Framer();
  const frames: MicrophoneFrame[] = [];
  for (let offset = 0; offset < input.length; offset += blockLength) {
    framer.push(input.subarray(offset, offset + blockLength), startMs + offset / 16, (frame) =>
      frames.push(frame),
    );
  }
  return frames;
}
