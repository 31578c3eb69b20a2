import { describe, expect, it } from 'vitest';
import type { MicrophoneFrame } from '../audio/framer.ts';
import { Unacknowledged } from './unacknowledged.ts';

describe('Unacknowledged', () => {
  it('numbers frames from 0 without gaps', () => {
    const frames = new Unacknowledged();
    expect([0, 1, 2].map((n) => frames.add(frame(n)).sequence)).toEqual([0, 1, 2]);
  });

  it('forgets what is acknowledged and gives the rest to the next connection, from 0 on', () => {
    const frames = new Unacknowledged();
    for (let n = 0; n < 10; n++) frames.add(frame(n));
    frames.acknowledge(6);
    const kept = frames.renumber();
    expect(kept.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
    expect(kept.map(({ frame: { captureMs } }) => captureMs)).toEqual([140, 160, 180]);
    expect(frames.add(frame(10)).sequence).toBe(3);
  });

  it('keeps the newest ten seconds', () => {
    const frames = new Unacknowledged();
    for (let n = 0; n < 800; n++) frames.add(frame(n));
    expect(frames.length).toBe(500);
    expect(frames.renumber()[0].frame.captureMs).toBe(300 * 20);
  });

  it('survives an acknowledgement of more than it has', () => {
    const frames = new Unacknowledged();
    frames.add(frame(0));
    frames.acknowledge(99);
    expect(frames.length).toBe(0);
    expect(frames.add(frame(1)).sequence).toBe(1);
  });
});

function frame(n: number): MicrophoneFrame {
  return { captureMs: n * 20, level: 0, pcm: new Int16Array(320) };
}
