import { lengthOf } from '../api/text-length.ts';
import type { SubmittedTest, WritingModule, WritingPrompt } from '../api/writing-types.ts';

/** Maximum length of an answer in characters (code points), as in openapi.yaml. */
export const ANSWER_MAX = 25_000;

/** Submission of a draft: its idempotency key, and the assessment once that is confirmed. */
export interface SavedSubmission {
  readonly key: string;
  readonly assessmentId?: string;
}

/** Draft of a writing test: its tasks, and what the candidate has written so far. */
export interface Draft {
  readonly module: WritingModule;
  readonly prompts: readonly WritingPrompt[];
  /** Answers by task id. */
  readonly texts: Readonly<Record<string, string>>;
  /** Start of the test, wall time in ms. */
  readonly startedAt: number;
  /** Absent until the candidate submits. */
  readonly submission?: SavedSubmission;
}

/** Creates the empty draft of a test. */
export function newDraft(
  module: WritingModule,
  prompts: readonly WritingPrompt[],
  startedAt: number,
): Draft {
  return { module, prompts, texts: {}, startedAt };
}

/** Returns the answer to a task; empty if there is none. */
export function textOf(draft: Draft, { task_id }: Pick<WritingPrompt, 'task_id'>): string {
  return draft.texts[task_id] ?? '';
}

/** Returns a draft with another answer to a task. */
export function withText(draft: Draft, taskId: string, text: string): Draft {
  return { ...draft, texts: { ...draft.texts, [taskId]: text } };
}

/** Returns a draft with a submission, or without one. */
export function withSubmission(draft: Draft, submission: SavedSubmission | undefined): Draft {
  const { submission: _, ...rest } = draft;
  return submission === undefined ? rest : { ...rest, submission };
}

/** Returns true if all answers of the draft are empty or white space. */
export function isBlank(draft: Draft): boolean {
  return draft.prompts.every((prompt) => textOf(draft, prompt).trim() === '');
}

/** Returns the tasks whose answers are longer than the API accepts. */
export function tooLong(draft: Draft): readonly WritingPrompt[] {
  return draft.prompts.filter((prompt) => {
    const text = textOf(draft, prompt);
    // A text has at most as many characters as UTF-16 units.
    return text.length > ANSWER_MAX && lengthOf(text) > ANSWER_MAX;
  });
}

/** Returns the request that submits a draft. */
export function answersOf(draft: Draft): SubmittedTest {
  return {
    assessment_type: draft.module,
    tasks: draft.prompts.map((prompt) => ({
      task_id: prompt.task_id,
      essay_text: textOf(draft, prompt),
    })),
  };
}

/** Reads a saved draft; undefined if it is none, or an older version's. */
export function parseDraft(json: string | null): Draft | undefined {
  let value: Partial<Draft> | null;
  try {
    value = JSON.parse(json ?? 'null');
  } catch {
    return undefined;
  }
  const isWhole =
    typeof value === 'object' &&
    value !== null &&
    (value.module === 'academic_writing' || value.module === 'general_writing') &&
    Array.isArray(value.prompts) &&
    value.prompts.length > 0 &&
    value.prompts.every(isPrompt) &&
    typeof value.texts === 'object' &&
    value.texts !== null &&
    Object.values(value.texts).every((text) => typeof text === 'string') &&
    typeof value.startedAt === 'number' &&
    (value.submission === undefined || typeof value.submission?.key === 'string');
  return isWhole ? (value as Draft) : undefined;
}

function isPrompt(value: unknown): boolean {
  const { task_id, task, instructions, minimum_words } = (value ?? {}) as Partial<WritingPrompt>;
  return (
    typeof task_id === 'string' &&
    typeof task === 'string' &&
    typeof instructions === 'string' &&
    typeof minimum_words === 'number'
  );
}
