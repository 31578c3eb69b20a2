import { beforeEach, describe, expect, it } from 'vitest';
import type { ClientEvent } from '../api/result.ts';
import { FakeClock } from '../fake-clock.ts';
import { A_TICKET } from './fakes.ts';
import type { SocketListener } from './ports.ts';
import { type ConversationState, INITIAL_STATE, type Phase } from './state.ts';
import { reportConversation, TelemetrySockets } from './telemetry.ts';

const REGION = 'us-east-1';

describe('telemetry of', () => {
  let clock: FakeClock;
  let recordedEvents: ClientEvent[];
  const recordEvent = (event: ClientEvent) => void recordedEvents.push(event);

  beforeEach(() => {
    clock = new FakeClock();
    recordedEvents = [];
  });

  describe('a connection', () => {
    const received: unknown[] = [];
    const listener: SocketListener = {
      onOpen: () => received.push('opened'),
      onMessage: (message) => received.push(message),
      onClose: (code) => received.push(code),
    };
    let inner: SocketListener;

    beforeEach(() => {
      received.length = 0;
      const open = (_: unknown, its: SocketListener) => {
        inner = its;
        return { send: () => undefined, close: () => undefined };
      };
      new TelemetrySockets({ open }, clock, recordEvent).open(A_TICKET, listener);
    });

    it('is its delay, and the close code of a loss', () => {
      clock.advance(340);
      inner.onOpen();
      inner.onMessage('hello');
      inner.onClose(1006);
      expect(received).toEqual(['opened', 'hello', 1006]);
      expect(recordedEvents).toEqual([
        { type: 'stream_delay', region: REGION, ms: 340 },
        { type: 'connection_lost', region: REGION, code: '1006' },
      ]);
    });

    it('is nothing after a normal close', () => {
      inner.onClose(1000);
      expect(received).toEqual([1000]);
      expect(recordedEvents).toEqual([]);
    });
  });

  describe('a conversation', () => {
    let state: ConversationState;
    let notify: () => void;

    beforeEach(() => {
      state = INITIAL_STATE;
      const onState = (listener: () => void) => {
        notify = listener;
        return () => true;
      };
      reportConversation({ state: () => state, subscribe: onState }, clock, recordEvent);
    });

    const becomes = (change: Partial<ConversationState>) => {
      state = { ...state, ...change };
      notify();
    };
    const phase = (its: Phase) => becomes({ phase: its });

    it('is the time from the start to the first word, once', () => {
      phase({ name: 'microphone' });
      clock.advance(900);
      phase({ name: 'live' });
      clock.advance(600);
      becomes({ turn: 'speaking' });
      becomes({ turn: 'listening' });
      becomes({ turn: 'speaking' });
      expect(recordedEvents).toEqual([{ type: 'first_word', region: REGION, ms: 1500 }]);
    });

    it('does not include an earlier start that was given up', () => {
      phase({ name: 'microphone' });
      phase({ name: 'idle' });
      clock.advance(60_000);
      phase({ name: 'microphone' });
      clock.advance(1000);
      phase({ name: 'live' });
      becomes({ turn: 'speaking' });
      expect(recordedEvents.map(({ ms }) => ms)).toEqual([1000]);
    });

    it("is the microphone's problem, once", () => {
      phase({ name: 'microphone' });
      phase({ name: 'failed', problem: 'denied' });
      becomes({ muted: true });
      expect(recordedEvents).toEqual([{ type: 'microphone_error', code: 'denied' }]);
    });
  });
});
