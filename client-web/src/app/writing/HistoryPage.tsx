import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { AssessmentSummary } from '../../core/api/writing-types.ts';
import { AssessmentList } from '../../core/writing/assessment-list.ts';
import {
  layOutHistory,
  NARROW_FRAME,
  overallOf,
  WIDE_FRAME,
} from '../../core/writing/history-chart.ts';
import { FormProblem } from '../Form.tsx';
import { Link, PageTitle } from '../route.tsx';
import { HistoryChartView } from './HistoryChartView.tsx';
import { bandText, dayText, MODULE, rangeText } from './report-words.ts';
import type { PageProps } from './WritingPages.tsx';

const narrow = matchMedia('(max-width: 40rem)');

function isNarrow(): boolean {
  return narrow.matches;
}

function onNarrow(listener: () => void): () => void {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
}

/** All assessments of the user. */
export function HistoryPage({ services: { api }, user }: PageProps) {
  const list = useMemo(() => new AssessmentList(api), [api]);
  const { assessments, hasMore, isLoading, problem } = useSyncExternalStore(
    list.subscribe,
    list.state,
  );
  useEffect(() => void list.load(), [list]);
  const frame = useSyncExternalStore(onNarrow, isNarrow) ? NARROW_FRAME : WIDE_FRAME;
  const chart = layOutHistory(assessments ?? [], user.target_band, frame);
  return (
    <>
      <div className="intro">
        <PageTitle>Your reports</PageTitle>
      </div>
      {assessments?.length === 0 && <Empty />}
      {chart !== undefined && <HistoryChartView chart={chart} target={user.target_band} />}
      {assessments === undefined && isLoading && (
        <div className="skeleton" role="status" aria-label="Loading your reports">
          {[1, 2, 3].map((n) => (
            <span key={n} className="bone" data-size="row" />
          ))}
        </div>
      )}
      {assessments !== undefined && assessments.length > 0 && (
        <ul className="history">
          {assessments.map((assessment) => (
            <Entry key={assessment.assessment_id} assessment={assessment} />
          ))}
        </ul>
      )}
      <FormProblem problem={problem} />
      {(hasMore || problem !== undefined) && (
        <button
          type="button"
          className="button more"
          aria-disabled={isLoading}
          onClick={() => void list.load()}
        >
          {isLoading ? 'One moment' : problem === undefined ? 'Show earlier ones' : 'Try again'}
        </button>
      )}
    </>
  );
}

function Entry({ assessment }: { readonly assessment: AssessmentSummary }) {
  const { assessment_id, module, created_at } = assessment;
  const overall = overallOf(assessment);
  return (
    <li>
      <Link to={`/assessments/${assessment_id}`} className="history-entry">
        <span className="history-band" data-empty={overall === undefined}>
          {overall === undefined ? '–' : bandText(overall.band)}
        </span>
        <span className="history-words">
          <b>{MODULE[module]}</b>
          <span className="soft">{dayText(created_at)}</span>
        </span>
        <span className="history-state">{stateText(assessment)}</span>
      </Link>
    </li>
  );
}

function stateText(assessment: AssessmentSummary): string {
  switch (assessment.status) {
    case 'marking':
      return 'Being marked';
    case 'failed':
      return 'Could not be marked';
    case 'done':
      return assessment.overall === undefined ? 'No overall band' : rangeText(assessment.overall);
  }
}

function Empty() {
  return (
    <section className="card empty">
      <h2>Nothing here yet</h2>
      <p>
        Your first report appears here once you have sent a writing test. Two of them make a line
        that shows where you are going.
      </p>
      <div className="card-choices">
        <Link to="/writing" className="button primary">
          Take a writing test
        </Link>
        <Link to="/samples/academic-writing">See a sample report</Link>
      </div>
    </section>
  );
}
