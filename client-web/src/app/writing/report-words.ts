import type {
  BandRange,
  Criterion,
  Degree,
  FailureReason,
  ReasonCode,
  TaskReport,
  WritingModule,
  WritingTaskKind,
} from '../../core/api/writing-types.ts';

/** Highest band. */
export const MAX_BAND = 9;

/** Display names of the modules. */
export const MODULE: Readonly<Record<WritingModule, string>> = {
  academic_writing: 'Academic writing',
  general_writing: 'General Training writing',
};

export const TASK: Readonly<Record<WritingTaskKind, string>> = {
  academic_task_1: 'Task 1',
  general_task_1: 'Task 1',
  task_2: 'Task 2',
};

interface CriterionWords {
  readonly name: string;
  /** Subject of the criterion, as a question to the learner. */
  readonly asks: string;
}

export const CRITERION: Readonly<Record<Criterion, CriterionWords>> = {
  task_achievement: {
    name: 'Task achievement',
    asks: 'Did you do all that the task asks, and choose what matters?',
  },
  task_response: {
    name: 'Task response',
    asks: 'Did you answer the whole question, with a clear position and reasons?',
  },
  coherence_and_cohesion: {
    name: 'Coherence and cohesion',
    asks: 'Is it easy to follow, from one sentence and paragraph to the next?',
  },
  lexical_resource: {
    name: 'Vocabulary',
    asks: 'Are the words varied, exact, and spelt well?',
  },
  grammatical_range_and_accuracy: {
    name: 'Grammar',
    asks: 'Are there different kinds of sentences, with few mistakes?',
  },
};

export const REASON: Readonly<Record<ReasonCode, string>> = {
  no_answer: 'There was no answer to this task, so it counts as band 0.',
  under_length: 'The answer is shorter than the task asks for. That lowers the first criterion.',
  too_short: 'There are too few words to judge by. An answer as short as this one gets band 1.',
  not_english: 'Most of this answer is not in English, so it could not be marked.',
  copied_prompt: 'Most of this answer repeats the words of the question, which do not count.',
  repeated_text: 'Most of this answer says the same again, which does not count.',
  other_task:
    'The other task could not be marked, so this one was not marked either. ' +
    'No attempt was used: correct the other task and send the test again.',
  suspicious_text:
    'Some sentences speak to the marker instead of answering the task. We also marked the answer ' +
    'without them, and took that mark where it differed.',
  low_evidence: 'Few of your own words could be quoted for this mark, so take it with care.',
  one_opinion: 'Only one of the two readings came back, so the range is wider.',
  unlikely_band: 'This band is unusual for a text with these counts, so the range is wider.',
  not_marked: 'This part could not be marked.',
};

export const FAILURE: Readonly<Record<FailureReason, string>> = {
  could_not_be_marked: 'The marking did not come to a result that we would show you.',
  lapsed: 'The marking was interrupted on our side.',
};

export const DEGREE: Readonly<Record<Degree, string>> = { yes: 'Yes', partly: 'Partly', no: 'No' };

/** Returns a band with its half, as it is printed: 6.0. */
export function bandText(band: number): string {
  return band.toFixed(1);
}

/** Returns what the range of a band means. */
export function rangeText({ band, low, high }: BandRange): string {
  if (low === high) return `Every reading came to ${bandText(band)}`;
  return `Likely between ${bandText(low)} and ${bandText(high)}`;
}

/** Returns how far a band is from the user's target. */
export function targetText(band: number, target: number): string {
  const gap = target - band;
  if (gap <= 0) return `You have reached your target of ${bandText(target)}.`;
  const distance = gap === 0.5 ? 'Half a band' : gap === 1 ? 'One band' : `${gap} bands`;
  return `${distance} below your target of ${bandText(target)}.`;
}

interface FactWords {
  readonly name: string;
  readonly meaning: string;
  readonly isShare?: true;
}

const FACT: Readonly<Record<string, FactWords>> = {
  sentences: { name: 'Sentences', meaning: 'As told by full stops, question marks and the like.' },
  words_per_sentence: {
    name: 'Words in a sentence',
    meaning: 'On average. Good texts mix short and long ones.',
  },
  paragraphs: { name: 'Paragraphs', meaning: 'Each should have one main idea.' },
  distinct_words_in_200: {
    name: 'Different words among the first 200',
    meaning: 'The forms of one word count once.',
  },
  mtld: {
    name: 'Variety of words (MTLD)',
    meaning: 'How long you go on before words begin to repeat. It does not tell right from wrong.',
  },
  connectors: {
    name: 'Linking words',
    meaning: 'Such as “however” or “because”. More of them is not better.',
  },
  copied_share: {
    name: 'Copied from the question',
    meaning: 'Words in a row that stand in the question. They do not count.',
    isShare: true,
  },
  repeated_share: {
    name: 'Said twice',
    meaning: 'Words in a row that you had written before.',
    isShare: true,
  },
};

/** Measure with its value and meaning. */
export interface Fact {
  readonly name: string;
  readonly value: string;
  readonly meaning: string;
}

/** Returns the measures that there are, in a fixed order. */
export function factsOf(facts: TaskReport['facts']): readonly Fact[] {
  return Object.entries(FACT).flatMap(([key, { name, meaning, isShare }]) => {
    const value = facts[key];
    if (value === undefined) return [];
    const text = isShare ? `${Math.round(value * 100)} %` : String(Math.round(value * 10) / 10);
    return [{ name, value: text, meaning }];
  });
}

/** Returns how a word count stands to the minimum. */
export function lengthText(words: number, minimum: number): string {
  if (words === 0) return 'No answer';
  if (words >= minimum) return `${words} words`;
  return `${words} words, ${minimum - words} below ${minimum}`;
}

/** Returns a day as it is read. */
export function dayText(iso: string): string {
  return new Date(iso).toLocaleDateString('en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
}
