import type { AssessmentSummary, BandRange } from '../api/writing-types.ts';

/** Lowest and highest band of the scale. */
const MIN_BAND = 0;
const MAX_BAND = 9;
/** Bands that the chart shows at least. */
const MIN_SPAN = 3;

/** View box of the chart, and the margins of the plot within it. */
export interface ChartFrame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const WIDE_FRAME: ChartFrame = {
  width: 880,
  height: 300,
  left: 36,
  right: 16,
  top: 24,
  bottom: 36,
};

/** Frame for a phone, where the chart is drawn at about its own size. */
export const NARROW_FRAME: ChartFrame = { ...WIDE_FRAME, width: 320, height: 230, left: 28 };

/** Marked test in the chart. */
export interface ChartPoint {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** Ends of its range. */
  readonly yLow: number;
  readonly yHigh: number;
  readonly band: number;
  readonly low: number;
  readonly high: number;
  /** Creation of the assessment, ms since 1970. */
  readonly at: number;
  readonly module: AssessmentSummary['module'];
}

/** Line chart of overall bands by date. */
export interface HistoryChart {
  readonly frame: ChartFrame;
  /** Oldest first. */
  readonly points: readonly ChartPoint[];
  /** Path of the line through all points. */
  readonly line: string;
  readonly gridLines: readonly { readonly band: number; readonly y: number }[];
  readonly dates: readonly { readonly at: number; readonly x: number }[];
  /** Height of the target band; undefined without a target, or if it lies outside of the chart. */
  readonly targetY: number | undefined;
}

/**
 * Lays out the chart of all marked tests; undefined if fewer than two are marked, which make no
 * line.
 */
export function layOutHistory(
  assessments: readonly AssessmentSummary[],
  targetBand: number | null | undefined,
  frame: ChartFrame,
): HistoryChart | undefined {
  const marked = assessments
    .flatMap((assessment) => {
      const { assessment_id: id, created_at, module } = assessment;
      const overall = overallOf(assessment);
      return overall === undefined ? [] : [{ id, at: Date.parse(created_at), module, ...overall }];
    })
    .filter(({ at }) => Number.isFinite(at))
    .sort((a, b) => a.at - b.at);
  const first = marked.at(0);
  const last = marked.at(-1);
  if (marked.length < 2 || first === undefined || last === undefined) return undefined;

  const [bottom, top] = bandSpan([
    ...marked.flatMap(({ low, high }) => [low, high]),
    ...(targetBand == null ? [] : [targetBand]),
  ]);
  const x = (at: number) => {
    const width = frame.width - frame.left - frame.right;
    // Tests of the same moment stand in the middle.
    const share = last.at === first.at ? 0.5 : (at - first.at) / (last.at - first.at);
    return round(frame.left + width * share);
  };
  const y = (band: number) => {
    const height = frame.height - frame.top - frame.bottom;
    return round(frame.top + (height * (top - band)) / (top - bottom));
  };
  const points = marked.map((mark) => ({
    ...mark,
    x: x(mark.at),
    y: y(mark.band),
    yLow: y(mark.low),
    yHigh: y(mark.high),
  }));
  const bands = Array.from({ length: top - bottom + 1 }, (_, n) => bottom + n);
  return {
    frame,
    points,
    line: points.map((point, n) => `${n === 0 ? 'M' : 'L'}${point.x} ${point.y}`).join(' '),
    gridLines: bands.map((band) => ({ band, y: y(band) })),
    dates: dateTicks(first.at, last.at).map((at) => ({ at, x: x(at) })),
    targetY: targetBand == null ? undefined : y(targetBand),
  };
}

/** Returns the overall band of an assessment; undefined if there is none. */
export function overallOf(assessment: AssessmentSummary): BandRange | undefined {
  return assessment.status === 'done' ? assessment.overall : undefined;
}

/** Returns the whole bands around all values. */
function bandSpan(values: readonly number[]): [number, number] {
  let bottom = Math.max(MIN_BAND, Math.floor(Math.min(...values)));
  let top = Math.min(MAX_BAND, Math.ceil(Math.max(...values)));
  while (top - bottom < MIN_SPAN) {
    if (top < MAX_BAND) top++;
    if (top - bottom < MIN_SPAN && bottom > MIN_BAND) bottom--;
  }
  return [bottom, top];
}

/** Returns up to three dates, of which the outer ones are the first and the last test. */
function dateTicks(first: number, last: number): number[] {
  const dayMs = 86_400_000;
  if (last - first < dayMs) return [last];
  return last - first < 4 * dayMs ? [first, last] : [first, (first + last) / 2, last];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
