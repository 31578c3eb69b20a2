import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeAudio, FakeSavedConversationStore, FakeSockets, FakeTickets } from './fakes.ts';
import type { Session } from './session.ts';
import { SessionBench } from './session-bench.ts';
import { INITIAL_STATE } from './state.ts';

describe('a conversation whose person signs out', () => {
  let bench: SessionBench;
  let audio: FakeAudio;
  let sockets: FakeSockets;
  let tickets: FakeTickets;
  let kept: FakeSavedConversationStore;
  let session: Session;

  beforeEach(() => {
    bench = new SessionBench();
    ({ audio, sockets, tickets, store: kept } = bench);
    session = bench.newSession();
  });

  async function talk(): Promise<void> {
    session.start();
    await vi.waitUntil(() => sockets.opened.length === 1);
    sockets.newest.goesLive();
    sockets.newest.says({ type: 'welcome', sessionId: 's-1' });
    sockets.newest.says({ type: 'capsule', counter: 1, sealed: 'c4p' });
    sockets.newest.says({
      type: 'caption',
      speaker: 'examiner',
      stage: 'final',
      epoch: 1,
      text: 'Hello.',
    });
  }

  it('is ended, and nothing of it is left', async () => {
    await talk();
    session.signOut();
    expect(sockets.newest.texts.at(-1)).toBe('{"type":"end"}');
    expect(sockets.newest.closed).toBe(true);
    expect(audio.calls.at(-1)).toBe('close');
    expect(kept.saved).toBeUndefined();
    expect(session.state()).toEqual(INITIAL_STATE);
  });

  it('cannot be gone on with after a reload', async () => {
    await talk();
    session.leave();
    expect(kept.saved).toBeDefined();
    session = bench.newSession();
    expect(session.state().resumable).toBe(true);
    session.signOut();
    expect(kept.saved).toBeUndefined();
    expect(session.state().resumable).toBe(false);
  });

  it('is followed by one with a session of its own', async () => {
    await talk();
    const before = tickets.forgotten;
    session.signOut();
    expect(tickets.forgotten).toBe(before + 1);
  });
});
