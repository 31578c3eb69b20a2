import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Chart, chartTable } from './chart.ts';
import { layOutChart, MIN_WIDTH } from './chart-geometry.ts';
import { type Box, boxOf, type Mark, type RectMark, type Scene, type TextMark } from './scene.ts';

const BANK =
  '../../../../common/src/main/resources/com/ieltsaiprep/common/bank/academic-task-1.json';
const WIDTHS = [MIN_WIDTH, 326, 390, 460, 480, 560, 640, 720, 900, 1200];

describe('each chart of the bank', () => {
  const charts = readBank();
  const drawn = charts.filter(({ chart }) => chart.type !== 'table');

  it.each(drawn)('has room for all texts of $id, in each width', ({ chart }) => {
    expect(WIDTHS.flatMap((width) => textFaults(draw(chart, width)))).toEqual([]);
  });

  it.each(drawn)('keeps all shapes of $id within the drawing, with finite places', ({ chart }) => {
    for (const width of WIDTHS) {
      const scene = draw(chart, width);
      expect(scene.width).toBe(width);
      for (const { x, y, width: across, height } of rects(scene)) {
        expect(Math.min(x, y, across, height)).toBeGreaterThanOrEqual(0);
        expect(x + across).toBeLessThanOrEqual(scene.width + 0.01);
        expect(y + height).toBeLessThanOrEqual(scene.height + 0.01);
      }
      for (const mark of scene.marks) {
        expect(JSON.stringify(mark)).not.toMatch(/null|NaN|Infinity/);
      }
    }
  });

  it.each(drawn)('has its texts as words in $id', ({ chart }) => {
    const words = texts(draw(chart, 640))
      .map(({ text }) => text)
      .join(' ');
    const { series = [], steps = [], areas = [], categories = [] } = chart;
    const labels = [
      ...categories,
      ...steps.flatMap(({ label, detail = '' }) => [label, detail]),
      ...areas.map(({ label }) => label),
      ...(series.length > 1 ? series.map(({ name }) => name) : []),
    ];
    for (const label of labels) expect(words).toContain(label);
  });

  it.each(charts)('has a table of the same content as $id', ({ chart }) => {
    const { head, rows } = chartTable(chart);
    for (const row of rows) expect(row.length).toBe(head.length);
    const { categories = [], steps = [], areas = [] } = chart;
    const expected = { process: steps.length, map: areas.length }[chart.type as 'process' | 'map'];
    expect(rows.length).toBe(expected ?? categories.length);
    expect(rows.flat().every((cell) => cell !== '')).toBe(true);
  });
});

