import type { DoneAssessment, WritingPrompt } from '../../../core/api/writing-types.ts';
import type { SampleName } from '../writing-route.ts';

/** Answers to a test that we wrote, with the report that they would get. */
export interface Sample {
  readonly prompts: readonly WritingPrompt[];
  /** Answers by task id. */
  readonly texts: Readonly<Record<string, string>>;
  readonly assessment: DoneAssessment;
}

/** Loads a sample. */
export async function loadSample(name: SampleName): Promise<Sample> {
  switch (name) {
    case 'academic-writing':
      return (await import('./academic-writing.json')).default as unknown as Sample;
    case 'general-writing':
      return (await import('./general-writing.json')).default as unknown as Sample;
  }
}
