import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FakeClock } from '../fake-clock.ts';
import { encodeMicrophoneFrame, type ServerMessage } from '../protocol.ts';
import type { FakeAudio, FakeSockets, FakeTickets } from './fakes.ts';
import type { Session } from './session.ts';
import { SessionBench } from './session-bench.ts';

const CANDIDATE_SAID: ServerMessage = {
  type: 'caption',
  speaker: 'candidate',
  stage: 'final',
  epoch: 1,
  text: 'Well.',
};

describe('Session', () => {
  let bench: SessionBench;
  let audio: FakeAudio;
  let sockets: FakeSockets;
  let clock: FakeClock;
  let tickets: FakeTickets;
  let session: Session;

  beforeEach(() => {
    bench = new SessionBench();
    ({ audio, sockets, clock, tickets } = bench);
    session = bench.newSession();
  });

  async function goLive(): Promise<void> {
    const before = sockets.opened.length;
    if (session.state().phase.name !== 'waiting') session.start();
    else clock.pass(10_000);
    await vi.waitUntil(() => sockets.opened.length > before);
    sockets.newest.goesLive();
  }

  it('says start first and then sends the microphone from 0 on', async () => {
    await goLive();
    audio.capture(3);
    expect(sockets.newest.texts).toEqual(['{"type":"start","client":"web/1"}']);
    expect(sockets.newest.sequences).toEqual([0, 1, 2]);
  });

  it('sends nothing that was captured before the first connection', async () => {
    session.start();
    audio.capture(5);
    await vi.waitUntil(() => sockets.opened.length === 1);
    audio.capture(5);
    sockets.newest.goesLive();
    audio.capture(1);
    expect(sockets.newest.captured).toEqual([10]);
  });

  it('begins a new connection with what is said now, from 0 on', async () => {
    await goLive();
    audio.capture(10);
    sockets.newest.says({ type: 'ack', sequence: 5 });
    sockets.newest.listener.closed(1006);
    audio.capture(4);
    await goLive();
    audio.capture(1);
    expect(sockets.newest.captured).toEqual([14]);
    expect(sockets.newest.sequences).toEqual([0]);
  });

  it('keeps nothing for a new conversation', async () => {
    await goLive();
    audio.capture(10);
    session.end();
    sockets.newest.says({ type: 'ended', reason: 'client' });
    await goLive();
    expect(sockets.newest.frames).toEqual([]);
  });

  it('sends no microphone while muted, and numbers go on without a gap', async () => {
    await goLive();
    audio.capture(2);
    session.toggleMute();
    audio.capture(5, 0.5);
    session.toggleMute();
    audio.capture(2);
    expect(sockets.newest.captured).toEqual([0, 1, 7, 8]);
    expect(sockets.newest.sequences).toEqual([0, 1, 2, 3]);
    expect(sockets.newest.texts.slice(1)).toEqual([
      '{"type":"mute","muted":true}',
      '{"type":"mute","muted":false}',
    ]);
  });

  it("gives Maya's audio to the player and its reports to the gateway", async () => {
    await goLive();
    const frame = encodeMicrophoneFrame(3, 0, Int16Array.of(1, 2));
    new DataView(frame).setUint8(0, 0x02);
    sockets.newest.listener.received(frame);
    sockets.newest.says({ type: 'replyEnd', epoch: 3, audioMs: 1 });
    sockets.newest.says({ type: 'clear', epoch: 4 });
    expect(audio.heard.map(({ epoch, pcm }) => [epoch, ...pcm])).toEqual([[3, 1, 2]]);
    expect(audio.calls.slice(-2)).toEqual(['end 3', 'clear 4']);
    audio.listener?.played({ epoch: 3, playedMs: 250, bufferedMs: 10, underruns: 1 });
    expect(JSON.parse(sockets.newest.texts.at(-1) ?? '')).toEqual({
      type: 'playout',
      epoch: 3,
      playedMs: 250,
      bufferedMs: 10,
      underruns: 1,
    });
  });

  it('tells the operators when her voice ran dry, once each time', async () => {
    await goLive();
    for (const underruns of [0, 1, 1, 2]) {
      audio.listener?.played({ epoch: 1, playedMs: 250, bufferedMs: 0, underruns });
    }
    const dry = bench.recordedEvents.filter(({ type }) => type === 'underrun');
    expect(dry).toEqual(Array(2).fill({ type: 'underrun', region: 'us-east-1' }));
    session.end();
    sockets.newest.says({ type: 'ended', reason: 'client' });
    await goLive();
    audio.listener?.played({ epoch: 1, playedMs: 250, bufferedMs: 0, underruns: 1 });
    expect(bench.recordedEvents.filter(({ type }) => type === 'underrun').length).toBe(3);
  });

  it('takes a connection for lost that answers nothing for two and a half seconds', async () => {
    await goLive();
    audio.capture(1);
    clock.pass(2400);
    audio.capture(1);
    expect(session.state().phase.name).toBe('live');
    clock.pass(200);
    expect(session.state().phase.name).toBe('ticket');
    expect(sockets.newest.closed).toBe(true);
  });

  it('takes a connection for lost that says nothing for six seconds, also while muted', async () => {
    await goLive();
    session.toggleMute();
    for (let n = 0; n < 3; n++) {
      clock.pass(5000);
      sockets.newest.says({ type: 'ping', id: n });
    }
    expect(JSON.parse(sockets.newest.texts.at(-1) ?? '')).toEqual({ type: 'pong', id: 2 });
    clock.pass(5900);
    expect(session.state().phase.name).toBe('live');
    clock.pass(200);
    expect(session.state().phase.name).toBe('ticket');
  });

  it('waits longer before each further try', async () => {
    await goLive();
    tickets.answer = { type: 'unreachable' };
    sockets.newest.listener.closed(1006);
    const waits: number[] = [];
    while (session.state().phase.name === 'waiting') {
      const asked = tickets.asked;
      let waited = 0;
      for (; tickets.asked === asked; waited += 50) clock.pass(waited === 0 ? 0 : 50);
      waits.push(waited - 50);
      await vi.waitUntil(() => session.state().phase.name !== 'ticket');
    }
    expect(waits).toEqual([0, 250, 500, 1000, 2000, 4000, 4000, 4000]);
    expect(session.state().phase).toEqual({ name: 'failed', problem: 'unreachable' });
  });

  it('does not take the answer to an earlier start for the new one', async () => {
    session.start();
    session.end();
    session.start();
    await vi.waitUntil(() => sockets.opened.length === 1);
    await Promise.resolve();
    expect(tickets.asked).toBe(1);
  });

  it('lets go of the microphone when no ticket is given', async () => {
    tickets.answer = { type: 'refused', problem: 'refused' };
    session.start();
    await vi.waitUntil(() => session.state().phase.name === 'failed');
    expect(audio.calls.at(-1)).toBe('close');
  });

  it('lets go of everything when the page is left', async () => {
    await goLive();
    session.leave();
    expect(sockets.newest.closed).toBe(true);
    expect(audio.calls.at(-1)).toBe('close');
  });

  it('opens the microphone in steady mode while a key is held, and makes replies wait', async () => {
    await goLive();
    session.setSteady(true);
    audio.capture(2);
    session.hold(true);
    audio.capture(2);
    session.hold(false);
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

  it('hears the candidate begin each time that the key is held', async () => {
    await goLive();
    session.setSteady(true);
    for (let n = 0; n < 2; n++) {
      session.hold(true);
      audio.capture(4, 0.5);
      sockets.newest.says(CANDIDATE_SAID);
      expect(session.state().turn).toBe('thinking');
      audio.capture(1, 0.5);
      expect(session.state().turn).toBe('listening');
      session.hold(false);
      audio.capture(1, 0.5);
    }
  });

  it('ignores messages that it does not understand', async () => {
    await goLive();
    const before = session.state();
    sockets.newest.listener.received('{"type":"weather","data":"x"}');
    sockets.newest.listener.received('not JSON');
    sockets.newest.listener.received(new ArrayBuffer(5));
    expect(session.state()).toBe(before);
    expect(audio.heard).toEqual([]);
  });
});
