import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Conversation } from './conversation.ts';
import { ConversationFixture } from './conversation-fixture.ts';
import type { FakeAudio, FakeSavedConversationStore, FakeSockets, FakeTickets } from './fakes.ts';
import { INITIAL_STATE } from './state.ts';

describe('a conversation whose user signs out', () => {
  let fixture: ConversationFixture;
  let audio: FakeAudio;
  let sockets: FakeSockets;
  let tickets: FakeTickets;
  let store: FakeSavedConversationStore;
  let conversation: Conversation;

  beforeEach(() => {
    fixture = new ConversationFixture();
    ({ audio, sockets, tickets, store } = fixture);
    conversation = fixture.newConversation();
  });

  async function startConversation(): Promise<void> {
    conversation.start();
    await vi.waitUntil(() => sockets.opened.length === 1);
    sockets.newest.goLive();
    sockets.newest.receive({ type: 'welcome', sessionId: 's-1' });
    sockets.newest.receive({ type: 'capsule', counter: 1, sealed: 'c4p' });
    sockets.newest.receive({
      type: 'caption',
      speaker: 'examiner',
      stage: 'final',
      epoch: 1,
      text: 'Hello.',
    });
  }

  it('is ended and deleted', async () => {
    await startConversation();
    conversation.signOut();
    expect(sockets.newest.texts.at(-1)).toBe('{"type":"end"}');
    expect(sockets.newest.closed).toBe(true);
    expect(audio.calls.at(-1)).toBe('close');
    expect(store.saved).toBeUndefined();
    expect(conversation.state()).toEqual(INITIAL_STATE);
  });

  it('cannot be resumed after a reload', async () => {
    await startConversation();
    conversation.leave();
    expect(store.saved).toBeDefined();
    conversation = fixture.newConversation();
    expect(conversation.state().resumable).toBe(true);
    conversation.signOut();
    expect(store.saved).toBeUndefined();
    expect(conversation.state().resumable).toBe(false);
  });

  it('is followed by one with another session', async () => {
    await startConversation();
    const before = tickets.resets;
    conversation.signOut();
    expect(tickets.resets).toBe(before + 1);
  });
});
