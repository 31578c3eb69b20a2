import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeClock } from '../fake-clock.ts';
import { encodeMicrophoneFrame, type ServerMessage } from '../protocol.ts';
import type { Conversation } from './conversation.ts';
import { ConversationFixture } from './conversation-fixture.ts';
import type { FakeAudio, FakeSockets, FakeTickets } from './fakes.ts';

const CANDIDATE_SAID: ServerMessage = {
  type: 'caption',
  speaker: 'candidate',
  stage: 'final',
  epoch: 1,
  text: 'Well.',
};

describe('Session', () => {
  let fixture: ConversationFixture;
  let audio: FakeAudio;
  let sockets: FakeSockets;
  let clock: FakeClock;
  let tickets: FakeTickets;
  let conversation: Conversation;

  beforeEach(() => {
    fixture = new ConversationFixture();
    ({ audio, sockets, clock, tickets } = fixture);
    conversation = fixture.newConversation();
  });

  async function goLive(): Promise<void> {
    const before = sockets.opened.length;
    if (conversation.state().phase.name !== 'waiting') conversation.start();
    else clock.advance(10_000);
    await vi.waitUntil(() => sockets.opened.length > before);
    sockets.newest.goLive();
  }

  it('sends start first, and then the microphone from 0 on', async () => {
    await goLive();
    audio.capture(3);
    expect(sockets.newest.texts).toEqual(['{"type":"start","client":"web/1"}']);
    expect(sockets.newest.sequences).toEqual([0, 1, 2]);
  });

  it('sends nothing captured before the first connection', async () => {
    conversation.start();
    audio.capture(5);
    await vi.waitUntil(() => sockets.opened.length === 1);
    audio.capture(5);
    sockets.newest.goLive();
    audio.capture(1);
    expect(sockets.newest.captured).toEqual([10]);
  });

  it('starts a new connection with current audio, from 0 on', async () => {
    await goLive();
    audio.capture(10);
    sockets.newest.receive({ type: 'ack', sequence: 5 });
    sockets.newest.listener.onClose(1006);
    audio.capture(4);
    await goLive();
    audio.capture(1);
    expect(sockets.newest.captured).toEqual([14]);
    expect(sockets.newest.sequences).toEqual([0]);
  });

  it('buffers nothing for a new conversation', async () => {
    await goLive();
    audio.capture(10);
    conversation.end();
    sockets.newest.receive({ type: 'ended', reason: 'client' });
    await goLive();
    expect(sockets.newest.frames).toEqual([]);
  });

  it('sends no frames while muted, and continues the sequence without a gap', async () => {
    await goLive();
    audio.capture(2);
    conversation.toggleMute();
    audio.capture(5, 0.5);
    conversation.toggleMute();
    audio.capture(2);
    expect(sockets.newest.captured).toEqual([0, 1, 7, 8]);
    expect(sockets.newest.sequences).toEqual([0, 1, 2, 3]);
    expect(sockets.newest.texts.slice(1)).toEqual([
      '{"type":"mute","muted":true}',
      '{"type":"mute","muted":false}',
    ]);
  });

  it("passes Maya's audio to the player and its reports to the gateway", async () => {
    await goLive();
    const frame = encodeMicrophoneFrame(3, 0, Int16Array.of(1, 2));
    new DataView(frame).setUint8(0, 0x02);
    sockets.newest.listener.onMessage(frame);
    sockets.newest.receive({ type: 'replyEnd', epoch: 3, audioMs: 1 });
    sockets.newest.receive({ type: 'clear', epoch: 4 });
    expect(audio.played.map(({ epoch, pcm }) => [epoch, ...pcm])).toEqual([[3, 1, 2]]);
    expect(audio.calls.slice(-2)).toEqual(['end 3', 'clear 4']);
    audio.listener?.onPlayout({ epoch: 3, playedMs: 250, bufferedMs: 10, underruns: 1 });
    expect(JSON.parse(sockets.newest.texts.at(-1) ?? '')).toEqual({
      type: 'playout',
      epoch: 3,
      playedMs: 250,
      bufferedMs: 10,
      underruns: 1,
    });
  });

  it('records each underrun once', async () => {
    await goLive();
    for (const underruns of [0, 1, 1, 2]) {
      audio.listener?.onPlayout({ epoch: 1, playedMs: 250, bufferedMs: 0, underruns });
    }
    const dry = fixture.recordedEvents.filter(({ type }) => type === 'underrun');
    expect(dry).toEqual(Array(2).fill({ type: 'underrun', region: 'us-east-1' }));
    conversation.end();
    sockets.newest.receive({ type: 'ended', reason: 'client' });
    await goLive();
    audio.listener?.onPlayout({ epoch: 1, playedMs: 250, bufferedMs: 0, underruns: 1 });
    expect(fixture.recordedEvents.filter(({ type }) => type === 'underrun').length).toBe(3);
  });

  it('drops a connection without acknowledgement for two and a half seconds', async () => {
    await goLive();
    audio.capture(1);
    clock.advance(2400);
    audio.capture(1);
    expect(conversation.state().phase.name).toBe('live');
    clock.advance(200);
    expect(conversation.state().phase.name).toBe('ticket');
    expect(sockets.newest.closed).toBe(true);
  });

  it('drops a connection without messages for six seconds, also while muted', async () => {
    await goLive();
    conversation.toggleMute();
    for (let n = 0; n < 3; n++) {
      clock.advance(5000);
      sockets.newest.receive({ type: 'ping', id: n });
    }
    expect(JSON.parse(sockets.newest.texts.at(-1) ?? '')).toEqual({ type: 'pong', id: 2 });
    clock.advance(5900);
    expect(conversation.state().phase.name).toBe('live');
    clock.advance(200);
    expect(conversation.state().phase.name).toBe('ticket');
  });

  it('waits longer before each further attempt', async () => {
    await goLive();
    tickets.result = { type: 'unreachable' };
    sockets.newest.listener.onClose(1006);
    const waits: number[] = [];
    while (conversation.state().phase.name === 'waiting') {
      const asked = tickets.requests;
      let waited = 0;
      for (; tickets.requests === asked; waited += 50) clock.advance(waited === 0 ? 0 : 50);
      waits.push(waited - 50);
      await vi.waitUntil(() => conversation.state().phase.name !== 'ticket');
    }
    expect(waits).toEqual([0, 250, 500, 1000, 2000, 4000, 4000, 4000]);
    expect(conversation.state().phase).toEqual({ name: 'failed', problem: 'unreachable' });
  });

  it('ignores the result of an earlier start', async () => {
    conversation.start();
    conversation.end();
    conversation.start();
    await vi.waitUntil(() => sockets.opened.length === 1);
    await Promise.resolve();
    expect(tickets.requests).toBe(1);
  });

  it('releases the microphone when no ticket is issued', async () => {
    tickets.result = { type: 'refused', problem: 'refused' };
    conversation.start();
    await vi.waitUntil(() => conversation.state().phase.name === 'failed');
    expect(audio.calls.at(-1)).toBe('close');
  });

  it('releases everything when the page is closed', async () => {
    await goLive();
    conversation.leave();
    expect(sockets.newest.closed).toBe(true);
    expect(audio.calls.at(-1)).toBe('close');
  });

  it('opens the microphone in steady mode during push-to-talk, and delays replies', async () => {
    await goLive();
    conversation.setSteady(true);
    audio.capture(2);
    conversation.pushToTalk(true);
    audio.capture(2);
    conversation.pushToTalk(false);
    audio.capture(2);
    expect(sockets.newest.captured).toEqual([2, 3]);
    expect(audio.calls.slice(-4)).toEqual(['steady', 'mute', 'unmute', 'mute']);
    expect(sockets.newest.texts.slice(1).map((text) => JSON.parse(text))).toEqual([
      { type: 'lagTolerance', on: true },
      { type: 'mute', muted: true },
      { type: 'mute', muted: false },
      { type: 'mute', muted: true },
    ]);
  });

  it('detects the onset of speech at each push-to-talk', async () => {
    await goLive();
    conversation.setSteady(true);
    for (let n = 0; n < 2; n++) {
      conversation.pushToTalk(true);
      audio.capture(4, 0.5);
      sockets.newest.receive(CANDIDATE_SAID);
      expect(conversation.state().turn).toBe('thinking');
      audio.capture(1, 0.5);
      expect(conversation.state().turn).toBe('listening');
      conversation.pushToTalk(false);
      audio.capture(1, 0.5);
    }
  });

  it('ignores unknown messages', async () => {
    await goLive();
    const before = conversation.state();
    sockets.newest.listener.onMessage('{"type":"weather","data":"x"}');
    sockets.newest.listener.onMessage('not JSON');
    sockets.newest.listener.onMessage(new ArrayBuffer(5));
    expect(conversation.state()).toBe(before);
    expect(audio.played).toEqual([]);
  });
});
