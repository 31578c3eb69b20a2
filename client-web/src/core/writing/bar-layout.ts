import { type Chart, formatValue } from './chart.ts';
import { layOutLegend } from './legend.ts';
import {
  centredText,
  LINE_HEIGHT,
  lineTo,
  type Mark,
  type Scene,
  textLines,
  textWidth,
  ticks,
  wrap,
} from './scene.ts';

const PLOT_HEIGHT = 240;
const GROUP_GAP = 18;
/** Width from which category names stand beside horizontal bars, not above them. */
const NAMES_BESIDE_FROM = 460;

interface Bars {
  readonly chart: Chart;
  readonly categories: readonly string[];
  readonly values: readonly (readonly number[])[];
  readonly width: number;
  /** Height above the plot, which the legend takes. */
  readonly top: number;
  readonly marks: Mark[];
}

/** Lays out bars, one or more for each category: upright where all labels fit, else horizontal. */
export function layOutBars(chart: Chart, width: number): Scene {
  const { categories = [], series = [] } = chart;
  const names = series.map(({ name }) => name);
  const legend = names.length > 1 ? layOutLegend(names, width, 0) : { marks: [], height: 0 };
  const values = categories.map((_, n) => series.map((each) => each.values[n]));
  const top = legend.height + (names.length > 1 ? 8 : 0);
  const bars: Bars = { chart, categories, values, width, top, marks: [...legend.marks] };
  return upright(bars) ?? horizontal(bars);
}

function upright({ chart, categories, values, width, top, marks }: Bars): Scene | undefined {
  const scale = ticks(Math.max(...values.flat()));
  const left = Math.max(...scale.map((tick) => textWidth(formatValue(tick), 'value'))) + 8;
  const slot = (width - left) / categories.length;
  const thickness = Math.min(56, (slot - GROUP_GAP) / values[0].length);
  const valueWidth = Math.max(...values.flat().map((v) => textWidth(formatValue(v), 'value')));
  const names = categories.map((name) => wrap(name, 'label', slot - 8));
  const fits = names.flat().every((line) => textWidth(line, 'label') <= slot - 8);
  if (!fits || thickness < valueWidth + 2) return undefined;
  const plotTop = top + LINE_HEIGHT;
  const bottom = plotTop + PLOT_HEIGHT;
  const max = scale[scale.length - 1];
  const y = (value: number) => bottom - (PLOT_HEIGHT * value) / max;
  const result: Mark[] = [...marks];
  for (const tick of scale) {
    const role = tick === 0 ? 'axis' : 'grid';
    result.push({ kind: 'path', role, d: lineTo(left, y(tick), width, y(tick)) });
    result.push(
      centredText(formatValue(tick), left - 8, y(tick), { role: 'value', anchor: 'end' }),
    );
  }
  values.forEach((group, n) => {
    const middle = left + (n + 0.5) * slot;
    group.forEach((value, series) => {
      const x = middle + (series - group.length / 2) * thickness;
      result.push({
        kind: 'rect',
        role: 'data',
        series,
        x: x + 1,
        y: y(value),
        width: thickness - 2,
        height: bottom - y(value),
      });
      const label = formatValue(value);
      result.push(centredText(label, x + thickness / 2, y(value) - 9, { role: 'value' }));
    });
    result.push(...textLines(names[n], middle, bottom + 6, { anchor: 'middle' }));
  });
  const lines = Math.max(...names.map(({ length }) => length));
  return withAxisName(chart, left, width, bottom + 8 + lines * LINE_HEIGHT, result);
}

function horizontal({ categories, values, width, top, marks }: Bars): Scene {
  const scale = ticks(Math.max(...values.flat()));
  const max = scale[scale.length - 1];
  const beside = width >= NAMES_BESIDE_FROM;
  const nameWidth = Math.max(...categories.map((name) => textWidth(name, 'label')));
  const left = beside ? Math.min(nameWidth, 0.3 * width) + 10 : 0;
  const right =
    width - 4 - Math.max(...values.flat().map((v) => textWidth(formatValue(v), 'value')));
  const x = (value: number) => left + ((right - left) * value) / max;
  const thickness = values[0].length > 1 ? 17 : 22;
  const result: Mark[] = [];
  const axis = (from: number, to: number): Mark => {
    return { kind: 'path', role: 'axis', d: lineTo(left, from, left, to) };
  };
  let y = top;
  values.forEach((group, n) => {
    const name = wrap(categories[n], 'label', beside ? left - 10 : width);
    const height = group.length * thickness;
    if (beside) {
      const nameTop = y + (height - name.length * LINE_HEIGHT) / 2;
      result.push(...textLines(name, left - 10, nameTop, { anchor: 'end' }));
    } else {
      result.push(...textLines(name, 0, y));
      y += name.length * LINE_HEIGHT + 3;
    }
    if (!beside) result.push(axis(y - 1, y + height + 1));
    group.forEach((value, series) => {
      const place = { x: left, y: y + 1, width: x(value) - left, height: thickness - 2 };
      result.push({ kind: 'rect', role: 'data', series, ...place });
      const middle = y + thickness / 2;
      const label = formatValue(value);
      result.push(centredText(label, x(value) + 5, middle, { role: 'value', anchor: 'start' }));
      y += thickness;
    });
    y += GROUP_GAP - 4;
  });
  if (beside) result.push(axis(top, y - GROUP_GAP + 4));
  return { width, height: y - GROUP_GAP + 8, marks: [...marks, ...result] };
}

function withAxisName(
  { x_label: name }: Chart,
  left: number,
  width: number,
  bottom: number,
  marks: readonly Mark[],
): Scene {
  if (name === undefined) return { width, height: bottom + 4, marks };
  const label = centredText(name, (left + width) / 2, bottom + LINE_HEIGHT / 2 + 2);
  return { width, height: bottom + LINE_HEIGHT + 6, marks: [...marks, label] };
}
