import type { DoneAssessment, WritingModule, WritingPrompt } from '../api/writing-types.ts';
import { Store } from '../store.ts';
import {
  answersOf,
  type Draft,
  newDraft,
  type SavedSubmission,
  withSubmission,
  withText,
} from './draft.ts';
import type { DraftStore } from './draft-store.ts';
import { Submission, type SubmissionPorts, type SubmissionState } from './submission.ts';

/** Delay of the autosave after a change, ms. */
const SAVE_DELAY_MS = 700;
/** Time after which a draft is deleted whose user did not come back, ms. */
const MAX_DRAFT_AGE_MS = 30 * 86_400_000;

/** State of an attempt. */
export type AttemptState =
  /** No user is signed in, or no test has begun. */
  | { readonly name: 'none' }
  | { readonly name: 'writing'; readonly draft: Draft; readonly save: SaveState }
  | { readonly name: 'submitted'; readonly draft: Draft; readonly submission: SubmissionState }
  | { readonly name: 'marked'; readonly assessmentId: string };

/** State of the autosave; `failed` if the browser's storage is full or forbidden. */
export type SaveState = 'saved' | 'pending' | 'failed';

/** Ports of an attempt. */
export interface AttemptPorts extends SubmissionPorts {
  readonly drafts: DraftStore;
  /** Called once a test has been marked, which used an attempt. */
  readonly onMarked: () => void;
}

/** Answers as they were marked; in memory only, until the page is closed. */
export interface MarkedAnswers {
  readonly assessmentId: string;
  readonly draft: Draft;
}

/**
 * Attempt at a writing test by the signed-in user: its draft, which is saved in this browser while
 * the candidate writes, and its submission. The draft is deleted once the test is marked.
 */
export class WritingAttempt {
  readonly #ports: AttemptPorts;
  readonly #store = new Store<AttemptState>({ name: 'none' });
  #userId: string | undefined;
  #submission: Submission | undefined;
  #markedAnswers: MarkedAnswers | undefined;
  #cancelSave: () => void = () => undefined;

  constructor(ports: AttemptPorts) {
    this.#ports = ports;
    ports.drafts.clearStartedBefore(ports.clock.wallTime() - MAX_DRAFT_AGE_MS);
    ports.drafts.onChange((userId) => {
      if (userId === this.#userId) this.#load(userId);
    });
  }

  /** Returns the current state; the same object until it changes. */
  readonly state = this.#store.state;

  /** Calls a listener after each change of the state; returns the unsubscriber. */
  readonly subscribe = this.#store.subscribe;

  /** Loads the draft of the user who has signed in, and continues its submission. */
  open(userId: string): void {
    if (userId === this.#userId) return;
    this.close(false);
    this.#userId = userId;
    this.#ports.drafts.clearAll(userId);
    this.#load(userId);
  }

  /**
   * Leaves the draft, whose user is not signed in any more.
   *
   * @param keep whether to save it, for a user whose sign-in has ended; after a sign-out on another
   *   page, which has deleted it, nothing may be saved
   */
  close(keep: boolean): void {
    if (keep) this.flush();
    this.#reset();
    this.#userId = undefined;
    this.#markedAnswers = undefined;
  }

  /** Deletes all drafts in this browser: the user signs out, or has deleted the account. */
  readonly forget = (): void => {
    this.#reset();
    this.#markedAnswers = undefined;
    this.#ports.drafts.clearAll();
  };

  /** Begins a test. */
  begin(module: WritingModule, prompts: readonly WritingPrompt[]): void {
    this.#reset();
    const draft = newDraft(module, prompts, this.#ports.clock.wallTime());
    this.#store.set({ name: 'writing', draft, save: this.#save(draft) });
  }

  /** Changes the answer to a task; saves it a moment later. */
  write(taskId: string, text: string): void {
    const state = this.state();
    if (state.name !== 'writing') return;
    const draft = withText(state.draft, taskId, text);
    this.#store.set({ name: 'writing', draft, save: 'pending' });
    if (state.save !== 'pending')
      this.#cancelSave = this.#ports.clock.schedule(SAVE_DELAY_MS, this.flush);
  }

  /** Saves the draft at once: the page may be about to be closed. */
  readonly flush = (): void => {
    this.#cancelSave();
    const state = this.state();
    if (state.name === 'writing' && state.save !== 'saved')
      this.#store.set({ ...state, save: this.#save(state.draft) });
  };

  /** Submits the draft. */
  submit(): void {
    const state = this.state();
    if (state.name !== 'writing') return;
    this.#cancelSave();
    this.#startSubmission(state.draft, { key: this.#ports.newKey() });
  }

  /** Submits a refused or failed test again, as a new one. */
  submitAgain(): void {
    this.edit();
    this.submit();
  }

  /** Returns a refused or failed test to its candidate. */
  edit(): void {
    const state = this.state();
    const isSettled =
      state.name === 'submitted' &&
      (state.submission.name === 'refused' || state.submission.name === 'failed');
    if (!isSettled) return;
    this.#reset();
    const draft = withSubmission(state.draft, undefined);
    this.#store.set({ name: 'writing', draft, save: this.#save(draft) });
  }

  /** Deletes the draft, at its candidate's wish. */
  discard(): void {
    this.#reset();
    if (this.#userId !== undefined) this.#ports.drafts.clear(this.#userId);
  }

  /** Tries at once what waits for the network. */
  readonly wake = (): void => this.#submission?.wake();

  /** Returns the answers that were marked, if this page still has them. */
  answersOf(assessmentId: string): Draft | undefined {
    const marked = this.#markedAnswers;
    return marked?.assessmentId === assessmentId ? marked.draft : undefined;
  }

  #load(userId: string): void {
    this.#reset();
    const draft = this.#ports.drafts.load(userId);
    if (draft === undefined) return;
    if (draft.submission !== undefined) this.#startSubmission(draft, draft.submission);
    else this.#store.set({ name: 'writing', draft, save: 'saved' });
  }

  #startSubmission(draft: Draft, saved: SavedSubmission): void {
    let current = withSubmission(draft, saved);
    if (draft.submission?.key !== saved.key) this.#save(current);
    const submission = new Submission(this.#ports, answersOf(draft), saved, (changed) => {
      current = withSubmission(draft, changed);
      this.#save(current);
    });
    this.#submission = submission;
    const show = () => {
      const state = submission.state();
      if (submission !== this.#submission) return;
      if (state.name === 'done') this.#finish(current, state.assessment);
      else this.#store.set({ name: 'submitted', draft: current, submission: state });
    };
    submission.subscribe(show);
    show();
    void submission.run();
  }

  #finish(draft: Draft, { assessment_id: assessmentId }: DoneAssessment): void {
    this.discard();
    this.#markedAnswers = { assessmentId, draft };
    this.#store.set({ name: 'marked', assessmentId });
    this.#ports.onMarked();
  }

  #save(draft: Draft): SaveState {
    const { drafts } = this.#ports;
    return this.#userId !== undefined && drafts.save(this.#userId, draft) ? 'saved' : 'failed';
  }

  #reset(): void {
    this.#cancelSave();
    this.#submission?.stop();
    this.#submission = undefined;
    if (this.state().name !== 'none') this.#store.set({ name: 'none' });
  }
}
