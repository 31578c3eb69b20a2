import { type Chart, formatValue } from './chart.ts';
import {
  centredText,
  FONT_SIZE,
  LINE_HEIGHT,
  lineTo,
  type Mark,
  round,
  type Scene,
  spread,
  textWidth,
  ticks,
} from './scene.ts';

const PLOT_HEIGHT = 260;
const TOP = 12;
const MARKER = 4.5;
/** Space for the line from the last point to the name of its series. */
const LEADER = 18;

/** Lays out lines over the categories, with the name of each series at its end. */
export function layOutLines(chart: Chart, width: number): Scene {
  const { categories = [], series = [], x_label: axisName } = chart;
  const scale = ticks(Math.max(...series.flatMap(({ values }) => values)));
  const max = scale[scale.length - 1];
  const left = Math.max(...scale.map((tick) => textWidth(formatValue(tick), 'value'))) + 8;
  const nameWidth = Math.max(...series.map(({ name }) => textWidth(name, 'label')));
  const right = width - nameWidth - LEADER - 6;
  const bottom = TOP + PLOT_HEIGHT;
  const place = places(categories);
  const inset = textWidth(categories[0] ?? '', 'value') / 2;
  const x = (n: number) => left + inset + place[n] * (right - left - inset);
  const y = (value: number) => bottom - (PLOT_HEIGHT * value) / max;
  const marks: Mark[] = [];
  for (const tick of scale) {
    const role = tick === 0 ? 'axis' : 'grid';
    marks.push({ kind: 'path', role, d: lineTo(left, y(tick), right, y(tick)) });
    marks.push(centredText(formatValue(tick), left - 8, y(tick), { role: 'value', anchor: 'end' }));
  }
  marks.push(...categoryLabels(categories, x, bottom));
  const ends = series.map(({ values }) => y(values[values.length - 1]));
  const names = spread(ends, FONT_SIZE.label + 3, TOP, bottom);
  series.forEach(({ name, values }, n) => {
    const points = values.map((value, place) => [x(place), y(value)] as const);
    const d = points.map(([px, py], m) => `${m === 0 ? 'M' : 'L'}${round(px)} ${round(py)}`);
    marks.push({ kind: 'path', role: 'line', series: n, d: d.join('') });
    marks.push({
      kind: 'path',
      role: 'marker',
      series: n,
      d: points.map(([px, py]) => marker(n, px, py)).join(''),
    });
    const leader = lineTo(right + MARKER + 2, ends[n], right + LEADER - 2, names[n]);
    marks.push({ kind: 'path', role: 'leader', series: n, d: leader });
    marks.push(centredText(name, right + LEADER + 1, names[n], { anchor: 'start' }));
  });
  const below = bottom + 8 + LINE_HEIGHT;
  if (axisName !== undefined) {
    marks.push(centredText(axisName, (left + right) / 2, below + LINE_HEIGHT / 2));
  }
  return { width, height: below + (axisName === undefined ? 0 : LINE_HEIGHT + 4), marks };
}

/** Returns places from 0 to 1: years at their distances, other categories evenly. */
function places(categories: readonly string[]): number[] {
  const years = categories.map(Number);
  const areYears = years.every(
    (year, n) => Number.isFinite(year) && (n === 0 || year > years[n - 1]),
  );
  const numbers = areYears ? years : categories.map((_, n) => n);
  const [first, last] = [numbers[0], numbers[numbers.length - 1]];
  return numbers.map((number) => (last > first ? (number - first) / (last - first) : 0));
}

/** Labels as many categories as fit, always the last one or the first. */
function categoryLabels(
  categories: readonly string[],
  x: (n: number) => number,
  bottom: number,
): Mark[] {
  const widest = Math.max(...categories.map((name) => textWidth(name, 'value')));
  const distance = (x(categories.length - 1) - x(0)) / Math.max(1, categories.length - 1);
  const step = Math.max(1, Math.ceil((widest + 6) / distance));
  return categories.flatMap((name, n) => {
    const tick = lineTo(x(n), bottom, x(n), bottom + 5);
    const mark: Mark = { kind: 'path', role: 'axis', d: tick };
    const label = centredText(name, x(n), bottom + 6 + LINE_HEIGHT / 2, { role: 'value' });
    return n % step === 0 ? [mark, label] : [mark];
  });
}

/** Returns the marker of a series around a point: circle, square, triangle, diamond or cross. */
function marker(series: number, x: number, y: number): string {
  const r = MARKER;
  switch (series % 5) {
    case 0:
      return `M${round(x - r)} ${round(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
    case 1:
      return `M${round(x - r)} ${round(y - r)}h${2 * r}v${2 * r}h${-2 * r}z`;
    case 2:
      return polygon(x, y, [0, -1.25 * r], [1.2 * r, r], [-1.2 * r, r]);
    case 3:
      return polygon(x, y, [0, -1.4 * r], [1.4 * r, 0], [0, 1.4 * r], [-1.4 * r, 0]);
    default:
      return polygon(x, y, [-1.2 * r, -r], [1.2 * r, -r], [0, 1.25 * r]);
  }
}

function polygon(x: number, y: number, ...corners: readonly (readonly [number, number])[]): string {
  const points = corners.map(([dx, dy]) => `${round(x + dx)} ${round(y + dy)}`);
  return `M${points.join('L')}z`;
}
