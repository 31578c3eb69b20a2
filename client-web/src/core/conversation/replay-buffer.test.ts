import { describe, expect, it } from 'vitest';
import { FRAME_MS, FRAME_SAMPLES, type MicrophoneFrame } from '../audio/framer.ts';
import { ReplayBuffer } from './replay-buffer.ts';

describe('ReplayBuffer', () => {
  it('numbers frames from 0 without gaps', () => {
    const frames = new ReplayBuffer();
    expect([0, 1, 2].map((n) => frames.add(frame(n), false).sequence)).toEqual([0, 1, 2]);
  });

  it('drops acknowledged frames and keeps the rest', () => {
    const frames = new ReplayBuffer();
    for (let n = 0; n < 10; n++) frames.add(frame(n), false);
    frames.acknowledge(6);
    expect(sequences(frames)).toEqual([7, 8, 9]);
    expect(frames.firstSequence).toBe(7);
    expect(frames.add(frame(10), false).sequence).toBe(10);
  });

  it('keeps the newest ten seconds', () => {
    const frames = new ReplayBuffer();
    for (let n = 0; n < 800; n++) frames.add(frame(n), false);
    expect(frames.frames.length).toBe(312);
    frames.acknowledge(800 - 312 - 1);
    expect(frames.frames.length).toBe(312);
    frames.acknowledge(800 - 312);
    expect(frames.frames.length).toBe(311);
  });

  it('accepts an acknowledgement beyond its newest frame', () => {
    const frames = new ReplayBuffer();
    frames.add(frame(0), false);
    frames.acknowledge(99);
    expect(sequences(frames)).toEqual([]);
    expect(frames.firstSequence).toBe(1);
    expect(frames.add(frame(1), false).sequence).toBe(1);
  });

  it('tells whether acknowledged frames had speech', () => {
    const frames = new ReplayBuffer();
    for (let n = 0; n < 6; n++) frames.add(frame(n), n === 3);
    expect([2, 4, 5].map((n) => frames.acknowledge(n))).toEqual([false, true, false]);
  });

  it('restarts at 0 for another conversation', () => {
    const frames = new ReplayBuffer();
    for (let n = 0; n < 3; n++) frames.add(frame(n), false);
    frames.reset();
    expect(sequences(frames)).toEqual([]);
    expect(frames.add(frame(3), false).sequence).toBe(0);
  });
});

function sequences({ frames }: ReplayBuffer): number[] {
  return frames.map(({ sequence }) => sequence);
}

function frame(n: number): MicrophoneFrame {
  return { captureMs: n * FRAME_MS, level: 0, pcm: new Int16Array(FRAME_SAMPLES) };
}
