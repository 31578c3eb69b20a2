import type { CriterionMark } from '../../core/api/writing-types.ts';
import { bandText, CRITERION, MAX_BAND } from './report-words.ts';

interface Props {
  readonly criteria: readonly CriterionMark[];
  /** Name of the task. */
  readonly title: string;
}

/** Bar chart of a task's criteria, with the same figures as a table. */
export function CriteriaChart({ criteria, title }: Props) {
  return (
    <div className="criteria-chart">
      <div className="bars" aria-hidden="true">
        {criteria.map((mark) => (
          <Bar key={mark.criterion} mark={mark} />
        ))}
      </div>
      <details className="twin">
        <summary>Figures as a table</summary>
        <table className="data">
          <caption>Criteria of {title}</caption>
          <thead>
            <tr>
              <th scope="col">Criterion</th>
              <th scope="col">Band</th>
              <th scope="col">Range</th>
            </tr>
          </thead>
          <tbody>
            {criteria.map(({ criterion, band, low, high }) => (
              <tr key={criterion}>
                <th scope="row">{CRITERION[criterion].name}</th>
                <td>{band === undefined ? 'not marked' : bandText(band)}</td>
                <td>
                  {low === undefined || high === undefined
                    ? '–'
                    : `${bandText(low)} to ${bandText(high)}`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

function Bar({ mark: { criterion, band, low, high } }: { readonly mark: CriterionMark }) {
  const x = (value: number) => (value / MAX_BAND) * 360;
  return (
    <div className="bar">
      <span className="bar-name">{CRITERION[criterion].name}</span>
      <svg viewBox="0 0 360 20" preserveAspectRatio="none" aria-hidden="true">
        <rect className="bar-track" width="360" height="20" rx="5" />
        {band !== undefined && (
          <rect className="bar-fill" width={x(low ?? band)} height="20" rx="5" />
        )}
        {low !== undefined && high !== undefined && low < high && (
          <rect className="bar-range" x={x(low)} width={x(high - low)} height="20" />
        )}
        {Array.from({ length: MAX_BAND - 1 }, (_, n) => (
          <line key={x(n + 1)} className="bar-grid" x1={x(n + 1)} x2={x(n + 1)} y1="0" y2="20" />
        ))}
        {band !== undefined && (
          <line className="bar-band" x1={x(band)} x2={x(band)} y1="0" y2="20" />
        )}
      </svg>
      <b>{band === undefined ? '–' : bandText(band)}</b>
    </div>
  );
}
