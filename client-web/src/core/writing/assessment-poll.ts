import type { Api } from '../api/api.ts';
import type { ApiProblem } from '../api/result.ts';
import type { Assessment, DoneAssessment, UnfinishedAssessment } from '../api/writing-types.ts';
import type { ClockPort } from '../clock.ts';
import { Store } from '../store.ts';
import { Pause } from './pause.ts';
import { isTransient } from './transient.ts';

/** Interval of polls if the API names none, ms. */
const POLL_MS = 3000;
const MIN_POLL_MS = 1000;
/** Interval of polls while the assessment is unknown, ms. */
const MISSING_POLL_MS = 2000;
const MAX_BACKOFF_MS = 20_000;

/** State of an assessment, as far as this page knows it. */
export type AssessmentState =
  | { readonly name: 'loading' }
  | { readonly name: 'marking'; readonly assessment: UnfinishedAssessment }
  | { readonly name: 'done'; readonly assessment: DoneAssessment }
  | { readonly name: 'failed'; readonly assessment: UnfinishedAssessment }
  | { readonly name: 'notFound' }
  /** No region responds, or none can serve it for now; it is asked for again. */
  | { readonly name: 'unreachable'; readonly problem: ApiProblem };

/** State that a poll ends in. */
export type PollOutcome = Extract<AssessmentState, { name: 'done' | 'failed' | 'notFound' }>;

/** Poll of an assessment until it is marked or has failed; outlasts any loss of the network. */
export class AssessmentPoll {
  readonly #api: Pick<Api, 'call'>;
  readonly #id: string;
  readonly #missingMs: number;
  readonly #clock: ClockPort;
  readonly #pause: Pause;
  readonly #store = new Store<AssessmentState>({ name: 'loading' });
  #run = 0;

  /**
   * @param missingMs time for which an assessment may be unknown, ms: one that was just created
   *   in another region arrives here late
   */
  constructor(api: Pick<Api, 'call'>, clock: ClockPort, id: string, missingMs = 0) {
    this.#api = api;
    this.#clock = clock;
    this.#id = id;
    this.#missingMs = missingMs;
    this.#pause = new Pause(clock);
  }

  /** Returns the current state; the same object until it changes. */
  readonly state = this.#store.state;

  /** Calls a listener after each change of the state; returns the unsubscriber. */
  readonly subscribe = this.#store.subscribe;

  /**
   * Polls until the outcome.
   *
   * @param delayMs delay before the first poll
   * @returns undefined if stopped before
   */
  readonly run = async (delayMs = 0): Promise<PollOutcome | undefined> => {
    const run = ++this.#run;
    const missingUntil = this.#clock.now() + delayMs + this.#missingMs;
    if (delayMs > 0) await this.#pause.wait(delayMs, false);
    if (run !== this.#run) return undefined;
    for (let failures = 0; ; ) {
      const result = await this.#api.call('assessment', undefined, { parameter: this.#id });
      if (run !== this.#run) return undefined;
      const state: AssessmentState = result.ok
        ? stateOf(result.value)
        : stateAfter(result.problem, this.#clock.now() < missingUntil);
      failures = state.name === 'unreachable' ? failures + 1 : 0;
      if (state.name !== 'loading') this.#store.set(state);
      if (isOutcome(state)) return state;
      const wantedMs = result.ok ? result.retryAfterMs : result.problem.retryAfterMs;
      const backoffMs =
        state.name === 'loading'
          ? MISSING_POLL_MS
          : Math.min(MAX_BACKOFF_MS, POLL_MS * 2 ** Math.max(0, failures - 1));
      await this.#pause.wait(
        Math.max(MIN_POLL_MS, wantedMs ?? backoffMs),
        // An API that answers is not made to answer sooner.
        state.name === 'unreachable' && state.problem.slug === 'unreachable',
      );
      if (run !== this.#run) return undefined;
    }
  };

  /** Shows a newer state of the assessment than the polled one. */
  readonly accept = (assessment: Assessment): void => {
    this.stop();
    this.#store.set(stateOf(assessment));
  };

  /** Asks again at once if there was no network. */
  readonly wake = (): void => this.#pause.wake();

  /** Asks again at once, at the user's wish. */
  readonly again = (): void => this.#pause.end();

  readonly stop = (): void => {
    this.#run++;
    this.#pause.end();
  };
}

function stateOf(assessment: Assessment): AssessmentState {
  switch (assessment.status) {
    case 'marking':
      return { name: 'marking', assessment };
    case 'done':
      return { name: 'done', assessment };
    case 'failed':
      return { name: 'failed', assessment };
  }
}

function stateAfter(problem: ApiProblem, mayBeMissing: boolean): AssessmentState {
  if (isTransient(problem)) return { name: 'unreachable', problem };
  return mayBeMissing ? { name: 'loading' } : { name: 'notFound' };
}

function isOutcome(state: AssessmentState): state is PollOutcome {
  return state.name === 'done' || state.name === 'failed' || state.name === 'notFound';
}
