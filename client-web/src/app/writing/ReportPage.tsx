import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { AssessmentPoll } from '../../core/writing/assessment-poll.ts';
import { Link, PageTitle } from '../route.tsx';
import { Report } from './Report.tsx';
import { ReportActions } from './ReportActions.tsx';
import { ReportSkeleton } from './ReportSkeleton.tsx';
import { FAILURE, MODULE } from './report-words.ts';
import type { PageProps } from './WritingPages.tsx';

/** Time for which a new assessment may be unknown in the nearest region, ms. */
const MISSING_MS = 1500;

/** Report of an assessment, or its progress. */
export function ReportPage({ services, user, id }: PageProps & { readonly id: string }) {
  const { api, clock, writing } = services;
  const poll = useMemo(() => new AssessmentPoll(api, clock, id, MISSING_MS), [api, clock, id]);
  const state = useSyncExternalStore(poll.subscribe, poll.state);
  useEffect(() => {
    void poll.run();
    addEventListener('online', poll.wake);
    return () => {
      poll.stop();
      removeEventListener('online', poll.wake);
    };
  }, [poll]);

  switch (state.name) {
    case 'loading':
      return <ReportSkeleton />;
    case 'marking':
      return (
        <section className="card submission" data-state="marking">
          <div className="lines" aria-hidden="true">
            <span className="line" />
            <span className="line" />
            <span className="line" />
            <span className="line" />
          </div>
          <div role="status" className="submission-words">
            <PageTitle>Your test is being marked</PageTitle>
            <p>
              {MODULE[state.assessment.module]}. This takes less than a minute as a rule. You need
              not wait here: the report comes to <Link to="/assessments">your reports</Link>.
            </p>
          </div>
        </section>
      );
    case 'done': {
      const answers = writing.answersOf(id);
      return (
        <>
          <Report assessment={state.assessment} target={user.target_band} answers={answers} />
          <ReportActions
            api={api}
            assessment={state.assessment}
            answers={answers}
            onRemarked={poll.accept}
          />
        </>
      );
    }
    case 'failed':
      return (
        <section className="card">
          <PageTitle>This test could not be marked</PageTitle>
          <p>{FAILURE[state.assessment.reason ?? 'could_not_be_marked']} No test was used.</p>
          <p>
            If you sent it from this device, your text is still there:{' '}
            <Link to="/writing">see your writing test</Link>.
          </p>
          <Link to="/assessments">All reports</Link>
        </section>
      );
    case 'notFound':
      return (
        <section className="card">
          <PageTitle>There is no such report</PageTitle>
          <p>It may have been deleted, or it belongs to another account.</p>
          <Link to="/assessments">All reports</Link>
        </section>
      );
    case 'unreachable':
      return (
        <section className="card">
          <PageTitle>We cannot be reached</PageTitle>
          <p role="status">
            {state.problem.slug === 'unreachable'
              ? 'The report appears here as soon as you are online again.'
              : 'The report appears here as soon as we are back.'}
          </p>
          <button type="button" className="button" onClick={poll.again}>
            Try again
          </button>
        </section>
      );
  }
}
