import { type RefObject, useId, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { type Chart as ChartData, type ChartType, chartTable } from '../../core/writing/chart.ts';
import { layOutChart } from '../../core/writing/chart-geometry.ts';
import { FONT_SIZE, type Mark, type Scene } from '../../core/writing/scene.ts';
import { ChartTable } from './ChartTable.tsx';

const KINDS: Readonly<Record<ChartType, string>> = {
  bar: 'Bar chart',
  grouped_bar: 'Bar chart',
  line: 'Line graph',
  pie: 'Pie charts',
  table: 'Table',
  process: 'Diagram of a process',
  map: 'Maps',
};
/** Width of the first drawing, before the available width is known, 1/16 rem. */
const FIRST_WIDTH = 640;
/** Number of patterns in the style sheet. */
const PATTERNS = 6;

interface Props {
  readonly chart: ChartData;
}

/**
 * Chart of an Academic Task 1: a drawing that fits the available width and the user's text size,
 * and the same content as a table.
 */
export function Chart({ chart }: Props) {
  const figure = useRef<HTMLElement>(null);
  const rem = useRef<HTMLSpanElement>(null);
  const width = useWidth(figure, rem);
  const scene = useMemo(() => layOutChart(chart, width), [chart, width]);
  const caption = `${chart.title}${chart.unit === undefined ? '' : ` (${chart.unit})`}`;
  const table = <ChartTable table={chartTable(chart)} caption={caption} width={width} />;
  return (
    <figure className="chart" data-type={chart.type} ref={figure}>
      <span className="chart-rem" ref={rem} aria-hidden="true" />
      <figcaption>
        {chart.title}
        {chart.unit !== undefined && <span className="chart-unit">{chart.unit}</span>}
      </figcaption>
      {scene === undefined ? (
        table
      ) : (
        <>
          <Drawing
            scene={scene}
            label={`${KINDS[chart.type]}: ${caption}. The table below has the same content.`}
          />
          <details className="chart-details">
            <summary>Show as a table</summary>
            {table}
          </details>
        </>
      )}
    </figure>
  );
}

/** Returns the width of an element in 1/16 rem, which changes with the user's text size too. */
function useWidth(
  element: RefObject<HTMLElement | null>,
  rem: RefObject<HTMLElement | null>,
): number {
  const [width, setWidth] = useState(FIRST_WIDTH);
  useLayoutEffect(() => {
    const [measured, unit] = [element.current, rem.current];
    if (measured === null || unit === null) return;
    const measure = () => {
      const { paddingLeft, paddingRight } = getComputedStyle(measured);
      const inner =
        measured.clientWidth - Number.parseFloat(paddingLeft) - Number.parseFloat(paddingRight);
      setWidth(Math.floor((inner * 16) / unit.getBoundingClientRect().width));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(measured);
    observer.observe(unit);
    return () => observer.disconnect();
  }, [element, rem]);
  return width;
}

function Drawing({ scene, label }: { readonly scene: Scene; readonly label: string }) {
  const id = useId();
  return (
    <svg
      className="chart-drawing"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${scene.width} ${Math.ceil(scene.height)}`}
    >
      <defs>
        {Array.from({ length: PATTERNS }, (_, n) => n).map((n) => (
          <pattern key={n} id={`${id}${n}`} width="8" height="8" patternUnits="userSpaceOnUse">
            <rect className={`chart-series-${n}`} width="8" height="8" />
            {PATTERN_PATHS[n] !== '' && <path className="chart-pattern" d={PATTERN_PATHS[n]} />}
          </pattern>
        ))}
      </defs>
      {scene.marks.map((mark, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a new layout replaces all marks
        <MarkShape key={n} mark={mark} patterns={id} />
      ))}
    </svg>
  );
}

/** Overlay of each series in the colour of the ground: none, diagonal, dots, level, grid, upright. */
const PATTERN_PATHS: readonly string[] = [
  '',
  'M-2 6L6 -2M2 10L10 2',
  'M2.5 4h3',
  'M0 2h8M0 6h8',
  'M0 4h8M4 0v8',
  'M2 0v8M6 0v8',
];

function MarkShape({ mark, patterns }: { readonly mark: Mark; readonly patterns: string }) {
  if (mark.kind === 'text') {
    const { role, x, y, anchor, text } = mark;
    return (
      <text
        className={`chart-text chart-${role}`}
        x={x}
        y={y}
        textAnchor={anchor}
        fontSize={FONT_SIZE[role]}
      >
        {text}
      </text>
    );
  }
  const { role, series } = mark;
  const className =
    series === undefined ? `chart-${role}` : `chart-${role} chart-series-${series % PATTERNS}`;
  const isFilled = role === 'data' || role === 'slice';
  const fill =
    series !== undefined && isFilled ? { fill: `url(#${patterns}${series % PATTERNS})` } : {};
  if (mark.kind === 'path') return <path className={className} d={mark.d} {...fill} />;
  const { x, y, width, height } = mark;
  return <rect className={className} x={x} y={y} width={width} height={height} {...fill} />;
}
