import { layOutBars } from './bar-layout.ts';
import type { Chart } from './chart.ts';
import { layOutLines } from './line-layout.ts';
import { layOutMaps } from './map-layout.ts';
import { layOutPies } from './pie-layout.ts';
import { layOutProcess } from './process-layout.ts';
import type { Scene } from './scene.ts';

/** Narrowest drawing, 1/16 rem; in less space it is scaled down. */
export const MIN_WIDTH = 280;

/**
 * Lays out a chart in a given width.
 *
 * @param width available width, 1/16 rem
 * @returns undefined for a table, which is not drawn
 */
export function layOutChart(chart: Chart, width: number): Scene | undefined {
  const enough = Math.max(MIN_WIDTH, width);
  switch (chart.type) {
    case 'bar':
    case 'grouped_bar':
      return layOutBars(chart, enough);
    case 'line':
      return layOutLines(chart, enough);
    case 'pie':
      return layOutPies(chart, enough);
    case 'process':
      return layOutProcess(chart, enough);
    case 'map':
      return layOutMaps(chart, enough);
    case 'table':
      return undefined;
  }
}
