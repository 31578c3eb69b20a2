import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeClock } from '../fake-clock.ts';
import type { Conversation } from './conversation.ts';
import { ConversationFixture, voice } from './conversation-fixture.ts';
import type { FakeAudio, FakeSavedConversationStore, FakeSockets, FakeTickets } from './fakes.ts';

describe('a conversation with a capsule after a reload', () => {
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
    audio.capture(20);
    sockets.newest.receive({ type: 'ack', sequence: 12 });
    sockets.newest.listener.onMessage(voice(4, 1500));
    audio.listener?.onPlayout({ epoch: 4, playedMs: 700, bufferedMs: 800, underruns: 1 });
    conversation.leave();
    conversation = fixture.newConversation();
  });

  it('offers a resume, and starts nothing by itself', () => {
    expect(conversation.state()).toMatchObject({ phase: { name: 'idle' }, resumable: true });
    expect(sockets.opened.length).toBe(1);
  });

  it('resumes after the last audio played, with unused sequence numbers', async () => {
    conversation.resume();
    await vi.waitUntil(() => sockets.opened.length === 2);
    audio.capture(2);
    sockets.newest.listener.onOpen();
    expect(tickets.sessions.at(-1)).toBe('s-1');
    expect(fixture.sent()[0]).toMatchObject({
      type: 'resume',
      capsule: 'c4p',
      sequence: 20,
      epoch: 4,
      receivedMs: 700,
      captions: 0,
      wordsLost: false,
      replyLost: true,
    });
    expect(sockets.newest.sequences).toEqual([20, 21]);
  });

  it("counts played audio from the reply's start", async () => {
    conversation.resume();
    await vi.waitUntil(() => sockets.opened.length === 2);
    sockets.newest.goLive();
    audio.listener?.onPlayout({ epoch: 4, playedMs: 250, bufferedMs: 10, underruns: 0 });
    expect(fixture.sent().at(-1)).toMatchObject({ epoch: 4, playedMs: 950, underruns: 0 });
    audio.listener?.onPlayout({ epoch: 5, playedMs: 250, bufferedMs: 10, underruns: 0 });
    expect(fixture.sent().at(-1)).toMatchObject({ epoch: 5, playedMs: 250 });
  });

  it('skips sequence numbers that a crashed page may have used', async () => {
    store.saved = store.saved && { ...store.saved, left: false };
    store.ageMs = 3200;
    conversation = fixture.newConversation();
    conversation.resume();
    await vi.waitUntil(() => sockets.opened.length === 2);
    sockets.newest.listener.onOpen();
    expect(fixture.sent()[0]).toMatchObject({ sequence: 120 });
  });

  it('reports words as lost with a crashed page', async () => {
    conversation.resume();
    await vi.waitUntil(() => sockets.opened.length === 2);
    sockets.newest.goLive();
    sockets.newest.receive({ type: 'capsule', counter: 4, sealed: 'n3w' });
    conversation = fixture.newConversation();
    conversation.resume();
    await vi.waitUntil(() => sockets.opened.length === 3);
    sockets.newest.listener.onOpen();
    expect(fixture.sent()[0]).toMatchObject({ capsule: 'n3w', wordsLost: true });
  });

  it('reports unacknowledged words as lost with the page', async () => {
    conversation.resume();
    await vi.waitUntil(() => sockets.opened.length === 2);
    sockets.newest.goLive();
    audio.capture(10, 0.5);
    conversation.leave();
    conversation = fixture.newConversation();
    conversation.resume();
    await vi.waitUntil(() => sockets.opened.length === 3);
    sockets.newest.listener.onOpen();
    expect(fixture.sent()[0]).toMatchObject({ wordsLost: true });
  });

  it('requests the newest captions again, which were in memory only', async () => {
    store.saved = store.saved && { ...store.saved, captions: 100 };
    conversation = fixture.newConversation();
    conversation.resume();
    await vi.waitUntil(() => sockets.opened.length === 2);
    sockets.newest.listener.onOpen();
    expect(fixture.sent()[0]).toMatchObject({ captions: 60 });
  });

  it('no longer offers a resume after half an hour', () => {
    store.ageMs = 60_000;
    conversation = fixture.newConversation();
    clock.advance(29 * 60_000 - 1);
    expect(conversation.state().resumable).toBe(true);
    clock.advance(1);
    expect(conversation.state().resumable).toBe(false);
    expect(store.saved).toBeUndefined();
  });

  it('discards the saved conversation for a new one', async () => {
    conversation.start();
    expect(store.saved).toBeUndefined();
    await vi.waitUntil(() => sockets.opened.length === 2);
    sockets.newest.goLive();
    audio.capture(1);
    expect(tickets.sessions.at(-1)).toBeUndefined();
    expect(fixture.sent()).toEqual([{ type: 'start', client: 'web/1' }]);
    expect(sockets.newest.sequences).toEqual([0]);
  });
});
