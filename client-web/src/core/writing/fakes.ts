import type { Api, CallOptions } from '../api/api.ts';
import type { ApiResult, ProblemSlug } from '../api/result.ts';
import type {
  Assessment,
  DoneAssessment,
  FailureReason,
  UnfinishedAssessment,
  WritingPrompt,
} from '../api/writing-types.ts';
import type { Draft } from './draft.ts';
import type { DraftStore } from './draft-store.ts';

/** Call of an operation, as the fake API receives it. */
export interface FakeCall {
  readonly name: string;
  readonly body: unknown;
  readonly options: CallOptions;
}

/** Fake API client: passes each call to a handler that the test sets. */
export class FakeWritingApi {
  readonly calls: FakeCall[] = [];
  respond: (call: FakeCall) => ApiResult<unknown> | Promise<ApiResult<unknown>> = () =>
    refusal('unreachable');

  readonly call = (async (name: string, body: unknown, options: CallOptions = {}) => {
    const call = { name, body, options };
    this.calls.push(call);
    return this.respond(call);
  }) as Api['call'];

  /** Answers the calls in order, and all further ones like the last. */
  script(...results: readonly ApiResult<unknown>[]): void {
    let n = 0;
    this.respond = () => results[Math.min(n++, results.length - 1)];
  }

  /** Names of all calls, in order. */
  get names(): string[] {
    return this.calls.map(({ name }) => name);
  }

  /** Idempotency keys of all calls that have one, in order. */
  get keys(): string[] {
    return this.calls.flatMap(({ options }) => options.headers?.['Idempotency-Key'] ?? []);
  }
}

/** Fake draft store, shared by all pages that a test opens. */
export class FakeDrafts implements DraftStore {
  readonly drafts = new Map<string, Draft>();
  isFull = false;
  saves = 0;
  #listener: (userId: string) => void = () => undefined;

  load(userId: string): Draft | undefined {
    return this.drafts.get(userId);
  }

  save(userId: string, draft: Draft): boolean {
    this.saves++;
    if (this.isFull) return false;
    this.drafts.set(userId, draft);
    return true;
  }

  clear(userId: string): void {
    this.drafts.delete(userId);
  }

  clearAll(exceptUserId?: string): void {
    for (const userId of this.drafts.keys()) {
      if (userId !== exceptUserId) this.drafts.delete(userId);
    }
  }

  clearStartedBefore(wallTime: number): void {
    for (const [userId, { startedAt }] of this.drafts) {
      if (startedAt < wallTime) this.drafts.delete(userId);
    }
  }

  onChange(listener: (userId: string) => void): void {
    this.#listener = listener;
  }

  /** Changes a draft as another page would. */
  changeElsewhere(userId: string, draft: Draft | undefined): void {
    if (draft === undefined) this.drafts.delete(userId);
    else this.drafts.set(userId, draft);
    this.#listener(userId);
  }
}

/** Creates a successful result. */
export function ok<T>(value: T, retryAfterMs?: number): ApiResult<T> {
  return { ok: true, value, retryAfterMs };
}

/** Creates a refused result. */
export function refusal(slug: ProblemSlug, retryAfterMs?: number): ApiResult<never> {
  return { ok: false, problem: { slug, detail: slug, fields: {}, retryAfterMs } };
}

const HEAD = {
  assessment_id: 'a-1',
  module: 'academic_writing',
  created_at: '2026-12-01T10:00:00Z',
} as const;

export const MARKING: UnfinishedAssessment = {
  ...HEAD,
  status: 'marking',
  marking_until: '2026-12-01T10:02:00Z',
};

export const DONE: DoneAssessment = {
  ...HEAD,
  status: 'done',
  marked_at: '2026-12-01T10:00:14Z',
  overall: { band: 6.5, low: 6, high: 7 },
  tasks: [],
  how_marked: {
    models: ['m'],
    prompts: '1',
    calibration: 'identity',
    calibrated: false,
    opinions: 2,
    validated: false,
  },
};

/** Creates a failed assessment. */
export function failedFor(reason: FailureReason): Assessment {
  return { ...HEAD, status: 'failed', reason };
}

export const PROMPTS: readonly WritingPrompt[] = [
  {
    task_id: 'a1-01',
    task: 'academic_task_1',
    title: 'Tea',
    instructions: 'Summarise the chart.',
    minimum_words: 150,
    minutes: 20,
  },
  {
    task_id: 'a2-01',
    task: 'task_2',
    title: 'Towns',
    instructions: 'Discuss both views.',
    minimum_words: 250,
    minutes: 40,
  },
];
