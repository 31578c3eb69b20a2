import { type RefObject, useEffect, useRef } from 'react';
import type { DoneAssessment, TaskReport, WritingPrompt } from '../../core/api/writing-types.ts';
import { PageTitle } from '../route.tsx';
import { BandScale } from './BandScale.tsx';
import { HowMarkedSection } from './HowMarkedSection.tsx';
import {
  bandText,
  dayText,
  lengthText,
  MODULE,
  rangeText,
  TASK,
  targetText,
} from './report-words.ts';
import { TaskSection } from './TaskSection.tsx';

/** Answers that are shown with a report; the API keeps none. */
export interface ShownAnswers {
  readonly prompts: readonly WritingPrompt[];
  /** Answers by task id. */
  readonly texts: Readonly<Record<string, string>>;
}

interface Props {
  readonly assessment: DoneAssessment;
  /** Target band of the user. */
  readonly target?: number | null | undefined;
  /** Undefined once they are gone. */
  readonly answers?: ShownAnswers | undefined;
  /** True for a sample report, which belongs to no test. */
  readonly isSample?: boolean;
}

/** Report of a marked writing test. */
export function Report({ assessment, target, answers, isSample = false }: Props) {
  const root = useRef<HTMLDivElement>(null);
  useOpenWhenPrinted(root);
  return (
    <div className="report" ref={root}>
      <Overall assessment={assessment} target={target} isSample={isSample} />
      {assessment.tasks.map((task) => {
        const prompt = answers?.prompts.find(({ task_id }) => task_id === task.task_id);
        const text = task.task_id === undefined ? undefined : answers?.texts[task.task_id];
        return (
          <TaskSection
            key={task.task}
            task={task}
            prompt={prompt}
            text={text}
            isSample={isSample}
          />
        );
      })}
      <HowMarkedSection howMarked={assessment.how_marked} isSample={isSample} />
    </div>
  );
}

interface OverallProps {
  readonly assessment: DoneAssessment;
  readonly target: number | null | undefined;
  readonly isSample: boolean;
}

function Overall({ assessment, target, isSample }: OverallProps) {
  const { overall, module, created_at, tasks, remarked_at, first_overall } = assessment;
  return (
    <section className="card overall" aria-labelledby="overall">
      <div className="overall-head">
        <PageTitle>
          {isSample ? `Sample: ${MODULE[module]}` : `Your report: ${MODULE[module]}`}
        </PageTitle>
        <p className="soft">
          {isSample ? 'Written by us, to show what a report has' : dayText(created_at)}
        </p>
      </div>
      {overall === undefined ? (
        <div className="overall-band">
          <h2 id="overall">No overall band</h2>
          <p>
            Part of this test could not be marked, so there is no fair overall, and no test was
            used. What could be marked is below.
          </p>
        </div>
      ) : (
        <div className="overall-band">
          <p className="overall-figure">
            <span className="visually-hidden">Overall band </span>
            {bandText(overall.band)}
          </p>
          <div className="overall-words">
            <h2 id="overall">{rangeText(overall)}</h2>
            <BandScale range={overall} target={target} />
            {target != null && <p>{targetText(overall.band, target)}</p>}
            <p className="soft">An estimate, not an official IELTS score.</p>
          </div>
        </div>
      )}
      {remarked_at !== undefined && (
        <p className="soft">
          Marked a second time on {dayText(remarked_at)}
          {first_overall !== undefined &&
            `; the first estimate was ${bandText(first_overall.band)}`}
          .
        </p>
      )}
      {tasks.length > 1 && (
        <ul className="overall-tasks" aria-label="Tasks">
          {tasks.map((task) => (
            <TaskLink key={task.task} task={task} />
          ))}
        </ul>
      )}
    </section>
  );
}

function TaskLink({ task }: { readonly task: TaskReport }) {
  return (
    <li>
      <a href={`#${task.task}`} className="task-link">
        <span>
          <b>{TASK[task.task]}</b>
          <span className="soft">
            {lengthText(task.words, 0)}
            {task.task === 'task_2' && ', counts double'}
          </span>
        </span>
        <b className="task-link-band">{task.band === undefined ? '–' : bandText(task.band.band)}</b>
      </a>
    </li>
  );
}

/** Opens what is folded while the report is printed. */
function useOpenWhenPrinted(root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    let closed: HTMLDetailsElement[] = [];
    const open = () => {
      closed = [...(root.current?.querySelectorAll('details') ?? [])].filter(({ open }) => !open);
      for (const details of closed) details.open = true;
    };
    const close = () => {
      for (const details of closed) details.open = false;
    };
    addEventListener('beforeprint', open);
    addEventListener('afterprint', close);
    return () => {
      removeEventListener('beforeprint', open);
      removeEventListener('afterprint', close);
    };
  }, [root]);
}
