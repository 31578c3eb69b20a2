import { describe, expect, it } from 'vitest';
import { VoiceDetector } from './voice-detector.ts';

describe('VoiceDetector', () => {
  it('detects the onset once, after 160 ms of speech', () => {
    const detector = new VoiceDetector();
    const onsets = Array.from({ length: 20 }, () => detector.detectOnset(0.1));
    expect(onsets.indexOf(true)).toBe(4);
    expect(onsets.filter(Boolean).length).toBe(1);
  });

  it('ignores clicks', () => {
    const detector = new VoiceDetector();
    const onsets = Array.from({ length: 50 }, (_, n) =>
      detector.detectOnset(n % 5 === 0 ? 0 : 0.5),
    );
    expect(onsets).not.toContain(true);
  });

  it('detects the next onset after a pause', () => {
    const detector = new VoiceDetector();
    const levels = [...Array(10).fill(0.1), 0, ...Array(10).fill(0.1)];
    expect(levels.filter((level) => detector.detectOnset(level)).length).toBe(2);
  });
});
