import { describe, expect, it } from 'vitest';
import {
  type ConversationProblem,
  type ConversationState,
  INITIAL_STATE,
} from '../core/conversation/state.ts';
import {
  connectionLabel,
  hint,
  lagNotice,
  meterShare,
  PROBLEM_HELP,
  presence,
  retryLabel,
} from './presentation.ts';

const live: ConversationState = { ...INITIAL_STATE, phase: { name: 'live' }, wasLive: true };

describe('presence', () => {
  it("shows whose turn it is while Maya's stream is live", () => {
    expect(presence({ ...live, turn: 'thinking' })).toBe('thinking');
    expect(presence({ ...live, turn: 'speaking' })).toBe('speaking');
  });

  it('says reconnecting instead of connecting once Maya was there', () => {
    expect(presence({ ...INITIAL_STATE, phase: { name: 'opening' } })).toBe('connecting');
    expect(presence({ ...live, phase: { name: 'opening' } })).toBe('reconnecting');
  });

  it('shows an audio interruption before anything else', () => {
    expect(presence({ ...live, audioInterrupted: true })).toBe('paused');
  });
});

describe('hint', () => {
  it('tells the number of the reconnection', () => {
    expect(hint({ ...live, phase: { name: 'waiting' }, reconnects: 2 })).toContain('2 of 8');
  });

  it('promises a resume where that is possible', () => {
    const waiting = {
      ...live,
      phase: { name: 'waiting' } as const,
      reconnects: 12,
      resumable: true,
    };
    expect(hint(waiting)).toContain('You go on where you were');
  });

  it('says what to hold in steady mode', () => {
    expect(hint({ ...live, steady: true })).toContain('Hold the button');
    expect(hint({ ...live, steady: true, talkPressed: true })).toBe('Maya hears you.');
  });

  it('says how often a skipped test can be begun', () => {
    const phase = { name: 'ended', reason: 'skipped' } as const;
    expect(hint({ ...live, phase })).toContain('begun three times before it is used up');
  });

  it('reminds of the muted microphone', () => {
    expect(hint({ ...live, muted: true })).toContain('muted');
  });
});

describe('connection', () => {
  it.each<[ConversationState['phase'], string]>([
    [{ name: 'idle' }, 'Not connected'],
    [{ name: 'ticket' }, 'Connecting'],
    [{ name: 'live' }, 'Connected'],
    [{ name: 'failed', problem: 'fault' }, 'Disconnected'],
  ])('is told in words: %o', (phase, text) => {
    expect(connectionLabel({ ...INITIAL_STATE, phase }).text).toBe(text);
  });
});

describe('lag', () => {
  const slow = { quality: 'slow', roundTripMs: 700, delayMs: 300, underruns: 1 } as const;
  const bad = { ...slow, quality: 'bad' } as const;

  it('appears when the connection is slow, and again when it is bad', () => {
    expect(lagNotice(live)).toBeUndefined();
    expect(lagNotice({ ...live, connectionQuality: slow })?.title).toContain('slow');
    expect(
      lagNotice({ ...live, connectionQuality: slow, acceptedQuality: 'slow' }),
    ).toBeUndefined();
    expect(lagNotice({ ...live, connectionQuality: bad, acceptedQuality: 'slow' })).toBeDefined();
    expect(lagNotice({ ...live, connectionQuality: bad, acceptedQuality: 'bad' })).toBeUndefined();
  });

  it('appears while the connection is lost, not in steady mode or after the end', () => {
    expect(
      lagNotice({ ...live, connectionQuality: bad, phase: { name: 'waiting' } }),
    ).toBeDefined();
    expect(lagNotice({ ...live, connectionQuality: bad, steady: true })).toBeUndefined();
    expect(
      lagNotice({ ...live, connectionQuality: bad, phase: { name: 'ended', reason: 'client' } }),
    ).toBeUndefined();
  });

  it("appears in the connection's label", () => {
    expect(connectionLabel({ ...live, connectionQuality: slow })).toEqual({
      text: 'Slow connection',
      tone: 'slow',
    });
  });
});

describe('the retry label', () => {
  it('resumes where that is possible, and says when it starts anew', () => {
    const failed = (problem: ConversationProblem) => ({
      ...live,
      phase: { name: 'failed', problem } as const,
    });
    expect(retryLabel({ ...failed('denied'), resumable: true })).toBe('Try to go on');
    expect(retryLabel(failed('takenOver'))).toBe('New conversation');
    expect(retryLabel(failed('revoked'))).toBe('New conversation');
    expect(retryLabel(failed('fault'))).toBe('Try again');
  });
});

describe('help', () => {
  it('has steps for every problem', () => {
    for (const { title, text, steps } of Object.values(PROBLEM_HELP)) {
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
