import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeClock } from '../fake-clock.ts';
import type { FakeAudio, FakeSavedConversationStore, FakeSockets, FakeTickets } from './fakes.ts';
import type { Session } from './session.ts';
import { SessionBench, voice } from './session-bench.ts';

describe('a session with a capsule, when the page is loaded again', () => {
  let bench: SessionBench;
  let audio: FakeAudio;
  let sockets: FakeSockets;
  let clock: FakeClock;
  let tickets: FakeTickets;
  let kept: FakeSavedConversationStore;
  let session: Session;

  beforeEach(async () => {
    bench = new SessionBench();
    ({ audio, sockets, clock, tickets, store: kept } = bench);
    session = bench.newSession();
    session.start();
    await vi.waitUntil(() => sockets.opened.length === 1);
    sockets.newest.goesLive();
    sockets.newest.says({ type: 'welcome', sessionId: 's-1' });
    sockets.newest.says({ type: 'capsule', counter: 3, sealed: 'c4p' });
    audio.capture(20);
    sockets.newest.says({ type: 'ack', sequence: 12 });
    sockets.newest.listener.received(voice(4, 1500));
    audio.listener?.played({ epoch: 4, playedMs: 700, bufferedMs: 800, underruns: 1 });
    session.leave();
    session = bench.newSession();
  });

  it('offers to go on, and begins nothing by itself', () => {
    expect(session.state()).toMatchObject({ phase: { name: 'idle' }, resumable: true });
    expect(sockets.opened.length).toBe(1);
  });

  it('goes on where the candidate heard her last, with numbers never used before', async () => {
    session.goOn();
    await vi.waitUntil(() => sockets.opened.length === 2);
    audio.capture(2);
    sockets.newest.listener.opened();
    expect(tickets.sessions.at(-1)).toBe('s-1');
    expect(bench.sent()[0]).toMatchObject({
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

  it("counts what is heard from the reply's beginning", async () => {
    session.goOn();
    await vi.waitUntil(() => sockets.opened.length === 2);
    sockets.newest.goesLive();
    audio.listener?.played({ epoch: 4, playedMs: 250, bufferedMs: 10, underruns: 0 });
    expect(bench.sent().at(-1)).toMatchObject({ epoch: 4, playedMs: 950, underruns: 0 });
    audio.listener?.played({ epoch: 5, playedMs: 250, bufferedMs: 10, underruns: 0 });
    expect(bench.sent().at(-1)).toMatchObject({ epoch: 5, playedMs: 250 });
  });

  it('skips the numbers that a page which crashed may have used', async () => {
    kept.saved = kept.saved && { ...kept.saved, left: false };
    kept.ageMs = 3200;
    session = bench.newSession();
    session.goOn();
    await vi.waitUntil(() => sockets.opened.length === 2);
    sockets.newest.listener.opened();
    expect(bench.sent()[0]).toMatchObject({ sequence: 120 });
  });

  it('says that words went with a page that crashed', async () => {
    session.goOn();
    await vi.waitUntil(() => sockets.opened.length === 2);
    sockets.newest.goesLive();
    sockets.newest.says({ type: 'capsule', counter: 4, sealed: 'n3w' });
    session = bench.newSession();
    session.goOn();
    await vi.waitUntil(() => sockets.opened.length === 3);
    sockets.newest.listener.opened();
    expect(bench.sent()[0]).toMatchObject({ capsule: 'n3w', wordsLost: true });
  });

  it('says that words went with it which were not acknowledged', async () => {
    session.goOn();
    await vi.waitUntil(() => sockets.opened.length === 2);
    sockets.newest.goesLive();
    audio.capture(10, 0.5);
    session.leave();
    session = bench.newSession();
    session.goOn();
    await vi.waitUntil(() => sockets.opened.length === 3);
    sockets.newest.listener.opened();
    expect(bench.sent()[0]).toMatchObject({ wordsLost: true });
  });

  it('asks for the newest captions again, which were in memory only', async () => {
    kept.saved = kept.saved && { ...kept.saved, captions: 100 };
    session = bench.newSession();
    session.goOn();
    await vi.waitUntil(() => sockets.opened.length === 2);
    sockets.newest.listener.opened();
    expect(bench.sent()[0]).toMatchObject({ captions: 60 });
  });

  it('no longer offers it after half an hour', () => {
    kept.ageMs = 60_000;
    session = bench.newSession();
    clock.pass(29 * 60_000 - 1);
    expect(session.state().resumable).toBe(true);
    clock.pass(1);
    expect(session.state().resumable).toBe(false);
    expect(kept.saved).toBeUndefined();
  });

  it('forgets it for a new one', async () => {
    session.start();
    expect(kept.saved).toBeUndefined();
    await vi.waitUntil(() => sockets.opened.length === 2);
    sockets.newest.goesLive();
    audio.capture(1);
    expect(tickets.sessions.at(-1)).toBeUndefined();
    expect(bench.sent()).toEqual([{ type: 'start', client: 'web/1' }]);
    expect(sockets.newest.sequences).toEqual([0]);
  });
});
