import { beforeEach, describe, expect, it } from 'vitest';
import type { ServerMessage } from '../protocol.ts';
import { DeliveryProgress, INITIAL_POSITION } from './delivery-progress.ts';

describe('DeliveryProgress', () => {
  let progress: DeliveryProgress;

  beforeEach(() => {
    progress = new DeliveryProgress(INITIAL_POSITION, 0);
  });

  describe("the position in Maya's audio", () => {
    it('is the newest reply and its audio', () => {
      audio(1, 300);
      audio(1, 200);
      expect(progress.received).toEqual({ epoch: 1, receivedMs: 500 });
      audio(2, 100);
      expect(progress.received).toEqual({ epoch: 2, receivedMs: 100 });
    });

    it('is the start of the next reply after clear, even if audio of the old one arrives', () => {
      audio(1, 300);
      receive({ type: 'clear', epoch: 2 });
      audio(1, 100);
      expect(progress.received).toEqual({ epoch: 2, receivedMs: 0 });
    });

    it('is not a reply that is only planned: the tail of the one before may be in flight', () => {
      audio(1, 300);
      planned(2);
      expect(progress.received).toEqual({ epoch: 1, receivedMs: 300 });
    });

    it('continues from an earlier page load', () => {
      progress = new DeliveryProgress({ epoch: 4, receivedMs: 1000 }, 0);
      audio(4, 200);
      expect(progress.received).toEqual({ epoch: 4, receivedMs: 1200 });
    });

    it('is what was played once the player is closed', () => {
      audio(1, 300);
      audio(2, 900);
      reportPlayout(1, 250);
      expect(progress.played).toEqual({ epoch: 1, receivedMs: 250 });
      receive({ type: 'clear', epoch: 3 });
      expect(progress.played).toEqual({ epoch: 3, receivedMs: 0 });
    });
  });

  describe('a reply is lost', () => {
    it('not before the first reply', () => {
      expect(progress.replyLost).toBe(false);
    });

    it('while it arrives, until its end', () => {
      audio(1, 300);
      expect(progress.replyLost).toBe(true);
      receive({ type: 'replyEnd', epoch: 1, audioMs: 300 });
      expect(progress.replyLost).toBe(false);
    });

    it('while it is planned', () => {
      planned(1);
      expect(progress.replyLost).toBe(true);
    });

    it('not when it was interrupted', () => {
      audio(1, 300);
      receive({ type: 'clear', epoch: 2 });
      expect(progress.replyLost).toBe(false);
    });

    it('not by the captions that follow its end', () => {
      reply(1);
      final('examiner', 1);
      planned(1);
      expect(progress.replyLost).toBe(false);
    });

    it("when the candidate has no answer yet, until the answer's end", () => {
      reply(1);
      final('candidate', 1);
      expect(progress.replyLost).toBe(true);
      audio(2, 100);
      expect(progress.replyLost).toBe(true);
      receive({ type: 'replyEnd', epoch: 2, audioMs: 100 });
      expect(progress.replyLost).toBe(false);
    });

    it('when the candidate interrupted and has no answer yet', () => {
      audio(1, 300);
      receive({ type: 'clear', epoch: 2 });
      final('candidate', 1);
      expect(progress.replyLost).toBe(true);
    });

    it('not by a caption that comes after the reply to it has started', () => {
      reply(1);
      reply(2);
      final('candidate', 1);
      expect(progress.replyLost).toBe(false);
    });

    it('not by words that were acknowledged', () => {
      reply(1);
      progress.onVoiceAcknowledged();
      expect(progress.replyLost).toBe(false);
    });
  });

  describe('words are lost', () => {
    it('not before any were acknowledged, whatever Maya says', () => {
      audio(1, 300);
      expect(progress.wordsLost).toBe(false);
    });

    it('when they were acknowledged, until their caption', () => {
      reply(1);
      progress.onVoiceAcknowledged();
      expect(progress.wordsLost).toBe(true);
      final('candidate', 1);
      expect(progress.wordsLost).toBe(false);
    });

    it('not by a cough without a caption once the next reply has started', () => {
      audio(1, 300);
      progress.onVoiceAcknowledged();
      audio(1, 300);
      receive({ type: 'replyEnd', epoch: 1, audioMs: 600 });
      expect(progress.wordsLost).toBe(true);
      audio(2, 100);
      expect(progress.wordsLost).toBe(false);
    });

    it('when an interruption has no caption yet', () => {
      audio(1, 300);
      progress.onVoiceAcknowledged();
      receive({ type: 'clear', epoch: 2 });
      audio(1, 100);
      expect(progress.wordsLost).toBe(true);
    });

    it('when the reply continues that an earlier page load had started to play', () => {
      progress = new DeliveryProgress({ epoch: 4, receivedMs: 1000 }, 0, true);
      audio(4, 200);
      expect(progress.wordsLost).toBe(true);
    });

    it('not after another node took over, which asks for them', () => {
      reply(1);
      progress.onVoiceAcknowledged();
      receive({ type: 'resumed', reattached: false });
      expect(progress.wordsLost).toBe(false);
    });
  });

  it('counts captions since the start or a takeover', () => {
    planned(1);
    final('examiner', 1);
    receive({ type: 'resumed', reattached: true });
    final('candidate', 1);
    expect(progress.captions).toBe(3);
    receive({ type: 'resumed', reattached: false });
    final('candidate', 1);
    expect(progress.captions).toBe(1);
  });

  function receive(message: ServerMessage): void {
    progress.onMessage(message);
  }

  function audio(epoch: number, ms: number): void {
    progress.onAudio({ epoch, sequence: 0, pcm: new Int16Array(ms * 24) });
  }

  function reportPlayout(epoch: number, playedMs: number): void {
    progress.onPlayout({ epoch, playedMs, bufferedMs: 0, underruns: 0 });
  }

  function reply(epoch: number): void {
    audio(epoch, 100);
    receive({ type: 'replyEnd', epoch, audioMs: 100 });
  }

  function planned(epoch: number): void {
    receive({ type: 'caption', speaker: 'examiner', stage: 'planned', epoch, text: 'So.' });
  }

  function final(speaker: 'examiner' | 'candidate', epoch: number): void {
    receive({ type: 'caption', speaker, stage: 'final', epoch, text: 'So.' });
  }
});
