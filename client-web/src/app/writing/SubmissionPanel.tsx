import { type ReactNode, useState } from 'react';
import { type Draft, textOf } from '../../core/writing/draft.ts';
import type { SubmissionState } from '../../core/writing/submission.ts';
import type { WritingAttempt } from '../../core/writing/writing-attempt.ts';
import { Link, PageTitle } from '../route.tsx';
import { FAILURE, TASK } from './report-words.ts';

interface Props {
  readonly writing: WritingAttempt;
  readonly draft: Draft;
  readonly submission: SubmissionState;
}

/** Progress of a test that was sent. */
export function SubmissionPanel(props: Props) {
  return (
    <section className="card submission" data-state={props.submission.name}>
      <Content {...props} />
    </section>
  );
}

function Content({ writing, draft, submission }: Props) {
  switch (submission.name) {
    case 'done':
    case 'sending':
      return (
        <Progress title="Sending your answers">
          <p>They stay on this device until we have confirmed them.</p>
        </Progress>
      );
    case 'waiting':
      return submission.cause === 'offline' ? (
        <Progress title="Waiting for a connection" isPaused>
          <p>
            We cannot be reached. Your answers are safe on this device, and are sent by themselves
            once you are online again. If you close this page, open it again later.
          </p>
          <CopyButton draft={draft} />
        </Progress>
      ) : (
        <Progress title="We are busy just now" isPaused>
          <p>
            Your answers are safe on this device. We try again in a moment; there is nothing that
            you have to do.
          </p>
          <CopyButton draft={draft} />
        </Progress>
      );
    case 'marking':
      return (
        <Progress title="Your test is being marked">
          <p>
            Each criterion is read twice, on its own. This takes less than a minute as a rule. You
            need not wait here: the report comes to <Link to="/assessments">your reports</Link>.
          </p>
        </Progress>
      );
    case 'refused':
      return <Refused writing={writing} draft={draft} submission={submission} />;
    case 'failed':
      return (
        <>
          <PageTitle>We could not mark it</PageTitle>
          <p role="alert">
            {FAILURE[submission.reason]} No test was used, and nothing of yours is lost.
          </p>
          <SendChoices writing={writing} draft={draft} send="Send it again" />
        </>
      );
  }
}

interface RefusedProps extends Props {
  readonly submission: Extract<SubmissionState, { name: 'refused' }>;
}

function Refused({ writing, draft, submission: { problem } }: RefusedProps) {
  switch (problem.slug) {
    case 'no_attempts':
      return (
        <>
          <PageTitle>You have no test left</PageTitle>
          <p role="alert">
            Your answers were not sent. They stay on this device; get another test in the app, then
            send them.
          </p>
          <SendChoices writing={writing} draft={draft} send="Send it now" />
        </>
      );
    case 'assessment_deleted':
    case 'idempotency_conflict':
      return (
        <>
          <PageTitle>This test was sent before</PageTitle>
          <p role="alert">
            {problem.slug === 'assessment_deleted'
              ? 'You have deleted its report since. '
              : 'It was marked with another text, and the report of that is among your reports. '}
            You can send what stands here as a test of its own, which uses another one.
          </p>
          <SendChoices writing={writing} draft={draft} send="Send it as a new test" />
        </>
      );
    default:
      return (
        <>
          <PageTitle>That did not work</PageTitle>
          <div role="alert">
            <p>{problem.detail}</p>
            <ul>
              {Object.entries(problem.fields).map(([field, detail]) => (
                <li key={field}>
                  {fieldName(field)}: {detail}
                </li>
              ))}
            </ul>
          </div>
          <div className="card-choices">
            <button type="button" className="button primary" onClick={() => writing.edit()}>
              Back to my text
            </button>
            <CopyButton draft={draft} />
          </div>
        </>
      );
  }
}

interface SendChoicesProps extends Pick<Props, 'writing' | 'draft'> {
  /** Label of the button that sends the test again. */
  readonly send: string;
}

function SendChoices({ writing, draft, send }: SendChoicesProps) {
  return (
    <div className="card-choices">
      <button type="button" className="button primary" onClick={() => writing.submitAgain()}>
        {send}
      </button>
      <button type="button" className="button" onClick={() => writing.edit()}>
        Back to my text
      </button>
      <CopyButton draft={draft} />
    </div>
  );
}

/** Name of a field of the request, such as tasks[1].essay_text. */
function fieldName(field: string): string {
  const [, index] = /^tasks\W+(\d)/.exec(field) ?? [];
  return index === undefined ? 'Your answers' : `Task ${Number(index) + 1}`;
}

interface ProgressProps {
  readonly title: string;
  readonly isPaused?: boolean;
  readonly children: ReactNode;
}

function Progress({ title, isPaused = false, children }: ProgressProps) {
  return (
    <>
      <div className="lines" data-paused={isPaused} aria-hidden="true">
        <span className="line" />
        <span className="line" />
        <span className="line" />
        <span className="line" />
      </div>
      <div role="status" className="submission-words">
        <PageTitle>{title}</PageTitle>
        {children}
      </div>
    </>
  );
}

function CopyButton({ draft }: { readonly draft: Draft }) {
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    const texts = draft.prompts.map((prompt) => `${TASK[prompt.task]}\n\n${textOf(draft, prompt)}`);
    await navigator.clipboard.writeText(texts.join('\n\n\n')).then(
      () => setCopied(true),
      () => setCopied(false),
    );
  };
  return (
    <button type="button" className="button" onClick={() => void copy()}>
      {isCopied ? 'Copied' : 'Copy my text'}
    </button>
  );
}
