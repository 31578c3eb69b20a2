import type { HowMarked } from '../../core/api/writing-types.ts';

interface Props {
  readonly howMarked: HowMarked;
  readonly isSample: boolean;
}

/** Section on the marking method: models, prompts, calibration, and the limits of the mark. */
export function HowMarkedSection({ howMarked, isSample }: Props) {
  const { models, prompts, calibration, calibrated, opinions, validated } = howMarked;
  return (
    <section className="card how" aria-labelledby="how">
      <h2 id="how">{isSample ? 'How a test is marked' : 'How this was marked'}</h2>
      {isSample && <p>We wrote this answer and its report to show what you get.</p>}
      <p>
        <b>
          A report is an estimate by a language model. It is not an official IELTS score, and nobody
          at IELTS has seen it.
        </b>{' '}
        {validated
          ? 'Its bands have been compared with those of human examiners.'
          : 'It has not yet been validated against the marks of human examiners, so use it to practise, not to decide.'}
      </p>
      <ul>
        <li>
          Each criterion was read on its own, {timesText(opinions)}
          {opinions > 1 && ', with the bands described from top to bottom and the other way round'}.
          Where the readings differ, you see the range.
        </li>
        <li>Every quote was checked to be in the text, word for word.</li>
        <li>
          Halves, averages and the overall are calculated, not guessed. Task 2 counts double; the
          result is rounded to the nearest half band, and up in the middle.
        </li>
        <li>
          {calibrated
            ? 'The bands were adjusted to marks of examiners.'
            : 'The bands are shown as they came: they have not been adjusted to marks of examiners.'}
        </li>
        <li>The marker was told the task and the text, and nothing about the person.</li>
      </ul>
      <dl className="facts">
        <div>
          <dt>{models.length === 1 ? 'Model' : 'Models'}</dt>
          <dd>{isSample ? 'none: we wrote this report' : models.join(', ')}</dd>
        </div>
        <div>
          <dt>Instructions</dt>
          <dd>version {prompts}</dd>
        </div>
        <div>
          <dt>Calibration</dt>
          <dd>{calibration === 'identity' ? 'none yet' : calibration}</dd>
        </div>
      </dl>
    </section>
  );
}

function timesText(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
}
