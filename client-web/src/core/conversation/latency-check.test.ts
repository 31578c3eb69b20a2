import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClientEvent } from '../api/result.ts';
import { FakeClock } from '../fake-clock.ts';
import { Conversation } from './conversation.ts';
import {
  FakeAudio,
  FakeProbe,
  FakeSavedConversationStore,
  FakeSockets,
  FakeTickets,
  LATENCY_CHECK,
} from './fakes.ts';
import { latencyNotice } from './latency-check.ts';

describe('latencyNotice', () => {
  it.each([
    [0, undefined],
    [399, undefined],
    [400, LATENCY_CHECK.notices.slow],
    [999, LATENCY_CHECK.notices.slow],
    [1000, LATENCY_CHECK.notices.bad],
  ])('a round trip of %d ms is %s', (ms, notice) => {
    expect(latencyNotice(LATENCY_CHECK, ms)).toBe(notice);
  });
});

describe('the latency check', () => {
  let clock: FakeClock;
  let sockets: FakeSockets;
  let probe: FakeProbe;
  let conversation: Conversation;
  let recordedEvents: ClientEvent[];

  beforeEach(() => {
    clock = new FakeClock();
    sockets = new FakeSockets();
    probe = new FakeProbe();
    recordedEvents = [];
    conversation = new Conversation(new FakeAudio(), {
      tickets: new FakeTickets(),
      sockets,
      probe,
      clock,
      saved: new FakeSavedConversationStore(),
      recordEvent: (event) => recordedEvents.push(event),
      random: () => 1,
    });
  });

  async function start(): Promise<void> {
    const before = sockets.opened.length;
    conversation.start();
    await vi.waitUntil(() => sockets.opened.length > before);
  }

  it('shows a notice about high latency, until it is dismissed', async () => {
    probe.result = 500;
    await start();
    await vi.waitUntil(() => conversation.state().latencyNotice === LATENCY_CHECK.notices.slow);
    expect(probe.urls).toEqual([LATENCY_CHECK.probeUrl]);
    expect(recordedEvents).toEqual([{ type: 'round_trip', region: 'us-east-1', ms: 500 }]);
    conversation.dismissLatencyNotice();
    expect(conversation.state().latencyNotice).toBeUndefined();
  });

  it.each([20, undefined])('is not told when it is %s ms', async (ms) => {
    probe.result = ms;
    await start();
    await probe.result;
    await Promise.resolve();
    expect(conversation.state().latencyNotice).toBeUndefined();
    await vi.waitUntil(() => recordedEvents.length === (ms === undefined ? 0 : 1));
  });

  it('measures once in a conversation', async () => {
    await start();
    sockets.newest.goLive();
    sockets.newest.listener.onClose(1006);
    clock.advance(0);
    await vi.waitUntil(() => sockets.opened.length === 2);
    expect(probe.urls.length).toBe(1);
  });

  it('ignores the measurement of an earlier conversation', async () => {
    let report: (ms: number) => void = () => undefined;
    probe.result = new Promise((resolve) => {
      report = resolve;
    });
    await start();
    conversation.end();
    probe.result = 20;
    await start();
    report(500);
    await Promise.resolve();
    await Promise.resolve();
    expect(conversation.state().latencyNotice).toBeUndefined();
  });
});
