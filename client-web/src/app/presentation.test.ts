import { describe, expect, it } from 'vitest';
import { INITIAL_STATE, type SessionState } from '../core/session/state.ts';
import { connection, HELP, hint, meterShare, presence } from './presentation.ts';

const live: SessionState = { ...INITIAL_STATE, phase: { name: 'live' }, wasLive: true };

describe('presence', () => {
  it("shows whose turn it is while Maya's stream is live", () => {
    expect(presence({ ...live, turn: 'thinking' })).toBe('thinking');
    expect(presence({ ...live, turn: 'speaking' })).toBe('speaking');
  });

  it('says reconnecting instead of connecting once Maya was there', () => {
    expect(presence({ ...INITIAL_STATE, phase: { name: 'opening' } })).toBe('connecting');
    expect(presence({ ...live, phase: { name: 'opening' } })).toBe('reconnecting');
  });

  it('shows an interruption before all else', () => {
    expect(presence({ ...live, interrupted: true })).toBe('paused');
  });
});

describe('hint', () => {
  it('tells which try it is', () => {
    expect(hint({ ...live, phase: { name: 'waiting' }, attempt: 2 })).toContain('2 of 5');
  });

  it('reminds of the muted microphone', () => {
    expect(hint({ ...live, muted: true })).toContain('muted');
  });
});

describe('connection', () => {
  it.each<[SessionState['phase'], string]>([
    [{ name: 'idle' }, 'Not connected'],
    [{ name: 'ticket' }, 'Connecting'],
    [{ name: 'live' }, 'Connected'],
    [{ name: 'failed', problem: 'fault' }, 'Disconnected'],
  ])('is told in words: %o', (phase, text) => {
    expect(connection({ ...INITIAL_STATE, phase }).text).toBe(text);
  });
});

describe('help', () => {
  it('has steps for every problem', () => {
    for (const { title, text, steps } of Object.values(HELP)) {
      expect([title, text, ...steps].every((line) => line.length > 0)).toBe(true);
      expect(steps.length).toBeGreaterThan(0);
    }
  });
});

describe('meterShare', () => {
  it('goes from -60 dBFS to full scale', () => {
    expect([0, 0.001, 0.0316, 1, 2].map((level) => meterShare(level).toFixed(2))).toEqual([
      '0.00',
      '0.00',
      '0.50',
      '1.00',
      '1.00',
    ]);
  });
});
