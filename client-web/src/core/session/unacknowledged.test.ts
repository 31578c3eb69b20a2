import { describe, expect, it } from 'vitest';
import { FRAME_MS, FRAME_SAMPLES, type MicrophoneFrame } from '../audio/framer.ts';
import { Unacknowledged } from './unacknowledged.ts';

describe('Unacknowledged', () => {
  it('numbers frames from 0 without gaps', () => {
    const frames = new Unacknowledged();
    expect([0, 1, 2].map((n) => frames.add(frame(n)))).toEqual([0, 1, 2]);
  });

  it('forgets what is acknowledged and keeps the rest', () => {
    const frames = new Unacknowledged();
    for (let n = 0; n < 10; n++) frames.add(frame(n));
    frames.acknowledge(6);
    expect(frames.length).toBe(3);
    expect(frames.add(frame(10))).toBe(10);
  });

  it('keeps the newest ten seconds', () => {
    const frames = new Unacknowledged();
    for (let n = 0; n < 800; n++) frames.add(frame(n));
    expect(frames.length).toBe(312);
    frames.acknowledge(800 - 312 - 1);
    expect(frames.length).toBe(312);
    frames.acknowledge(800 - 312);
    expect(frames.length).toBe(311);
  });

  it('survives an acknowledgement of more than it has', () => {
    const frames = new Unacknowledged();
    frames.add(frame(0));
    frames.acknowledge(99);
    expect(frames.length).toBe(0);
    expect(frames.add(frame(1))).toBe(1);
  });

  it('counts from 0 again for a new connection', () => {
    const frames = new Unacknowledged();
    for (let n = 0; n < 3; n++) frames.add(frame(n));
    frames.clear();
    expect(frames.length).toBe(0);
    expect(frames.add(frame(3))).toBe(0);
  });
});

function frame(n: number): MicrophoneFrame {
  return { captureMs: n * FRAME_MS, level: 0, pcm: new Int16Array(FRAME_SAMPLES) };
}
