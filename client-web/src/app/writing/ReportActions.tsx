import { useId, useState } from 'react';
import type { Api } from '../../core/api/api.ts';
import type { Assessment, DoneAssessment, TaskReport } from '../../core/api/writing-types.ts';
import { Form, type Values } from '../Form.tsx';
import { navigate } from '../route.tsx';
import type { ShownAnswers } from './Report.tsx';
import { TASK } from './report-words.ts';

interface Props {
  readonly api: Api;
  readonly assessment: DoneAssessment;
  /** Undefined once they are gone. */
  readonly answers: ShownAnswers | undefined;
  readonly onRemarked: (assessment: Assessment) => void;
}

/** Actions on a report: print, second mark, delete. */
export function ReportActions({ api, assessment, answers, onRemarked }: Props) {
  return (
    <div className="report-actions">
      <section className="card">
        <h2>Keep it</h2>
        <p>Print the report, or save it as a PDF.</p>
        <button type="button" className="button" onClick={() => print()}>
          Print
        </button>
      </section>
      {assessment.remarked_at === undefined && (
        <Remark api={api} assessment={assessment} answers={answers} onRemarked={onRemarked} />
      )}
      <Deletion api={api} id={assessment.assessment_id} />
    </div>
  );
}

function Remark({ api, assessment, answers, onRemarked }: Props) {
  const remark = async (textOf: (task: TaskReport) => string) => {
    const result = await api.call(
      'remark',
      {
        assessment_type: assessment.module,
        tasks: assessment.tasks.map((task) => ({
          task_id: task.task_id ?? '',
          essay_text: textOf(task),
        })),
      },
      { parameter: assessment.assessment_id },
    );
    if (!result.ok) return result.problem;
    onRemarked(result.value);
    return undefined;
  };
  const written = assessment.tasks.filter(({ words }) => words > 0);
  // Without the ids of the bank's tasks there is nothing to name the texts by.
  if (assessment.tasks.some(({ task_id }) => task_id === undefined)) return null;
  return (
    <section className="card" aria-labelledby="remark">
      <h2 id="remark">Do you doubt it?</h2>
      <p>
        Another model marks the same text once more, free of charge, and you see both results. It
        may come out higher or lower.
      </p>
      {answers !== undefined ? (
        <Form
          submit="Mark it again"
          look="plain"
          onSubmit={() => remark(({ task_id }) => answers.texts[task_id ?? ''] ?? '')}
        />
      ) : (
        <details>
          <summary>I have my text</summary>
          <p>
            We have not kept it. Paste it as you sent it; a single changed letter, and we cannot
            tell that it is the same.
          </p>
          <Form
            submit="Mark it again"
            look="plain"
            onSubmit={(values: Values) => remark(({ task_id }) => values(task_id ?? ''))}
          >
            {written.map(({ task, task_id = '' }) => (
              <PastedText key={task_id} name={task_id} label={`Your answer to ${TASK[task]}`} />
            ))}
          </Form>
        </details>
      )}
    </section>
  );
}

function PastedText({ name, label }: { readonly name: string; readonly label: string }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <textarea id={id} name={name} rows={6} required spellCheck={false} dir="auto" />
    </div>
  );
}

function Deletion({ api, id }: { readonly api: Api; readonly id: string }) {
  const [isSure, setSure] = useState(false);
  const remove = async () => {
    const result = await api.call('deleteAssessment', undefined, { parameter: id });
    // Deleted already, on another device.
    if (!result.ok && result.problem.slug !== 'assessment_unknown') return result.problem;
    navigate('/assessments');
    return undefined;
  };
  return (
    <section className="card" aria-labelledby="delete-report">
      <h2 id="delete-report">Delete it</h2>
      <p>The report is deleted for good, and it is the only thing that we have of this test.</p>
      {isSure ? (
        <Form submit="Yes, delete the report" look="end" onSubmit={remove} />
      ) : (
        <button type="button" className="button quiet" onClick={() => setSure(true)}>
          Delete
        </button>
      )}
    </section>
  );
}
