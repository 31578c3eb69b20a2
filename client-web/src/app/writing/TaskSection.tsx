import type { CriterionMark, TaskReport, WritingPrompt } from '../../core/api/writing-types.ts';
import { AnswerView } from './AnswerView.tsx';
import { Corrections } from './Corrections.tsx';
import { CriteriaChart } from './CriteriaChart.tsx';
import { CriterionCard } from './CriterionCard.tsx';
import { DegreeMark } from './DegreeMark.tsx';
import { bandText, factsOf, lengthText, REASON, rangeText, TASK } from './report-words.ts';
import { Said } from './Said.tsx';

interface Props {
  readonly task: TaskReport;
  readonly prompt: WritingPrompt | undefined;
  /** Answer of the candidate; undefined once it is gone. */
  readonly text: string | undefined;
  readonly isSample: boolean;
}

/** Report of one task. */
export function TaskSection({ task, prompt, text, isSample }: Props) {
  const title = TASK[task.task];
  const weakest = weakestOf(task.criteria);
  return (
    <section className="task" id={task.task} aria-labelledby={`${task.task}-title`}>
      <header className="task-head">
        <div>
          <h2 id={`${task.task}-title`} className="task-title">
            {title}
          </h2>
          <p className="soft">
            {task.title !== undefined && (
              <>
                <Said>{task.title}</Said>
                {' · '}
              </>
            )}
            {lengthText(task.words, task.minimum_words)}
          </p>
        </div>
        {task.band !== undefined && (
          <p className="task-band">
            <b>{bandText(task.band.band)}</b>
            <span className="soft">{rangeText(task.band)}</span>
          </p>
        )}
      </header>
      {task.reasons.length > 0 && (
        <ul className="reasons">
          {task.reasons.map((reason) => (
            <li key={reason}>{REASON[reason]}</li>
          ))}
        </ul>
      )}
      {(prompt !== undefined || text !== undefined) && (
        <AnswerView
          prompt={prompt}
          text={text}
          evidence={task.criteria.flatMap(({ evidence }) => evidence)}
          isSample={isSample}
        />
      )}
      {task.criteria.length > 0 && (
        <>
          <div className="overview">
            <section className="card">
              <h3>Four criteria</h3>
              <CriteriaChart criteria={task.criteria} title={title} />
            </section>
            <NextActions task={task} />
          </div>
          <div className="criteria">
            {task.criteria.map((mark) => (
              <CriterionCard
                key={mark.criterion}
                mark={mark}
                isWeakest={mark.criterion === weakest}
              />
            ))}
          </div>
        </>
      )}
      <Audit task={task} />
      <Corrections task={task} />
      <Facts task={task} />
    </section>
  );
}

/** Returns the criterion with the lowest band; undefined if two share it. */
function weakestOf(criteria: readonly CriterionMark[]) {
  const bands = criteria.flatMap(({ band }) => (band === undefined ? [] : [band]));
  const lowest = criteria.filter(({ band }) => band === Math.min(...bands));
  return lowest.length === 1 ? lowest[0].criterion : undefined;
}

function NextActions({ task }: { readonly task: TaskReport }) {
  if (task.next_actions.length === 0) return null;
  return (
    <section className="card next">
      <h3>Do this next</h3>
      <ol className="steps">
        {task.next_actions.map((action) => (
          <li key={action}>
            <Said>{action}</Said>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Audit({ task }: { readonly task: TaskReport }) {
  if (task.audit.length === 0) return null;
  return (
    <section className="card">
      <h3>Did you answer all of it?</h3>
      <ul className="audit">
        {task.audit.map(({ part, answered, comment }) => (
          <li key={part}>
            <DegreeMark degree={answered} />
            <div>
              <b>
                <Said>{part}</Said>
              </b>
              <p>
                <Said>{comment}</Said>
              </p>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Facts({ task }: { readonly task: TaskReport }) {
  const facts = factsOf(task.facts);
  const isShorter = task.counted_words !== task.words;
  if (facts.length === 0) return null;
  return (
    <details className="card fold">
      <summary>
        <h3>What can be counted</h3>
      </summary>
      <p className="soft">These are facts about the text. None of them sets a band.</p>
      <table className="data facts-table">
        <caption className="visually-hidden">Measures of {TASK[task.task]}</caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">Measure</th>
            <th scope="col">Value</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">
              Words
              <span className="soft">
                {isShorter
                  ? `${task.counted_words} of them count: not those copied from the question.`
                  : `The task asks for at least ${task.minimum_words}.`}
              </span>
            </th>
            <td>{task.words}</td>
          </tr>
          {facts.map(({ name, value, meaning }) => (
            <tr key={name}>
              <th scope="row">
                {name}
                <span className="soft">{meaning}</span>
              </th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
