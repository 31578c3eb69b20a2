import type { HistoryChart } from '../../core/writing/history-chart.ts';
import { bandText, dayText, MODULE } from './report-words.ts';

interface Props {
  readonly chart: HistoryChart;
  readonly target: number | null | undefined;
}

/** Line chart of overall bands by date, with the same figures as a table. */
export function HistoryChartView({ chart, target }: Props) {
  const { frame, points, line, gridLines, dates, targetY } = chart;
  return (
    <section className="card" aria-labelledby="bands">
      <h2 id="bands">Overall bands</h2>
      <svg
        className="trend"
        viewBox={`0 0 ${frame.width} ${frame.height}`}
        role="img"
        aria-label={summaryOf(chart)}
      >
        {gridLines.map(({ band, y }) => (
          <g key={band}>
            <line
              className="trend-grid"
              x1={frame.left}
              x2={frame.width - frame.right}
              y1={y}
              y2={y}
            />
            <text className="trend-label" x={frame.left - 12} y={y + 5} textAnchor="end">
              {band}
            </text>
          </g>
        ))}
        {targetY !== undefined && target != null && (
          <>
            <line
              className="trend-target"
              x1={frame.left}
              x2={frame.width - frame.right}
              y1={targetY}
              y2={targetY}
            />
            <text className="trend-label trend-target-label" x={frame.left + 6} y={targetY - 7}>
              Target {bandText(target)}
            </text>
          </>
        )}
        {points.map(({ id, x, yLow, yHigh }) => (
          <line key={id} className="trend-range" x1={x} x2={x} y1={yLow} y2={yHigh} />
        ))}
        <path className="trend-line" d={line} />
        {points.map(({ id, x, y }) => (
          <circle key={id} className="trend-point" cx={x} cy={y} r="6" />
        ))}
        {dates.map(({ at, x }, n) => (
          <text
            key={at}
            className="trend-label"
            x={x}
            y={frame.height - 8}
            textAnchor={dates.length === 1 ? 'middle' : anchorOf(n, dates.length)}
          >
            {new Date(at).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' })}
          </text>
        ))}
      </svg>
      <p className="soft">
        The bars show the range of each estimate. A difference within it may be chance.
      </p>
      <details className="twin">
        <summary>Figures as a table</summary>
        <table className="data">
          <caption>Overall bands by date</caption>
          <thead>
            <tr>
              <th scope="col">Date</th>
              <th scope="col">Module</th>
              <th scope="col">Band</th>
              <th scope="col">Range</th>
            </tr>
          </thead>
          <tbody>
            {points.map(({ id, at, module, band, low, high }) => (
              <tr key={id}>
                <th scope="row">{dayText(new Date(at).toISOString())}</th>
                <td>{MODULE[module]}</td>
                <td>{bandText(band)}</td>
                <td>
                  {bandText(low)} to {bandText(high)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}

function anchorOf(n: number, count: number): 'start' | 'middle' | 'end' {
  if (n === 0) return 'start';
  return n === count - 1 ? 'end' : 'middle';
}

function summaryOf({ points }: HistoryChart): string {
  const first = points[0];
  const last = points[points.length - 1];
  return (
    `Line chart of ${points.length} overall bands, from ${bandText(first.band)} on ` +
    `${dayText(new Date(first.at).toISOString())} to ${bandText(last.band)} on ` +
    `${dayText(new Date(last.at).toISOString())}`
  );
}
