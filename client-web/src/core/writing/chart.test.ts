import { describe, expect, it } from 'vitest';
import { type ChartArea, chartTable, formatValue, partOfMap } from './chart.ts';

describe('chartTable', () => {
  it('has a row for each category and a column for each series', () => {
    const series = [
      { name: 'Car', values: [1234.5, 0] },
      { name: 'Bus', values: [3, 0.25] },
    ];
    const categories = ['2000', '2010'];
    expect(
      chartTable({ type: 'line', title: 'Journeys', x_label: 'Year', categories, series }),
    ).toEqual({
      head: ['Year', 'Car', 'Bus'],
      rows: [
        ['2000', '1,234.5', '3'],
        ['2010', '0', '0.25'],
      ],
    });
  });

  it('numbers the steps of a process and says that a cycle begins again', () => {
    const steps = [{ label: 'Seed', detail: 'Sown in May' }, { label: 'Plant' }];
    expect(chartTable({ type: 'process', title: 'Growth', steps, cyclic: true }).rows).toEqual([
      ['1', 'Seed', 'Sown in May'],
      ['2', 'Plant', '(then step 1 again)'],
    ]);
  });

  it('says where an area lies, and how large it is on which map', () => {
    const areas = [area(0, 6, 12, 2, {}), area(8, 0, 4, 2, { label: 'Inn', plan: 'Now' })];
    expect(chartTable({ type: 'map', title: 'Bay', categories: ['Then', 'Now'], areas })).toEqual({
      head: ['Area', 'Part of the map', 'Then (share of the map)', 'Now (share of the map)'],
      rows: [
        ['Sea', 'south', '25%', '25%'],
        ['Inn', 'north-east', '–', '8%'],
      ],
    });
  });
});

describe('partOfMap', () => {
  it.each([
    [area(0, 0, 4, 2, {}), 'north-west'],
    [area(4, 3, 4, 2, {}), 'centre'],
    [area(0, 0, 2, 8, {}), 'west'],
    [area(3, 6, 4, 2, {}), 'south'],
    [area(10, 3, 2, 2, {}), 'east'],
    [area(10, 7, 2, 1, {}), 'south-east'],
  ])('is by the centre of the area', (place, part) => {
    expect(partOfMap(place)).toBe(part);
  });
});

describe('formatValue', () => {
  it.each([
    [0, '0'],
    [1350, '1,350'],
    [4.2, '4.2'],
  ])('writes %d as text', (value, text) => {
    expect(formatValue(value)).toBe(text);
  });
});

function area(
  column: number,
  row: number,
  columns: number,
  rows: number,
  other: Partial<ChartArea>,
): ChartArea {
  return { label: 'Sea', kind: 'water', column, row, columns, rows, ...other };
}
