import { type Chart, type ChartArea, isOn, MAP_COLUMNS, MAP_ROWS } from './chart.ts';
import { centredText, LINE_HEIGHT, lineTo, type Mark, type Scene, wrap } from './scene.ts';

const SIDE_BY_SIDE_FROM = 620;
const GAP = 24;
const TITLE = 26;
const MIN_ROW_HEIGHT = 29;
const MAX_ROW_HEIGHT = 36;

/** Lays out one map for each time, side by side or below each other, with north at the top. */
export function layOutMaps(chart: Chart, width: number): Scene {
  const { categories = [], areas = [] } = chart;
  const columns = width >= SIDE_BY_SIDE_FROM ? categories.length : 1;
  const mapWidth = (width - (columns - 1) * GAP) / columns - 2;
  const cellWidth = mapWidth / MAP_COLUMNS;
  const cellHeight = Math.max(MIN_ROW_HEIGHT, Math.min(MAX_ROW_HEIGHT, cellWidth));
  const mapHeight = TITLE + cellHeight * MAP_ROWS;
  const marks: Mark[] = categories.flatMap((time, n) => {
    const left = 1 + (n % columns) * (mapWidth + GAP);
    const top = Math.floor(n / columns) * (mapHeight + GAP);
    const cell = { width: cellWidth, height: cellHeight };
    return [
      centredText(time, left, top + LINE_HEIGHT / 2, { role: 'strong', anchor: 'start' }),
      ...compass(left + mapWidth - 12, top),
      ...areas
        .filter((area) => isOn(area, time))
        .flatMap((area) => drawArea(area, left, top + TITLE, cell)),
    ];
  });
  const rows = Math.ceil(categories.length / columns);
  return { width, height: rows * (mapHeight + GAP) - GAP + 2, marks };
}

function drawArea(
  area: ChartArea,
  left: number,
  top: number,
  cell: { readonly width: number; readonly height: number },
): Mark[] {
  const x = left + area.column * cell.width;
  const y = top + area.row * cell.height;
  const width = area.columns * cell.width;
  const height = area.rows * cell.height;
  const lines = wrap(area.label, 'label', width - 10);
  const first = y + height / 2 - ((lines.length - 1) * LINE_HEIGHT) / 2;
  return [
    { kind: 'rect', role: `area-${area.kind}`, x, y, width, height },
    ...lines.map((line, n) => centredText(line, x + width / 2, first + n * LINE_HEIGHT)),
  ];
}

function compass(x: number, top: number): Mark[] {
  const [tip, end] = [top + 1, top + 18];
  const head = `M${x - 4} ${tip + 5}L${x} ${tip}L${x + 4} ${tip + 5}`;
  return [
    { kind: 'path', role: 'arrow', d: `${lineTo(x, end, x, tip)}${head}` },
    centredText('N', x - 14, top + LINE_HEIGHT / 2 + 1, { role: 'value' }),
  ];
}
