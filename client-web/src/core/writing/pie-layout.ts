import { type Chart, formatValue } from './chart.ts';
import {
  centredText,
  LINE_HEIGHT,
  type Mark,
  round,
  type Scene,
  spread,
  textLines,
  textWidth,
  wrap,
} from './scene.ts';

const MAX_RADIUS = 105;
const TITLE = 28;
const SWATCH = 14;
/** Distance of a slice's label from the pie. */
const LABEL_GAP = 8;
/** Vertical distance of labels beside a pie. */
const LABEL_DISTANCE = 15;
const SIDE_BY_SIDE_FROM = 480;

/** Lays out pies; each slice has its share and a mark (A, B, C), which the legend below explains. */
export function layOutPies(chart: Chart, width: number): Scene {
  const { categories = [], series = [] } = chart;
  const columns = width >= SIDE_BY_SIDE_FROM ? series.length : 1;
  const column = width / columns;
  const labelWidth = textWidth('W 00%', 'label') + LABEL_GAP + 6;
  const radius = Math.min(MAX_RADIUS, column / 2 - labelWidth);
  const pieHeight = TITLE + 2 * radius + 36;
  const marks: Mark[] = [];
  series.forEach(({ name, values }, n) => {
    const x = (Math.floor(n % columns) + 0.5) * column;
    const top = Math.floor(n / columns) * pieHeight;
    marks.push(centredText(name, x, top + LINE_HEIGHT / 2, { role: 'strong' }));
    marks.push(...pie(values, x, top + TITLE + radius + 16, radius));
  });
  const top = Math.ceil(series.length / columns) * pieHeight + 4;
  const legend = letters(categories, width, top);
  return { width, height: legend.bottom, marks: [...marks, ...legend.marks] };
}

function pie(values: readonly number[], x: number, y: number, radius: number): Mark[] {
  const total = values.reduce((sum, value) => sum + value, 0);
  const slices: { series: number; value: number; from: number; to: number }[] = [];
  let sum = 0;
  values.forEach((value, series) => {
    const from = sum / total;
    sum += value;
    if (value > 0) slices.push({ series, value, from, to: sum / total });
  });
  const marks: Mark[] = slices.map(({ series, from, to }) => ({
    kind: 'path',
    role: 'slice',
    series,
    d: slicePath(x, y, radius, from, to),
  }));
  const reach = radius + LABEL_GAP;
  for (const right of [true, false]) {
    const side = slices.filter(({ from, to }) => from + to < 1 === right);
    const heights = side.map(({ from, to }) => -reach * Math.cos(Math.PI * (from + to)));
    const moved = spread(heights, LABEL_DISTANCE, -reach - 4, reach + 4);
    side.forEach(({ series, value }, n) => {
      const across = Math.sqrt(Math.max(0, reach ** 2 - moved[n] ** 2)) + 3;
      const label = `${letter(series)} ${formatValue(value)}%`;
      const labelX = x + (right ? across : -across);
      marks.push(centredText(label, labelX, y + moved[n], { anchor: right ? 'start' : 'end' }));
    });
  }
  return marks;
}

/** Returns a slice as path data; shares of the circle count clockwise from the top. */
function slicePath(x: number, y: number, radius: number, from: number, to: number): string {
  if (to - from > 0.9999) {
    return `M${round(x)} ${round(y - radius)}a${radius} ${radius} 0 1 1 -0.01 0z`;
  }
  const point = (share: number) => {
    const angle = 2 * Math.PI * share;
    return `${round(x + radius * Math.sin(angle))} ${round(y - radius * Math.cos(angle))}`;
  };
  const large = to - from > 0.5 ? 1 : 0;
  const arc = `A${round(radius)} ${round(radius)} 0 ${large} 1 ${point(to)}`;
  return `M${round(x)} ${round(y)}L${point(from)}${arc}z`;
}

function letters(
  categories: readonly string[],
  width: number,
  top: number,
): { marks: Mark[]; bottom: number } {
  const indent = SWATCH + 30;
  const needed = indent + Math.max(...categories.map((name) => textWidth(name, 'label'))) + 24;
  const columns = Math.max(1, Math.min(categories.length, 3, Math.floor(width / needed)));
  const rows = Math.ceil(categories.length / columns);
  const marks: Mark[] = [];
  const used = Math.min(width, columns * needed);
  const lines = categories.map((name) => wrap(name, 'label', width / columns - indent));
  const height = Math.max(...lines.map(({ length }) => length)) * LINE_HEIGHT + 6;
  categories.forEach((_, n) => {
    const x = (width - used) / 2 + Math.floor(n / rows) * (used / columns);
    const y = top + (n % rows) * height;
    const size = { width: SWATCH, height: SWATCH };
    marks.push({ kind: 'rect', role: 'data', series: n, x: x + 1, y: y + 2, ...size });
    const middle = y + LINE_HEIGHT / 2;
    marks.push(centredText(letter(n), x + SWATCH + 15, middle, { role: 'strong' }));
    marks.push(...textLines(lines[n], x + indent, y));
  });
  return { marks, bottom: top + rows * height };
}

function letter(n: number): string {
  return String.fromCharCode(65 + n);
}
