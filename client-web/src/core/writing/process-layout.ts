import type { Chart, ChartStep } from './chart.ts';
import { LINE_HEIGHT, type Mark, round, type Scene, textLines, wrap } from './scene.ts';

const MIN_BOX_WIDTH = 158;
const MAX_BOX_WIDTH = 420;
const MAX_COLUMNS = 4;
const GAP = 30;
const PADDING = 10;
/** Width beside a column of steps for the arrow that closes a cycle. */
const RETURN_LANE = 28;
const HEAD = 6;

interface Placed {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Lays out numbered steps joined by arrows, in rows that run alternately to the right and to the
 * left. A cycle takes two rows, or one column with an arrow back beside it.
 */
export function layOutProcess(chart: Chart, width: number): Scene {
  const { steps = [], cyclic = false } = chart;
  const fitting = Math.max(1, Math.floor((width + GAP) / (MIN_BOX_WIDTH + GAP)));
  const half = Math.ceil(steps.length / 2);
  const columns = cyclic ? (half <= fitting ? half : 1) : balanced(steps.length, fitting);
  const lane = cyclic && columns === 1 ? RETURN_LANE : 0;
  const boxWidth = Math.min(MAX_BOX_WIDTH, (width - lane - 2 - (columns - 1) * GAP) / columns);
  const left = (width - lane - columns * boxWidth - (columns - 1) * GAP) / 2;
  const texts = steps.map((step, n) => stepLines(step, n, boxWidth - 2 * PADDING));
  const boxes: Placed[] = [];
  let top = 1;
  for (let row = 0; row * columns < steps.length; row++) {
    const inRow = texts.slice(row * columns, (row + 1) * columns);
    const lines = Math.max(...inRow.map(({ head, detail }) => head.length + detail.length));
    const height = lines * LINE_HEIGHT + 2 * PADDING;
    inRow.forEach((_, n) => {
      const column = row % 2 === 0 ? n : columns - 1 - n;
      boxes.push({ x: left + column * (boxWidth + GAP), y: top, width: boxWidth, height });
    });
    top += height + GAP;
  }
  const marks: Mark[] = boxes.flatMap((box, n) => {
    const { head, detail } = texts[n];
    const x = box.x + PADDING;
    const y = box.y + PADDING;
    return [
      { kind: 'rect', role: 'box', ...box } as const,
      ...textLines(head, x, y, { role: 'strong' }),
      ...textLines(detail, x, y + head.length * LINE_HEIGHT),
    ];
  });
  const arrows = boxes.slice(1).map((box, n) => arrow(boxes[n], box));
  if (cyclic) arrows.push(returnArrow(boxes, columns));
  marks.push(...arrows.map((d): Mark => ({ kind: 'path', role: 'arrow', d })));
  return { width, height: top - GAP + 1, marks };
}

/** Returns a number of columns that leaves the last row as full as possible. */
function balanced(steps: number, fitting: number): number {
  const rows = Math.ceil(steps / Math.min(MAX_COLUMNS, fitting));
  return Math.ceil(steps / rows);
}

function stepLines({ label, detail }: ChartStep, n: number, width: number) {
  return {
    head: wrap(`${n + 1}. ${label}`, 'strong', width),
    detail: detail === undefined ? [] : wrap(detail, 'label', width),
  };
}

function arrow(from: Placed, to: Placed): string {
  if (to.y > from.y) {
    const x = from.x + from.width / 2;
    return pathWithHead([x, from.y + from.height + 2], [x, to.y - 2]);
  }
  const y = from.y + from.height / 2;
  return to.x > from.x
    ? pathWithHead([from.x + from.width + 2, y], [to.x - 2, y])
    : pathWithHead([from.x - 2, y], [to.x + to.width + 2, y]);
}

/** Returns the arrow from the last step of a cycle to the first. */
function returnArrow(boxes: readonly Placed[], columns: number): string {
  const [first, last] = [boxes[0], boxes[boxes.length - 1]];
  const y = last.y + last.height / 2;
  if (columns === 1) {
    const lane = first.x + first.width + RETURN_LANE - 8;
    const top = first.y + first.height / 2;
    const right = first.x + first.width + 2;
    return pathWithHead([right, y], [lane, y], [lane, top], [right, top]);
  }
  const x = first.x + first.width / 2;
  const bottom = first.y + first.height + 2;
  return last.x === first.x
    ? pathWithHead([x, last.y - 2], [x, bottom])
    : pathWithHead([last.x - 2, y], [x, y], [x, bottom]);
}

function pathWithHead(...points: readonly (readonly [number, number])[]): string {
  const [x, y] = points[points.length - 1];
  const [fromX, fromY] = points[points.length - 2];
  const [dx, dy] = [Math.sign(x - fromX), Math.sign(y - fromY)];
  const side = (turn: number) =>
    `${round(x - HEAD * dx + turn * HEAD * dy)} ${round(y - HEAD * dy + turn * HEAD * dx)}`;
  const line = points.map(([px, py]) => `${round(px)} ${round(py)}`).join('L');
  return `M${line}M${side(1)}L${round(x)} ${round(y)}L${side(-1)}`;
}
