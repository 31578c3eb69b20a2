import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SampleRing } from './ring.ts';

describe('SampleRing', () => {
  it('returns accepted samples in order, for any sequence of writes and reads', () => {
    const action = fc.oneof(
      fc.record({ write: fc.integer({ min: 0, max: 12 }) }),
      fc.record({ read: fc.integer({ min: 0, max: 12 }) }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 100 }), (actions) => {
        const ring = new SampleRing(16);
        const model: number[] = [];
        let next = 0;
        for (const step of actions) {
          if ('write' in step) {
            const pcm = Int16Array.from({ length: step.write }, () => next++ % 0x7fff);
            const accepted = ring.write(pcm);
            expect(accepted).toBe(Math.min(step.write, 16 - model.length));
            model.push(...[...pcm.subarray(0, accepted)].map((x) => x / 0x8000));
          } else {
            const target = new Float32Array(step.read);
            const count = ring.read(target);
            expect([...target.subarray(0, count)]).toEqual(model.splice(0, step.read));
          }
          expect(ring.length).toBe(model.length);
        }
      }),
    );
  });

  it('is empty after clear', () => {
    const ring = new SampleRing(4);
    ring.write(Int16Array.of(1, 2, 3));
    ring.clear();
    expect(ring.length).toBe(0);
    expect(ring.write(Int16Array.of(1, 2, 3, 4, 5))).toBe(4);
  });
});
