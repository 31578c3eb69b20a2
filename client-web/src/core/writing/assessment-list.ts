import type { Api } from '../api/api.ts';
import type { ApiProblem } from '../api/result.ts';
import type { AssessmentSummary } from '../api/writing-types.ts';
import { Store } from '../store.ts';

/** Number of assessments that are loaded at once. */
export const PAGE_SIZE = 20;

/** List of assessments, as far as it is loaded. */
export interface AssessmentListState {
  /** Newest first; undefined until the first page is loaded. */
  readonly assessments: readonly AssessmentSummary[] | undefined;
  readonly hasMore: boolean;
  readonly isLoading: boolean;
  /** Problem that the last load met. */
  readonly problem: ApiProblem | undefined;
}

/** List of the user's assessments, loaded page by page. */
export class AssessmentList {
  readonly #api: Pick<Api, 'call'>;
  readonly #store = new Store<AssessmentListState>({
    assessments: undefined,
    hasMore: false,
    isLoading: false,
    problem: undefined,
  });
  #next: string | undefined;

  constructor(api: Pick<Api, 'call'>) {
    this.#api = api;
  }

  /** Returns the current state; the same object until it changes. */
  readonly state = this.#store.state;

  /** Calls a listener after each change of the state; returns the unsubscriber. */
  readonly subscribe = this.#store.subscribe;

  /** Loads the next page, at first the newest assessments. Never rejects. */
  readonly load = async (): Promise<void> => {
    const before = this.state();
    if (before.isLoading) return;
    this.#store.set({ ...before, isLoading: true, problem: undefined });
    const cursor = this.#next;
    const result = await this.#api.call('listAssessments', undefined, {
      query: { limit: String(PAGE_SIZE), ...(cursor === undefined ? {} : { cursor }) },
    });
    if (!result.ok) {
      this.#store.set({ ...before, problem: result.problem });
      return;
    }
    const { assessments, next } = result.value;
    this.#next = next;
    // One that was created meanwhile may shift the pages.
    const known = new Set(before.assessments?.map(({ assessment_id }) => assessment_id));
    const added = assessments.filter(({ assessment_id }) => !known.has(assessment_id));
    this.#store.set({
      assessments: [...(before.assessments ?? []), ...added],
      hasMore: next !== undefined,
      isLoading: false,
      problem: undefined,
    });
  };
}
