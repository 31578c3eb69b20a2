import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Player } from './player.ts';

const SAMPLES_PER_MS = 24;

describe('Player', () => {
  it('waits until 120 ms of a reply are buffered', () => {
    const player = new Player();
    player.push(1, audio(119));
    expect(heardMs(player, 50)).toBe(0);
    player.push(1, audio(1));
    expect(heardMs(player, 200)).toBe(120);
  });

  it('plays a tail below the start threshold once the reply has ended', () => {
    const player = new Player();
    player.push(1, audio(30));
    player.end(1);
    expect(heardMs(player, 100)).toBe(30);
  });

  it('starts 120 ms later after each underrun, at most at 600 ms', () => {
    const player = new Player();
    const starts = [];
    for (let n = 0; n < 6; n++) {
      player.push(1, audio(600));
      heardMs(player, 700);
      starts.push(player.startMs);
    }
    expect(starts).toEqual([120, 240, 360, 480, 600, 600]);
    expect(player.report().underruns).toBe(5);
  });

  it('waits for 800 ms in steady mode, and no longer than for the end of a reply', () => {
    const player = new Player();
    player.steady = true;
    player.push(1, audio(799));
    expect(heardMs(player, 50)).toBe(0);
    player.push(1, audio(1));
    expect(heardMs(player, 900)).toBe(800);
    player.push(2, audio(100));
    player.end(2);
    expect(heardMs(player, 200)).toBe(100);
    player.steady = false;
    expect(player.startMs).toBeLessThan(200);
  });

  it('starts 20 ms earlier after each clean reply, at least at 80 ms', () => {
    const player = new Player();
    const starts = [];
    for (let epoch = 1; epoch <= 4; epoch++) {
      player.push(epoch, audio(300));
      player.end(epoch);
      heardMs(player, 400);
      starts.push(player.startMs);
    }
    expect(starts).toEqual([100, 80, 80, 80]);
  });

  it('does not take the end of a reply for an underrun when replyEnd comes late', () => {
    const player = new Player();
    player.push(1, audio(300));
    heardMs(player, 400);
    player.end(1);
    player.push(2, audio(300));
    expect(player.report().underruns).toBe(0);
    expect(player.startMs).toBe(100);
  });

  it('is silent within 5 ms of clear, without a click', () => {
    const player = new Player();
    player.push(
      1,
      Int16Array.from({ length: 3000 * SAMPLES_PER_MS }, () => 0x4000),
    );
    heardMs(player, 500);
    player.clear(2);
    const rest = pulled(player, 100);
    const last = rest.findLastIndex((sample) => sample !== 0);
    expect(last).toBeLessThan(5 * SAMPLES_PER_MS);
    const steps = rest.map((sample, n) => Math.abs(sample - (n === 0 ? 0.5 : rest[n - 1])));
    expect(Math.max(...steps)).toBeLessThan(0.01);
  });

  it('drops audio of a void reply that was in flight, and plays the next', () => {
    const player = new Player();
    player.push(1, audio(500));
    heardMs(player, 200);
    player.clear(2);
    expect(player.push(1, audio(100))).toBe(100 * SAMPLES_PER_MS);
    heardMs(player, 20);
    expect(heardMs(player, 500)).toBe(0);
    player.push(2, audio(200));
    expect(heardMs(player, 500)).toBe(200);
  });

  it('plays a reply that arrives early right after the one before', () => {
    const player = new Player();
    player.push(1, audio(200));
    player.push(2, audio(200));
    player.end(2);
    expect(heardMs(player, 400)).toBe(400);
    expect(player.report()).toEqual({ epoch: 2, playedMs: 200, bufferedMs: 0, underruns: 0 });
  });

  it('reports the played part of the current reply and all buffered audio', () => {
    const player = new Player();
    player.push(1, audio(1000));
    player.push(2, audio(500));
    heardMs(player, 250);
    expect(player.report()).toEqual({ epoch: 1, playedMs: 250, bufferedMs: 1250, underruns: 0 });
  });

  it('reports once that it ran empty', () => {
    const player = new Player();
    player.push(1, audio(150));
    player.end(1);
    const block = new Float32Array(100 * SAMPLES_PER_MS);
    expect([player.pull(block), player.pull(block), player.pull(block)]).toEqual([
      false,
      true,
      false,
    ]);
  });

  it('accepts the epochs of a new connection from the beginning', () => {
    const player = new Player();
    player.push(7, audio(1000));
    heardMs(player, 100);
    player.reset();
    heardMs(player, 20);
    player.push(1, audio(200));
    expect(heardMs(player, 300)).toBe(200);
    expect(player.report()).toEqual({ epoch: 1, playedMs: 200, bufferedMs: 0, underruns: 0 });
  });

  it('refuses audio beyond 30 s', () => {
    const player = new Player();
    expect(player.push(1, audio(31_000))).toBe(1000 * SAMPLES_PER_MS);
    expect(player.report().bufferedMs).toBe(30_000);
  });

  it('plays every sample once and in order, however frames and silence are interleaved', () => {
    const step = fc.record({ pushMs: fc.nat(100), pullMs: fc.nat(100) });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const player = new Player();
        let sent = 0;
        let next = 1;
        const listen = (ms: number) => {
          const heard = pulled(player, ms).filter((sample) => sample !== 0);
          expect(heard.every((sample) => Math.round(sample * 0x8000) === wrapped(next++))).toBe(
            true,
          );
        };
        for (const { pushMs, pullMs } of steps) {
          const frame = Int16Array.from({ length: pushMs * SAMPLES_PER_MS }, () => wrapped(++sent));
          player.push(1, frame);
          listen(pullMs);
        }
        player.end(1);
        listen(3100);
        expect(next - 1).toBe(sent);
      }),
      { numRuns: 50 },
    );
  });
});

function audio(ms: number): Int16Array {
  return new Int16Array(ms * SAMPLES_PER_MS).fill(1000);
}

/** Returns a sample that is never zero and encodes its number. */
function wrapped(number: number): number {
  return (number % 30_000) + 1;
}

function pulled(player: Player, ms: number): number[] {
  const target = new Float32Array(ms * SAMPLES_PER_MS);
  player.pull(target);
  return [...target];
}

function heardMs(player: Player, ms: number): number {
  return pulled(player, ms).filter((sample) => sample !== 0).length / SAMPLES_PER_MS;
}
