/** Type of a chart, which decides how it is drawn. */
export type ChartType = 'bar' | 'grouped_bar' | 'line' | 'pie' | 'table' | 'process' | 'map';

/** Series of a data chart: one bar colour, one line, one pie or one column of a table. */
export interface ChartSeries {
  readonly name: string;
  /** One value for each category. */
  readonly values: readonly number[];
}

/** Step of a process. */
export interface ChartStep {
  readonly label: string;
  readonly detail?: string;
}

/** Kind of area on a map. */
export type AreaKind = 'building' | 'green' | 'water' | 'road' | 'open';

/** Rectangle on the grid of a map: 12 columns from west to east, 8 rows from north to south. */
export interface ChartArea {
  readonly label: string;
  readonly kind: AreaKind;
  /** Column and row of the north-western cell, from 0. */
  readonly column: number;
  readonly row: number;
  readonly columns: number;
  readonly rows: number;
  /** Category (time) whose map shows the area; absent if both do. */
  readonly plan?: string;
}

/** Chart of an Academic Task 1, as the API sends it; which members it has depends on its type. */
export interface Chart {
  readonly type: ChartType;
  readonly title: string;
  readonly unit?: string;
  /** Common name of the categories, such as "Year". */
  readonly x_label?: string;
  /** Labels of the categories; of a map the names of its two times. */
  readonly categories?: readonly string[];
  readonly series?: readonly ChartSeries[];
  /** True for a cycle: the last step of the process leads back to the first. */
  readonly cyclic?: boolean;
  readonly steps?: readonly ChartStep[];
  readonly areas?: readonly ChartArea[];
}

export const MAP_COLUMNS = 12;
export const MAP_ROWS = 8;

/** Table with the same content as a chart; the first cell of each row is its heading. */
export interface ChartTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Returns the table with the same content as a chart. */
export function chartTable(chart: Chart): ChartTable {
  switch (chart.type) {
    case 'process':
      return {
        head: ['Step', 'Name', 'What happens'],
        rows: stepsOf(chart).map(({ label, detail }, n) => [String(n + 1), label, detail ?? '']),
      };
    case 'map':
      return mapTable(chart);
    case 'bar':
    case 'grouped_bar':
    case 'line':
    case 'pie':
    case 'table':
      return dataTable(chart);
  }
}

function dataTable({ x_label, categories = [], series = [] }: Chart): ChartTable {
  return {
    head: [x_label ?? '', ...series.map(({ name }) => name)],
    rows: categories.map((category, n) => [
      category,
      ...series.map(({ values }) => formatValue(values[n])),
    ]),
  };
}

function mapTable({ categories = [], areas = [] }: Chart): ChartTable {
  return {
    head: ['Area', 'Part of the map', ...categories.map((time) => `${time} (share of the map)`)],
    rows: areas.map((area) => [
      area.label,
      partOfMap(area),
      ...categories.map((time) => (isOn(area, time) ? shareOfMap(area) : '–')),
    ]),
  };
}

/** Returns the steps of a process; the last of a cycle says that it leads back. */
function stepsOf({ steps = [], cyclic = false }: Chart): readonly ChartStep[] {
  return steps.map((step, n) =>
    cyclic && n === steps.length - 1
      ? { ...step, detail: `${step.detail ?? ''} (then step 1 again)`.trim() }
      : step,
  );
}

/** Returns whether the map of a time shows an area. */
export function isOn({ plan }: ChartArea, time: string): boolean {
  return plan === undefined || plan === time;
}

function shareOfMap({ columns, rows }: ChartArea): string {
  return `${Math.round((100 * columns * rows) / (MAP_COLUMNS * MAP_ROWS))}%`;
}

/** Returns the part of the map in which the centre of an area lies, such as "north-west". */
export function partOfMap({ column, row, columns, rows }: ChartArea): string {
  const across = third((column + columns / 2) / MAP_COLUMNS, 'west', 'east');
  const down = third((row + rows / 2) / MAP_ROWS, 'north', 'south');
  return [down, across].filter((part) => part !== '').join('-') || 'centre';
}

function third(share: number, low: string, high: string): string {
  if (share < 1 / 3) return low;
  return share > 2 / 3 ? high : '';
}

/** Returns a value as text: thousands with a comma, decimals only where there are any. */
export function formatValue(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: 2 });
}
