import type { components } from './schema.gen';

type Schemas = components['schemas'];

/** Module of a writing test. */
export type WritingModule = Schemas['WritingModule'];
/** Kind of a writing task. */
export type WritingTaskKind = Schemas['WritingTaskKind'];
/** Task of the bank, as a candidate sees it. */
export type WritingPrompt = Schemas['WritingPrompt'];
/** Test to be marked. */
export type SubmittedTest = Schemas['SubmittedTest'];

/** Band with the range in which the readings lie. */
export type BandRange = Schemas['BandRange'];
/** Mark of one criterion; without a band if it cannot be scored. */
export type CriterionMark = Schemas['CriterionAssessment'];
export type Criterion = CriterionMark['criterion'];
/** Passage of the candidate that a mark rests on. */
export type Evidence = CriterionMark['evidence'][number];
/** Reason why a mark is missing, limited or uncertain. */
export type ReasonCode = Schemas['ReasonCodes'][number];
/** Degree to which a requirement was met: yes, partly or no. */
export type Degree = Schemas['Answered'];
/** Report of one task. */
export type TaskReport = Schemas['TaskAssessment'];
/** Origin of a mark. */
export type HowMarked = Schemas['HowMarked'];

/** Assessment that has been marked. */
export type DoneAssessment = Schemas['MarkedAssessment'];
/** Assessment that is being marked, or has failed and used no attempt. */
export type UnfinishedAssessment = Schemas['UnfinishedAssessment'];
export type Assessment = DoneAssessment | UnfinishedAssessment;
/** Reason why an assessment has failed. */
export type FailureReason = NonNullable<UnfinishedAssessment['reason']>;
/** Assessment in the list of all. */
export type AssessmentSummary = Schemas['AssessmentPage']['assessments'][number];