describe('layOutChart', () => {
  it('does not draw a table', () => {
    expect(layOutChart({ ...chartOf([1]), type: 'table' }, 600)).toBeUndefined();
  });

  it('would be found to cut off or cover texts', () => {
    const label = (text: string, x: number) =>
      ({ kind: 'text', role: 'label', x, y: 15, anchor: 'start', text }) as const;
    const marks = [label('One', 0), label('Two', 10), label('Three', 90)];
    expect(textFaults({ width: 100, height: 20, marks })).toEqual([
      'One overlaps Two at 100',
      'Three is cut off at 100',
    ]);
  });

  it('lays out no narrower than its minimum', () => {
    expect(draw(chartOf([1, 2]), 10).width).toBe(MIN_WIDTH);
  });

  it('draws upright bars as high as their values', () => {
    const [low, high] = rects(draw(chartOf([10, 40]), 600));
    expect(high.height / low.height).toBeCloseTo(4);
    expect(high.y + high.height).toBeCloseTo(low.y + low.height);
  });

  it('draws horizontal bars as long as their values, from one axis', () => {
    const long = ['A district with quite a long name', 'B', 'C', 'D', 'E', 'F', 'G'];
    const bars = rects(draw({ ...chartOf([5, 10, 0, 20, 1, 2, 3]), categories: long }, 320));
    expect(bars[3].width / bars[1].width).toBeCloseTo(2);
    expect(bars[2].width).toBe(0);
    expect(new Set(bars.map(({ x }) => x)).size).toBe(1);
  });

  it('draws bars of one series beside those of another', () => {
    const series = [
      { name: '2000', values: [10, 20] },
      { name: '2010', values: [20, 40] },
    ];
    const scene = draw({ ...chartOf([]), type: 'grouped_bar', series }, 600);
    const bars = rects(scene).filter(({ width }) => width > 14);
    expect(bars.map((bar) => bar.series)).toEqual([0, 1, 0, 1]);
    expect(bars[1].x).toBeCloseTo(bars[0].x + bars[0].width + 2);
  });

  it('places years at their distances', () => {
    const categories = ['2000', '2001', '2010'];
    const scene = draw({ ...chartOf([1, 2, 3]), type: 'line', categories }, 600);
    const [first, second, third] = points(scene);
    expect((third[0] - first[0]) / (second[0] - first[0])).toBeCloseTo(10, 1);
  });

  it('places other categories evenly', () => {
    const categories = ['Jan', 'Feb', 'Mar'];
    const scene = draw({ ...chartOf([0, 5, 10]), type: 'line', categories }, 600);
    const [first, second, third] = points(scene);
    expect(third[0] - second[0]).toBeCloseTo(second[0] - first[0], 1);
    expect(first[1] - second[1]).toBeCloseTo(second[1] - third[1], 1);
  });

  it('keeps the names of lines apart that end at one place', () => {
    const series = ['Bus', 'Tram', 'Car', 'Ship'].map((name) => ({ name, values: [1, 7] }));
    const scene = draw({ ...chartOf([]), type: 'line', series }, 400);
    const ys = texts(scene)
      .filter(({ text }) => series.some(({ name }) => name === text))
      .map(({ y }) => y);
    expect(new Set(ys.map(Math.round)).size).toBe(4);
  });

  it('leaves out empty slices and keeps the labels of small ones apart', () => {
    const categories = ['A', 'B', 'C', 'D', 'E'];
    const series = [
      { name: '1990', values: [94, 2, 2, 2, 0] },
      { name: '2000', values: [100, 0, 0, 0, 0] },
    ];
    const scene = draw({ ...chartOf([]), type: 'pie', categories, series }, 640);
    expect(scene.marks.filter(({ role }) => role === 'slice').length).toBe(5);
    expect(textFaults(scene)).toEqual([]);
  });

  it.each([
    ['in two rows', 1200],
    ['in one column', 320],
  ])('closes a cycle %s', (_, width) => {
    const steps = Array.from({ length: 7 }, (_, n) => ({ label: `Step ${n}` }));
    const process: Chart = { type: 'process', title: '', steps, cyclic: true };
    const arrows = ({ marks }: Scene) => marks.filter(({ role }) => role === 'arrow').length;
    expect(arrows(draw(process, width))).toBe(7);
    expect(arrows(draw({ ...process, cyclic: false }, width))).toBe(6);
  });

  it('draws an area without a time on both maps, another on its own', () => {
    const place = { column: 0, row: 0, columns: 12, rows: 2 } as const;
    const areas = [
      { label: 'Sea', kind: 'water', ...place, row: 6 },
      { label: 'Inn', kind: 'building', ...place, plan: 'Now' },
    ] as const;
    const scene = draw({ type: 'map', title: '', categories: ['Then', 'Now'], areas }, 900);
    const names = texts(scene).map(({ text }) => text);
    expect(names.filter((name) => name === 'Sea').length).toBe(2);
    expect(names.filter((name) => name === 'Inn').length).toBe(1);
    const [sea, , inn] = rects(scene);
    expect(sea.x).toBeLessThan(inn.x);
    expect(sea.y).toBeGreaterThan(inn.y);
  });
});

/** Returns the texts that leave the drawing or overlap another. */
function textFaults(scene: Scene): string[] {
  const { width, height } = scene;
  const all = texts(scene).map((text) => ({ text: text.text, box: boxOf(text) }));
  return all.flatMap(({ text, box }, n) => [
    ...(box.left < -0.5 || box.right > width + 0.5 ? [`${text} is cut off at ${width}`] : []),
    ...(box.top < -0.5 || box.bottom > height + 0.5 ? [`${text} is cut off at ${width}`] : []),
    ...all
      .slice(n + 1)
      .filter((other) => overlap(box, other.box))
      .map((other) => `${text} overlaps ${other.text} at ${width}`),
  ]);
}

function chartOf(values: readonly number[]): Chart {
  return {
    type: 'bar',
    title: 'Title',
    unit: '%',
    categories: ['One', 'Two'],
    series: [{ name: 'Values', values }],
  };
}

function draw(chart: Chart, width: number): Scene {
  const scene = layOutChart(chart, width);
  if (scene === undefined) throw new Error('not drawn');
  return scene;
}

function texts({ marks }: Scene): TextMark[] {
  return marks.filter((mark) => mark.kind === 'text');
}

function rects({ marks }: Scene): RectMark[] {
  return marks.filter((mark) => mark.kind === 'rect');
}

/** Returns the points of the first line. */
function points({ marks }: Scene): [number, number][] {
  const isLine = (mark: Mark) => mark.role === 'line';
  const line = marks.find(isLine);
  if (line?.kind !== 'path') throw new Error('no line');
  return line.d
    .slice(1)
    .split('L')
    .map((point) => point.split(' ').map(Number) as [number, number]);
}

function overlap(one: Box, other: Box): boolean {
  return (
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1 &&
    Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1
  );
}

function readBank(): { id: string; chart: Chart }[] {
  const { tasks } = JSON.parse(readFileSync(new URL(BANK, import.meta.url), 'utf8'));
  return tasks.map((task: { task_id: string; chart: Chart }) => ({
    id: task.task_id,
    chart: task.chart,
  }));
}
