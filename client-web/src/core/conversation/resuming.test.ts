import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeClock } from '../fake-clock.ts';
import type { Conversation } from './conversation.ts';
import { ConversationFixture, voice } from './conversation-fixture.ts';
import {
  A_TICKET,
  type FakeAudio,
  type FakeSavedConversationStore,
  type FakeSockets,
  type FakeTickets,
} from './fakes.ts';
import type { TicketResult } from './ports.ts';

describe('a conversation with a capsule', () => {
  let fixture: ConversationFixture;
  let audio: FakeAudio;
  let sockets: FakeSockets;
  let clock: FakeClock;
  let tickets: FakeTickets;
  let store: FakeSavedConversationStore;
  let conversation: Conversation;

  beforeEach(async () => {
    fixture = new ConversationFixture();
    ({ audio, sockets, clock, tickets, store } = fixture);
    conversation = fixture.newConversation();
    conversation.start();
    await vi.waitUntil(() => sockets.opened.length === 1);
    sockets.newest.goLive();
    sockets.newest.receive({ type: 'welcome', sessionId: 's-1' });
    sockets.newest.receive({ type: 'capsule', counter: 3, sealed: 'c4p' });
  });

  async function reconnect(afterMs = 0): Promise<void> {
    const before = sockets.opened.length;
    clock.advance(afterMs);
    await vi.waitUntil(() => sockets.opened.length > before);
    sockets.newest.listener.onOpen();
    sockets.newest.receive({ type: 'welcome', sessionId: 's-1' });
  }

  it('stores the newest capsule and confirms it', () => {
    sockets.newest.receive({ type: 'capsule', counter: 5, sealed: 'n3w' });
    sockets.newest.receive({ type: 'capsule', counter: 4, sealed: '0ld' });
    expect(store.saved).toMatchObject({ sessionId: 's-1', counter: 5, sealed: 'n3w' });
    expect(fixture.sent().slice(1)).toEqual([
      { type: 'capsuleStored', counter: 3 },
      { type: 'capsuleStored', counter: 5 },
    ]);
  });

  it('resumes at once with a ticket of the same session, without losing speech', async () => {
    audio.capture(10);
    sockets.newest.receive({ type: 'ack', sequence: 5 });
    sockets.newest.listener.onClose(1006);
    audio.capture(4);
    await reconnect();
    audio.capture(1);
    sockets.newest.receive({ type: 'resumed', reattached: true });
    audio.capture(1);
    expect(tickets.sessions).toEqual([undefined, 's-1']);
    expect(fixture.sent()).toEqual([
      {
        type: 'resume',
        capsule: 'c4p',
        sequence: 6,
        epoch: 0,
        receivedMs: 0,
        captions: 0,
        wordsLost: false,
        replyLost: false,
        client: 'web/1',
      },
      { type: 'lagTolerance', on: false },
      { type: 'mute', muted: false },
    ]);
    expect(sockets.newest.sequences).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(sockets.newest.captured).toEqual([6, 7, 8, 9, 10, 11, 12, 13, 14, 15]);
    expect(conversation.state().phase.name).toBe('live');
  });

  it('replays push-to-talk audio from the interruption, and keeps the microphone closed after', async () => {
    conversation.setSteady(true);
    conversation.pushToTalk(true);
    audio.capture(10);
    conversation.pushToTalk(false);
    sockets.newest.receive({ type: 'ack', sequence: 6 });
    sockets.newest.listener.onClose(1006);
    audio.capture(5);
    conversation.pushToTalk(true);
    audio.capture(3);
    conversation.pushToTalk(false);
    await reconnect();
    sockets.newest.receive({ type: 'resumed', reattached: true });
    audio.capture(5);
    expect(sockets.newest.captured).toEqual([7, 8, 9, 15, 16, 17]);
    expect(sockets.newest.sequences).toEqual([7, 8, 9, 10, 11, 12]);
    expect(fixture.sent().slice(1)).toEqual([
      { type: 'lagTolerance', on: true },
      { type: 'mute', muted: true },
    ]);
    conversation.pushToTalk(true);
    audio.capture(1);
    expect(fixture.sent().at(-1)).toEqual({ type: 'mute', muted: false });
    expect(sockets.newest.sequences.at(-1)).toBe(13);
  });

  it('leaves a frozen node soon also after push-to-talk was released', async () => {
    conversation.setSteady(true);
    conversation.pushToTalk(true);
    audio.capture(10, 0.5);
    conversation.pushToTalk(false);
    clock.advance(2600);
    await reconnect();
    expect(fixture.sent()[0]).toMatchObject({ sequence: 0, wordsLost: false });
    expect(sockets.newest.sequences.length).toBe(10);
  });

  it('replays the last ten seconds after a longer interruption', async () => {
    sockets.newest.listener.onClose(1006);
    audio.capture(400);
    await reconnect();
    expect(fixture.sent()[0]).toMatchObject({ sequence: 88 });
    expect(sockets.newest.sequences.length).toBe(312);
  });

  it('reports the received audio, and keeps the player running', async () => {
    sockets.newest.listener.onMessage(voice(2, 100));
    sockets.newest.listener.onMessage(voice(2, 60));
    sockets.newest.receive({
      type: 'caption',
      speaker: 'examiner',
      stage: 'planned',
      epoch: 2,
      text: 'So.',
    });
    const calls = [...audio.calls];
    sockets.newest.listener.onClose(1011);
    await reconnect();
    sockets.newest.receive({ type: 'resumed', reattached: true });
    sockets.newest.listener.onMessage(voice(2, 40));
    expect(fixture.sent()[0]).toMatchObject({
      epoch: 2,
      receivedMs: 160,
      captions: 1,
      wordsLost: false,
      replyLost: true,
    });
    expect(audio.calls).toEqual(calls);
    expect(audio.played.length).toBe(3);
    sockets.newest.listener.onClose(1006);
    await reconnect(250);
    expect(fixture.sent()[0]).toMatchObject({ epoch: 2, receivedMs: 200 });
  });

  it('drops the current reply when the gateway that took over clears it', async () => {
    sockets.newest.listener.onMessage(voice(2, 100));
    sockets.newest.listener.onClose(1006);
    await reconnect();
    sockets.newest.receive({ type: 'resumed', reattached: false });
    sockets.newest.receive({ type: 'clear', epoch: 3 });
    expect(audio.calls.at(-1)).toBe('clear 3');
  });

  it('reports words as lost that were acknowledged without a caption', async () => {
    audio.capture(10, 0.5);
    sockets.newest.receive({ type: 'ack', sequence: 9 });
    sockets.newest.listener.onClose(1006);
    await reconnect();
    expect(fixture.sent()[0]).toMatchObject({ wordsLost: true, replyLost: false, sequence: 10 });
  });

  it('counts underruns per connection', async () => {
    audio.listener?.onPlayout({ epoch: 1, playedMs: 100, bufferedMs: 0, underruns: 2 });
    sockets.newest.listener.onClose(1006);
    await reconnect();
    audio.listener?.onPlayout({ epoch: 1, playedMs: 200, bufferedMs: 0, underruns: 3 });
    expect(fixture.sent().at(-1)).toMatchObject({ type: 'playout', playedMs: 200, underruns: 1 });
  });

  it('remembers lost words after the player was closed', async () => {
    audio.capture(10, 0.5);
    sockets.newest.receive({ type: 'ack', sequence: 9 });
    tickets.result = { type: 'refused', problem: 'refused' };
    sockets.newest.listener.onClose(1006);
    clock.advance(0);
    await vi.waitUntil(() => conversation.state().phase.name === 'failed');
    tickets.result = { type: 'granted', ticket: A_TICKET };
    conversation.resume();
    await reconnect();
    expect(fixture.sent()[0]).toMatchObject({ wordsLost: true });
  });

  it('requests unplayed audio again after the player was closed', async () => {
    sockets.newest.listener.onMessage(voice(4, 1500));
    audio.listener?.onPlayout({ epoch: 4, playedMs: 700, bufferedMs: 800, underruns: 1 });
    tickets.result = { type: 'refused', problem: 'refused' };
    sockets.newest.listener.onClose(1006);
    clock.advance(0);
    await vi.waitUntil(() => conversation.state().phase.name === 'failed');
    tickets.result = { type: 'granted', ticket: A_TICKET };
    conversation.resume();
    await reconnect();
    expect(fixture.sent()[0]).toMatchObject({ epoch: 4, receivedMs: 700, replyLost: true });
    sockets.newest.receive({ type: 'resumed', reattached: true });
    sockets.newest.receive({ type: 'replyEnd', epoch: 4, audioMs: 700 });
    sockets.newest.listener.onClose(1006);
    await reconnect(250);
    expect(fixture.sent()[0]).toMatchObject({ epoch: 4, receivedMs: 700, replyLost: false });
  });

  it('reconnects until the capsule expires', async () => {
    tickets.result = { type: 'unreachable' };
    sockets.newest.listener.onClose(1006);
    let ms = 0;
    for (; conversation.state().phase.name !== 'failed'; ms += 1000) {
      clock.advance(1000);
      await Promise.resolve();
      await Promise.resolve();
    }
    expect(ms / 60_000).toBeCloseTo(30, 0);
    expect(conversation.state().phase).toEqual({ name: 'failed', problem: 'expired' });
    expect(store.saved).toBeUndefined();
  });

  it('reconnects when a ticket takes longer than two seconds', async () => {
    tickets.result = new Promise(() => undefined);
    sockets.newest.listener.onClose(1006);
    clock.advance(0);
    clock.advance(2000);
    expect(conversation.state()).toMatchObject({ phase: { name: 'waiting' }, reconnects: 2 });
  });

  it('has two seconds for ticket and connection together', async () => {
    let grant: (answer: TicketResult) => void = () => undefined;
    tickets.result = new Promise((resolve) => {
      grant = resolve;
    });
    sockets.newest.listener.onClose(1006);
    clock.advance(1500);
    grant({ type: 'granted', ticket: A_TICKET });
    await vi.waitUntil(() => sockets.opened.length === 2);
    clock.advance(499);
    expect(conversation.state()).toMatchObject({ phase: { name: 'opening' }, reconnects: 1 });
    clock.advance(1);
    expect(conversation.state()).toMatchObject({ phase: { name: 'waiting' }, reconnects: 2 });
  });

  it("leaves a node that dies while it opens Maya's stream after six seconds", async () => {
    sockets.newest.listener.onClose(1006);
    await reconnect();
    sockets.newest.receive({ type: 'resumed', reattached: false });
    for (let n = 0; n < 9; n++) {
      audio.capture(50);
      clock.advance(1000);
      sockets.newest.receive({ type: 'ping', id: n });
    }
    expect(conversation.state().phase.name).toBe('connecting');
    clock.advance(5900);
    expect(conversation.state().phase.name).toBe('connecting');
    clock.advance(200);
    expect(conversation.state().phase.name).toBe('waiting');
  });

  it('deletes the saved conversation at the end', () => {
    sockets.newest.receive({ type: 'ended', reason: 'examiner' });
    expect(store.saved).toBeUndefined();
  });

  it('deletes it when another connection took over, and does not reconnect', async () => {
    sockets.newest.listener.onClose(4409);
    clock.advance(60_000);
    expect(store.saved).toBeUndefined();
    expect(conversation.state().phase).toEqual({ name: 'failed', problem: 'takenOver' });
    expect(sockets.opened.length).toBe(1);
  });

  it('deletes it when the candidate ends it without a connection', () => {
    sockets.newest.listener.onClose(1006);
    conversation.end();
    expect(store.saved).toBeUndefined();
  });
});
