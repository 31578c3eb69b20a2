import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AssessmentSummary } from '../api/writing-types.ts';
import { layOutHistory as layOut, NARROW_FRAME, WIDE_FRAME } from './history-chart.ts';

const DAY = 86_400_000;
const FRAME = { width: 720, height: 280, left: 44, right: 20, top: 16, bottom: 36 };

function layOutHistory(assessments: readonly AssessmentSummary[], target: number | undefined) {
  return layOut(assessments, target, FRAME);
}

function test(day: number, band: number, spread = 0.5) {
  return {
    assessment_id: `a-${day}`,
    module: 'academic_writing',
    status: 'done',
    created_at: new Date(day * DAY).toISOString(),
    marked_at: new Date(day * DAY).toISOString(),
    overall: { band, low: Math.max(0, band - spread), high: Math.min(9, band + spread) },
  } satisfies AssessmentSummary;
}

describe('the chart of the history', () => {
  it('needs two marked tests', () => {
    const { overall: _, ...unmarked } = test(3, 6);
    expect(layOutHistory([], 7)).toBeUndefined();
    expect(layOutHistory([test(1, 6), unmarked], 7)).toBeUndefined();
  });

  it('runs from the oldest at the left to the newest at the right, by date', () => {
    const chart = layOutHistory([test(100, 7), test(10, 6.5), test(0, 6)], undefined);
    expect(chart?.points.map(({ x }) => x)).toEqual([44, 109.6, 700]);
    expect(chart?.line).toMatch(/^M44 [\d.]+ L109\.6 [\d.]+ L700 [\d.]+$/);
    expect(chart?.dates.map(({ x }) => x)).toEqual([44, 372, 700]);
  });

  it('shows whole bands around all ranges and the target', () => {
    const bands = (target: number | undefined) =>
      layOutHistory([test(0, 6), test(5, 6.5)], target)?.gridLines.map(({ band }) => band);
    expect(bands(undefined)).toEqual([5, 6, 7, 8]);
    expect(bands(8.5)).toEqual([5, 6, 7, 8, 9]);
    expect(layOutHistory([test(0, 9), test(5, 9)], undefined)?.gridLines.at(-1)?.band).toBe(9);
    expect(layOutHistory([test(0, 0), test(5, 0)], undefined)?.gridLines[0].band).toBe(0);
  });

  it('is higher for a higher band, with the range around it', () => {
    const chart = layOutHistory([test(0, 5), test(1, 6)], 7);
    const [low, high] = chart?.points ?? [];
    expect(high.y).toBeLessThan(low.y);
    expect(chart?.targetY).toBeLessThan(high.y);
    expect(low.yHigh).toBeLessThan(low.y);
    expect(low.yLow).toBeGreaterThan(low.y);
  });

  it('stands in the middle for tests of one moment', () => {
    const chart = layOutHistory([test(1, 5), test(1, 6)], undefined);
    expect(chart?.points.map(({ x }) => x)).toEqual([372, 372]);
    expect(chart?.dates.length).toBe(1);
  });

  it.each([WIDE_FRAME, NARROW_FRAME])('never leaves its plot: $width', (frame) => {
    const tests = fc.array(
      fc.record({ day: fc.integer({ min: 0, max: 900 }), half: fc.integer({ min: 0, max: 18 }) }),
      { minLength: 2, maxLength: 30 },
    );
    fc.assert(
      fc.property(tests, fc.option(fc.integer({ min: 8, max: 18 })), (marks, target) => {
        const chart = layOut(
          marks.map(({ day, half }) => test(day, half / 2)),
          target === null ? null : target / 2,
          frame,
        );
        for (const { x, y, yLow, yHigh } of chart?.points ?? []) {
          expect(x).toBeGreaterThanOrEqual(frame.left);
          expect(x).toBeLessThanOrEqual(frame.width - frame.right);
          for (const height of [y, yLow, yHigh]) {
            expect(height).toBeGreaterThanOrEqual(frame.top);
            expect(height).toBeLessThanOrEqual(frame.height - frame.bottom);
          }
        }
      }),
    );
  });
});
