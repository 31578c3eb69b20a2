import { randomUUID } from 'node:crypto';
import academic from '../../src/app/writing/samples/academic-writing.json';
import general from '../../src/app/writing/samples/general-writing.json';
import type {
  Assessment,
  AssessmentSummary,
  DoneAssessment,
  SubmittedTest,
  WritingModule,
  WritingPrompt,
} from '../../src/core/api/writing-types.ts';
import type { Account } from './fake-accounts.ts';
import type { Endpoint } from './fake-api.ts';

const SAMPLES = { academic_writing: academic, general_writing: general };

/** Assessment of the fake API. */
interface Entry {
  readonly account: Account;
  readonly key: string;
  readonly answers: string;
  assessment: Assessment;
}

/** Writing test of the fake API: tasks and reports of the samples, in memory. */
export class FakeWriting {
  /** Polls until a test is marked; 0 if that happens within the request. */
  pollsUntilDone = 0;
  /** Responses to the next submissions instead of their acceptance. */
  readonly refusals: ReturnType<Endpoint>[] = [];
  /** Answers that were received, also repeatedly. */
  readonly received: SubmittedTest[] = [];
  /** Idempotency keys of them. */
  readonly keys: string[] = [];
  /** Number of tests that were charged. */
  charged = 0;
  #entries: Entry[] = [];

  /** Adds a report of an earlier day. */
  add(account: Account, created_at: string, half: number): void {
    const assessment = reportOf('academic_writing', created_at);
    const overall = { band: half, low: half - 0.5, high: half + 0.5 };
    this.#entries.unshift({
      account,
      key: '',
      answers: '',
      assessment: { ...assessment, overall },
    });
  }

  /** Changes the newest assessment. */
  change(changed: (assessment: DoneAssessment) => Assessment): void {
    const entry = this.#entries[0];
    entry.assessment = changed(entry.assessment as DoneAssessment);
  }

  readonly endpoints: Readonly<Record<string, Endpoint>> = {
    'GET /writing/tests': ({ query }) => {
      const module = query.get('module') as WritingModule;
      const tasks = SAMPLES[module].prompts as unknown as WritingPrompt[];
      return [200, { module, tasks }];
    },
    'POST /assess-writing': ({ account, body, headers }) => {
      const answers = body as unknown as SubmittedTest;
      const key = String(headers['idempotency-key']);
      this.received.push(answers);
      this.keys.push(key);
      const refusal = this.refusals.shift();
      if (refusal !== undefined) return refusal;
      const known = this.#entries.find((entry) => entry.key === key);
      if (known !== undefined) {
        return known.answers === JSON.stringify(answers)
          ? [200, known.assessment]
          : [422, 'idempotency_conflict'];
      }
      const { assessment_type: module } = answers;
      const left = account.user.attempts?.[module] ?? 0;
      if (left === 0) return [403, 'no_attempts'];
      account.user = {
        ...account.user,
        attempts: { ...account.user.attempts, [module]: left - 1 },
      };
      this.charged++;
      const done = reportOf(module, new Date().toISOString());
      const marking = {
        assessment_id: done.assessment_id,
        module,
        created_at: done.created_at,
        status: 'marking' as const,
        marking_until: new Date(Date.now() + 120_000).toISOString(),
      };
      const isLater = this.pollsUntilDone > 0;
      const assessment = isLater ? marking : done;
      this.#entries.unshift({ account, key, answers: JSON.stringify(answers), assessment });
      return isLater ? [202, marking, 1] : [200, done];
    },
    'GET /assessments': ({ account, query }) => {
      const own = this.#entries.filter((entry) => entry.account === account);
      const limit = Number(query.get('limit'));
      const from = Number(query.get('cursor') ?? 0);
      const assessments = own
        .slice(from, from + limit)
        .map(({ assessment }) => summaryOf(assessment));
      const isLast = from + limit >= own.length;
      return [200, { assessments, ...(isLast ? {} : { next: String(from + limit) }) }];
    },
    'GET /assessments/{}': ({ account, parameter }) => {
      const entry = this.#find(account, parameter);
      if (entry === undefined) return [404, 'assessment_unknown'];
      if (entry.assessment.status === 'marking' && --this.pollsUntilDone <= 0) {
        const { module, created_at, assessment_id } = entry.assessment;
        entry.assessment = { ...reportOf(module, created_at), assessment_id };
      }
      return [200, entry.assessment, 1];
    },
    'DELETE /assessments/{}': ({ account, parameter }) => {
      const entry = this.#find(account, parameter);
      if (entry === undefined) return [404, 'assessment_unknown'];
      this.#entries = this.#entries.filter((other) => other !== entry);
      return [204];
    },
    'POST /assessments/{}/remark': ({ account, parameter, body }) => {
      const entry = this.#find(account, parameter);
      if (entry === undefined) return [404, 'assessment_unknown'];
      const { tasks } = JSON.parse(entry.answers) as SubmittedTest;
      if (JSON.stringify(tasks) !== JSON.stringify(body.tasks)) return [422, 'text_differs'];
      const first = entry.assessment as DoneAssessment;
      if (first.remarked_at !== undefined) return [409, 'already_remarked'];
      entry.assessment = {
        ...first,
        overall: { band: 7, low: 6.5, high: 7 },
        remarked_at: new Date().toISOString(),
        ...(first.overall === undefined ? {} : { first_overall: first.overall }),
      };
      return [200, entry.assessment];
    },
  };

  #find(account: Account, id: string): Entry | undefined {
    return this.#entries.find(
      (entry) => entry.account === account && entry.assessment.assessment_id === id,
    );
  }
}

function reportOf(module: WritingModule, created_at: string): DoneAssessment {
  const { assessment } = SAMPLES[module] as unknown as { assessment: DoneAssessment };
  return {
    ...assessment,
    assessment_id: randomUUID(),
    created_at,
    marked_at: created_at,
    how_marked: { ...assessment.how_marked, models: ['eu.amazon.nova-micro-v1:0'] },
  };
}

function summaryOf(assessment: Assessment): AssessmentSummary {
  if (assessment.status !== 'done') return assessment;
  const { tasks: _, how_marked: __, ...summary } = assessment;
  return summary;
}
