import type { CriterionMark } from '../../core/api/writing-types.ts';
import { DegreeMark } from './DegreeMark.tsx';
import { bandText, CRITERION, REASON, rangeText } from './report-words.ts';
import { Quote, Said } from './Said.tsx';

interface Props {
  readonly mark: CriterionMark;
  /** True for the lowest band of the task. */
  readonly isWeakest: boolean;
}

/** Mark of one criterion, with what it rests on and what to do about it. */
export function CriterionCard({ mark, isWeakest }: Props) {
  const { criterion, band, low, high, reasons, evidence, checklist } = mark;
  const { name, asks } = CRITERION[criterion];
  return (
    <section className="card criterion">
      <header className="criterion-head">
        <div>
          <h3>{name}</h3>
          <p className="soft criterion-asks">{asks}</p>
        </div>
        <p className="criterion-band">
          {band === undefined ? 'Not marked' : <b>{bandText(band)}</b>}
        </p>
      </header>
      {band !== undefined && low !== undefined && high !== undefined && (
        <p className="criterion-range">
          {rangeText({ band, low, high })}
          {isWeakest && <span className="tag start-here">Most to gain here</span>}
        </p>
      )}
      {reasons.map((reason) => (
        <p key={reason} className="reason-note">
          {REASON[reason]}
        </p>
      ))}
      {mark.limiting_factor !== undefined && (
        <div className="advice">
          <h4>What holds it back</h4>
          <p>
            <Said>{mark.limiting_factor}</Said>
          </p>
        </div>
      )}
      {mark.next_step !== undefined && (
        <div className="advice" data-kind="step">
          <h4>The next step</h4>
          <p>
            <Said>{mark.next_step}</Said>
          </p>
        </div>
      )}
      {evidence.length > 0 && (
        <div className="evidence">
          <h4>In your words</h4>
          <ul>
            {evidence.map(({ quote, comment, kind }) => (
              <li key={quote + comment} data-kind={kind}>
                <span className="evidence-kind">
                  {kind === 'strength' ? 'Works well' : 'Holds you back'}
                </span>
                <Quote>{quote}</Quote>
                <p>
                  <Said>{comment}</Said>
                </p>
              </li>
            ))}
          </ul>
        </div>
      )}
      {checklist.length > 0 && (
        <details>
          <summary>Checklist</summary>
          <ul className="checklist">
            {checklist.map(({ item, met }) => (
              <li key={item}>
                <DegreeMark degree={met} />
                <Said>{item}</Said>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
