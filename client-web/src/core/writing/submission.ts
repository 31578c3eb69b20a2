import type { Api } from '../api/api.ts';
import type { ApiProblem } from '../api/result.ts';
import type {
  Assessment,
  DoneAssessment,
  FailureReason,
  SubmittedTest,
} from '../api/writing-types.ts';
import type { ClockPort } from '../clock.ts';
import { Store } from '../store.ts';
import { AssessmentPoll } from './assessment-poll.ts';
import type { SavedSubmission } from './draft.ts';
import { Pause } from './pause.ts';
import { isTransient } from './transient.ts';

/** Backoff before each retry, ms; the last is repeated. */
const BACKOFF_MS = [2000, 4000, 8000, 15_000, 30_000];
/** Number of times that a failed marking is repeated without asking. */
const MAX_RESENDS = 2;
/** Time for which a confirmed assessment may be unknown in another region, ms. */
const MISSING_MS = 30_000;

/** State of a submission. */
export type SubmissionState =
  | { readonly name: 'sending' }
  /** To be sent again by itself, once there is a network or the API has recovered. */
  | { readonly name: 'waiting'; readonly cause: 'offline' | 'busy' }
  | { readonly name: 'marking'; readonly assessmentId: string }
  | { readonly name: 'done'; readonly assessment: DoneAssessment }
  | { readonly name: 'refused'; readonly problem: ApiProblem }
  /** Not marked, and no attempt used. */
  | { readonly name: 'failed'; readonly reason: FailureReason };

/** Ports of a submission. */
export interface SubmissionPorts {
  readonly api: Pick<Api, 'call'>;
  readonly clock: ClockPort;
  /** Creates a unique idempotency key. */
  readonly newKey: () => string;
}

/**
 * Submission of a writing test: sends the answers until the API has confirmed them, and waits for
 * the report. All requests bear the same idempotency key, so the test is marked and charged once
 * however often it is sent. A lapsed assessment is sent again as a new one.
 */
export class Submission {
  readonly #ports: SubmissionPorts;
  readonly #answers: SubmittedTest;
  readonly #save: (submission: SavedSubmission) => void;
  readonly #pause: Pause;
  readonly #store = new Store<SubmissionState>({ name: 'sending' });
  #saved: SavedSubmission;
  #poll: AssessmentPoll | undefined;
  #stopped = false;
  /** Delay before the first poll, ms. */
  #pollAfterMs: number | undefined;

  /** @param save saves the submission, so that it survives a reload */
  constructor(
    ports: SubmissionPorts,
    answers: SubmittedTest,
    saved: SavedSubmission,
    save: (submission: SavedSubmission) => void,
  ) {
    this.#ports = ports;
    this.#answers = answers;
    this.#saved = saved;
    this.#save = save;
    this.#pause = new Pause(ports.clock);
  }

  /** Returns the current state; the same object until it changes. */
  readonly state = this.#store.state;

  /** Calls a listener after each change of the state; returns the unsubscriber. */
  readonly subscribe = this.#store.subscribe;

  /** Sends and polls until the submission is done, refused, failed or stopped. */
  async run(): Promise<void> {
    for (let resends = 0; !this.#stopped; ) {
      const assessment = await (this.#saved.assessmentId === undefined
        ? this.#send()
        : this.#watch(this.#saved.assessmentId));
      if (this.#stopped || assessment === 'ended') return;
      // A confirmed assessment that is in no region: the same key finds or creates it.
      if (assessment === undefined) this.#update({ key: this.#saved.key });
      else if (assessment.status === 'done') {
        this.#store.set({ name: 'done', assessment });
        return;
      } else if (assessment.status === 'marking') {
        this.#update({ key: this.#saved.key, assessmentId: assessment.assessment_id });
      } else if (assessment.reason === 'lapsed' && resends < MAX_RESENDS) {
        resends++;
        this.#update({ key: this.#ports.newKey() });
      } else {
        this.#fail(assessment.reason ?? 'could_not_be_marked');
        return;
      }
    }
  }

  /** Sends or polls at once if there was no network. */
  readonly wake = (): void => {
    this.#pause.wake();
    this.#poll?.wake();
  };

  readonly stop = (): void => {
    this.#stopped = true;
    this.#pause.end();
    this.#poll?.stop();
  };

  /** Sends until there is an assessment, or the submission has ended. */
  async #send(): Promise<Assessment | 'ended'> {
    let unmarked = 0;
    for (let failures = 0; ; failures++) {
      this.#store.set({ name: 'sending' });
      const result = await this.#ports.api.call('assessWriting', this.#answers, {
        headers: { 'Idempotency-Key': this.#saved.key },
      });
      if (result.ok) {
        this.#pollAfterMs = result.retryAfterMs;
        return result.value;
      }
      if (this.#stopped) return 'ended';
      const { problem } = result;
      if (problem.slug === 'could_not_be_marked' && unmarked++ >= MAX_RESENDS) {
        this.#fail('could_not_be_marked');
        return 'ended';
      }
      if (!isTransient(problem)) {
        this.#store.set({ name: 'refused', problem });
        return 'ended';
      }
      const isOffline = problem.slug === 'unreachable';
      this.#store.set({ name: 'waiting', cause: isOffline ? 'offline' : 'busy' });
      const backoffMs = BACKOFF_MS[Math.min(failures, BACKOFF_MS.length - 1)];
      await this.#pause.wait(Math.max(backoffMs, problem.retryAfterMs ?? 0), isOffline);
      if (this.#stopped) return 'ended';
    }
  }

  async #watch(assessmentId: string): Promise<Assessment | undefined> {
    const { api, clock } = this.#ports;
    this.#store.set({ name: 'marking', assessmentId });
    this.#poll = new AssessmentPoll(api, clock, assessmentId, MISSING_MS);
    const outcome = await this.#poll.run(this.#pollAfterMs);
    return outcome?.name === 'notFound' ? undefined : outcome?.assessment;
  }

  #fail(reason: FailureReason): void {
    this.#store.set({ name: 'failed', reason });
  }

  #update(saved: SavedSubmission): void {
    this.#saved = saved;
    this.#save(saved);
  }
}
