import { useState, useSyncExternalStore } from 'react';
import type { ApiProblem } from '../../core/api/result.ts';
import type { WritingModule } from '../../core/api/writing-types.ts';
import { type Draft, textOf } from '../../core/writing/draft.ts';
import { wordCount } from '../../core/writing/word-count.ts';
import type { WritingAttempt } from '../../core/writing/writing-attempt.ts';
import { Announcements } from '../Announcements.tsx';
import { FormProblem } from '../Form.tsx';
import { Link, navigate, PageTitle } from '../route.tsx';
import { StartButton } from '../StartButton.tsx';
import { MODULE, TASK } from './report-words.ts';
import type { PageProps } from './WritingPages.tsx';

const CHOICES: readonly {
  readonly module: WritingModule;
  readonly name: string;
  readonly audience: string;
  readonly task1: string;
  readonly sample: string;
}[] = [
  {
    module: 'academic_writing',
    name: 'Academic',
    audience: 'For university, and for registration in a profession.',
    task1: 'Describe a chart, a table, a process or a map',
    sample: '/samples/academic-writing',
  },
  {
    module: 'general_writing',
    name: 'General Training',
    audience: 'For migration, work and training.',
    task1: 'Write a letter',
    sample: '/samples/general-writing',
  },
];

/** Choice of a writing test, or of the one that was begun. */
export function ChoicePage({ services, user }: PageProps) {
  const { writing, appConfig } = services;
  const state = useSyncExternalStore(writing.subscribe, writing.state);
  const isBegun = state.name === 'writing' || state.name === 'submitted';
  return (
    <>
      <div className="intro">
        <PageTitle>Writing test</PageTitle>
        <p>
          One hour, two tasks, as in the exam. You get an estimate of your band with its range, what
          it rests on in your own words, and what to do next.
        </p>
      </div>
      <Announcements appConfig={appConfig} />
      {state.name === 'marked' && (
        <section className="card resume" aria-labelledby="ready">
          <h2 id="ready">Your report is ready</h2>
          <Link to={`/assessments/${state.assessmentId}`} className="button primary">
            Read it
          </Link>
        </section>
      )}
      {isBegun && <Begun writing={writing} draft={state.draft} isSent={state.name !== 'writing'} />}
      <div className="choices">
        {CHOICES.map((choice) => (
          <Choice key={choice.module} {...choice} services={services} user={user} isOff={isBegun} />
        ))}
      </div>
      <Included />
    </>
  );
}

interface BegunProps {
  readonly writing: WritingAttempt;
  readonly draft: Draft;
  /** True after submission, while the report is awaited. */
  readonly isSent: boolean;
}

/** Test that was begun, or sent. */
function Begun({ writing, draft, isSent }: BegunProps) {
  const [isSure, setSure] = useState(false);
  return (
    <section className="card resume" aria-labelledby="begun">
      <div>
        <h2 id="begun">{isSent ? 'Your test is on its way' : 'You have begun a test'}</h2>
        <p className="soft">
          {MODULE[draft.module]}, since{' '}
          {new Date(draft.startedAt).toLocaleString('en-GB', {
            weekday: 'long',
            hour: 'numeric',
            minute: '2-digit',
          })}
          {'. '}
          {draft.prompts
            .map((prompt) => `${TASK[prompt.task]}: ${wordCount(textOf(draft, prompt))} words`)
            .join(', ')}
          .
        </p>
      </div>
      <div className="card-choices">
        <Link to="/writing/test" className="button primary">
          {isSent ? 'See how it stands' : 'Go on writing'}
        </Link>
        {!isSent && !isSure && (
          <button type="button" className="button quiet" onClick={() => setSure(true)}>
            Throw it away
          </button>
        )}
        {!isSent && isSure && (
          <button type="button" className="button end" onClick={() => writing.discard()}>
            Yes, delete what I wrote
          </button>
        )}
      </div>
    </section>
  );
}

type ChoiceProps = PageProps &
  (typeof CHOICES)[number] & {
    /** True while another test is unfinished. */
    readonly isOff: boolean;
  };

function Choice(props: ChoiceProps) {
  const { services, user, module, name, audience, task1, sample, isOff } = props;
  const { startBlock } = useSyncExternalStore(
    services.appConfig.subscribe,
    services.appConfig.state,
  );
  const [problem, setProblem] = useState<ApiProblem>();
  const [isBusy, setBusy] = useState(false);
  const left = user.attempts?.[module] ?? (user.attempts === undefined ? undefined : 0);

  const start = async () => {
    if (isBusy) return;
    setBusy(true);
    setProblem(undefined);
    const result = await services.api.call('nextWritingTest', undefined, { query: { module } });
    setBusy(false);
    if (!result.ok) {
      setProblem(result.problem);
      return;
    }
    services.writing.begin(module, result.value.tasks);
    navigate('/writing/test');
  };

  return (
    <section className="card choice" aria-labelledby={module}>
      <div className="choice-head">
        <h2 id={module}>{name}</h2>
        {left !== undefined && (
          <span className="tag" data-empty={left === 0}>
            {left === 0 ? 'None left' : left === 1 ? '1 test left' : `${left} tests left`}
          </span>
        )}
      </div>
      <p className="soft">{audience}</p>
      <ol className="tasks">
        <li>
          <b>{task1}</b>
          <span>at least 150 words, about 20 minutes</span>
        </li>
        <li>
          <b>Write an essay</b>
          <span>at least 250 words, about 40 minutes; counts double</span>
        </li>
      </ol>
      <FormProblem problem={problem} />
      <div className="choice-foot">
        {left === 0 && <p>Tests are sold in the app. The sample is free.</p>}
        {left !== 0 && !isOff && (
          <StartButton startBlock={startBlock} onStart={() => void start()}>
            {isBusy ? 'One moment' : `Start ${name}`}
          </StartButton>
        )}
        <Link to={sample}>See a sample report</Link>
      </div>
    </section>
  );
}

function Included() {
  return (
    <section className="card included" aria-labelledby="included">
      <h2 id="included">What is included</h2>
      <ul className="ticks">
        <li>A band for each of the four criteria, quoted from your own text</li>
        <li>Your most frequent mistakes, counted and corrected</li>
        <li>Sentences of yours, rewritten one band higher</li>
        <li>Three things to do next</li>
      </ul>
      <p className="soft">
        What you write is saved on this device only, until you send it. It is then read by a
        language model on Amazon Bedrock and not kept: only the report is. A test is used up when
        its report is there, not when you begin.
      </p>
    </section>
  );
}
