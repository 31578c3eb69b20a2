import { describe, expect, it } from 'vitest';
import {
  type CaptionLog,
  MAX_ENTRIES,
  NO_CAPTIONS,
  onNewConnection,
  withCaption,
  withoutPlans,
} from './captions.ts';

describe('captions', () => {
  it('moves sentences from planned to final', () => {
    let log = maya(NO_CAPTIONS, 1, 'planned', 'Good morning. What is your name?');
    log = maya(log, 1, 'final', 'Good morning.');
    expect(shown(log)).toEqual(['examiner: Good morning. [What is your name?]']);
    log = maya(log, 1, 'final', 'What is your name?');
    expect(shown(log)).toEqual(['examiner: Good morning. What is your name?']);
  });

  it('drops one planned sentence when the final one differs', () => {
    let log = maya(NO_CAPTIONS, 1, 'planned', 'Good morning! Where do you live?');
    log = maya(log, 1, 'final', 'Good morning.');
    expect(shown(log)).toEqual(['examiner: Good morning. [Where do you live?]']);
  });

  it('joins consecutive plans', () => {
    let log = maya(NO_CAPTIONS, 1, 'planned', 'Thank you.');
    log = maya(log, 1, 'planned', 'Now, part two.');
    expect(shown(log)).toEqual(['examiner: [Thank you. Now, part two.]']);
  });

  it("keeps the candidate's sentences together until Maya speaks", () => {
    let log = candidate(NO_CAPTIONS, 0, 'I live in Busan.');
    log = candidate(log, 0, 'It is by the sea.');
    log = maya(log, 1, 'final', 'I see.');
    log = candidate(log, 1, 'Yes.');
    expect(shown(log)).toEqual([
      'candidate: I live in Busan. It is by the sea.',
      'examiner: I see.',
      'candidate: Yes.',
    ]);
  });

  it('drops planned captions at an interruption', () => {
    let log = maya(NO_CAPTIONS, 1, 'planned', 'One. Two.');
    log = maya(log, 1, 'final', 'One.');
    log = withoutPlans(log, 2);
    expect(log.entries[0].interrupted).toBe(true);
    expect(shown(log)).toEqual(['examiner: One.']);
  });

  it('adds a late caption to its own reply after an interruption', () => {
    let log = maya(NO_CAPTIONS, 1, 'planned', 'One. Two.');
    log = withoutPlans(log, 2);
    log = candidate(log, 1, 'Sorry?');
    log = maya(log, 1, 'final', 'One.');
    expect(shown(log)).toEqual(['examiner: One.', 'candidate: Sorry?']);
  });

  it("does not mix a new connection's replies with those of the old one", () => {
    let log = maya(NO_CAPTIONS, 1, 'final', 'Before.');
    log = maya(onNewConnection(log), 1, 'final', 'After.');
    expect(shown(log)).toEqual(['examiner: Before.', 'examiner: After.']);
  });

  it('keeps the newest entries only', () => {
    let log = NO_CAPTIONS;
    for (let epoch = 1; epoch <= MAX_ENTRIES + 5; epoch++) log = maya(log, epoch, 'final', 'Hm.');
    expect(log.entries.length).toBe(MAX_ENTRIES);
    expect(log.entries.at(-1)?.epoch).toBe(MAX_ENTRIES + 5);
    expect(new Set(log.entries.map((entry) => entry.id)).size).toBe(MAX_ENTRIES);
  });
});

function maya(log: CaptionLog, epoch: number, stage: 'planned' | 'final', text: string) {
  return withCaption(log, { type: 'caption', speaker: 'examiner', stage, epoch, text });
}

function candidate(log: CaptionLog, epoch: number, text: string) {
  return withCaption(log, { type: 'caption', speaker: 'candidate', stage: 'final', epoch, text });
}

function shown(log: CaptionLog): string[] {
  return log.entries.map(({ speaker, sentences: said, planned }) =>
    [`${speaker}:`, ...said, ...(planned === '' ? [] : [`[${planned}]`])].join(' '),
  );
}
