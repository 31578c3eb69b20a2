import { describe, expect, it } from 'vitest';
import { CaptureClock } from './capture-clock.ts';

describe('CaptureClock', () => {
  it('keeps the intervals of the audio clock, however late frames are handled', () => {
    let now = 1000;
    const clock = new CaptureClock(() => now);
    const first = clock.captureMs(40);
    now = 1900;
    expect(clock.captureMs(60) - first).toBe(20);
  });

  it("continues at the page's clock after a pause of the audio clock", () => {
    let now = 1000;
    const clock = new CaptureClock(() => now);
    const first = clock.captureMs(40);
    now = 6020;
    clock.reanchor();
    expect(clock.captureMs(60) - first).toBe(5020);
  });

  it('never jumps back', () => {
    let now = 1000;
    const clock = new CaptureClock(() => now);
    const first = clock.captureMs(0);
    now = 1005;
    clock.reanchor();
    expect(clock.captureMs(20)).toBe(first + 20);
  });
});
