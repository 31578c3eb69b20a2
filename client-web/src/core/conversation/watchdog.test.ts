import { beforeEach, describe, expect, it } from 'vitest';
import { FakeClock } from '../fake-clock.ts';
import { Watchdog } from './watchdog.ts';

describe('Watchdog', () => {
  let clock: FakeClock;
  let watchdog: Watchdog;
  let dead: number[];

  beforeEach(() => {
    clock = new FakeClock();
    dead = [];
    watchdog = new Watchdog(clock, () => {
      dead.push(clock.now());
      watchdog.stop();
    });
    watchdog.start();
  });

  it('reports a dead connection two and a half seconds after an unacknowledged frame', () => {
    clock.advance(1000);
    watchdog.onFrameSent();
    clock.advance(500);
    watchdog.onFrameSent();
    clock.advance(5000);
    expect(dead).toEqual([3500]);
  });

  it('is reset by any message', () => {
    for (let n = 0; n < 10; n++) {
      watchdog.onFrameSent();
      clock.advance(2400);
      watchdog.onReceived();
    }
    expect(dead).toEqual([]);
  });

  it('waits six seconds when nothing is sent', () => {
    clock.advance(5750);
    expect(dead).toEqual([]);
    clock.advance(500);
    expect(dead).toEqual([6000]);
  });

  it('lets a page that was frozen read its pending messages first', () => {
    watchdog.onFrameSent();
    clock.freeze(60_000);
    expect(dead).toEqual([]);
    watchdog.onFrameSent();
    clock.advance(3000);
    expect(dead).toEqual([62_500]);
  });

  it('reports nothing without a connection', () => {
    watchdog.stop();
    clock.advance(60_000);
    expect(dead).toEqual([]);
  });
});
