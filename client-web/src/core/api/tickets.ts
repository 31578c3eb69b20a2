import type { TicketPort, TicketResult } from '../conversation/ports.ts';
import type { ConversationProblem, Ticket } from '../conversation/state.ts';
import type { Api, ResponseBody } from './api.ts';
import type { ApiProblem, ProblemSlug, Profile, SpeakingModule } from './result.ts';

/** Problems that a retry does not solve. */
const REFUSED_PROBLEMS: Readonly<Partial<Record<ProblemSlug, ConversationProblem>>> = {
  no_attempts: 'noAttempts',
  new_tests_stopped: 'testsStopped',
  session_unknown: 'notResumed',
  session_over: 'notResumed',
  invalid_request: 'refused',
  unauthenticated: 'refused',
  session_expired: 'refused',
  session_revoked: 'refused',
  // The one region with Nova Sonic was asked, and denies being it.
  wrong_region: 'refused',
};

const MODULES: readonly SpeakingModule[] = ['academic_speaking', 'general_speaking'];

/**
 * Returns the speaking modules whose tests the user may take. Modules without attempts left are
 * included: a test that was started may be started again, which only the API knows.
 *
 * @param attempts undefined if currently unknown
 */
export function modulesOf(attempts: Profile['attempts']): readonly SpeakingModule[] {
  return MODULES.filter((module) => attempts === undefined || attempts[module] !== undefined);
}

/** Returns the chosen module if the user may take its tests, else another that they may take. */
export function moduleFor(
  chosen: SpeakingModule | undefined,
  attempts: Profile['attempts'],
): SpeakingModule {
  const modules = modulesOf(attempts);
  if (chosen !== undefined && modules.includes(chosen)) return chosen;
  const withSome = modules.find((module) => (attempts?.[module] ?? 0) > 0);
  return withSome ?? modules.at(0) ?? 'academic_speaking';
}

/** Ticket port over the API, for the signed-in user. */
export class ApiTickets implements TicketPort {
  readonly #api: Pick<Api, 'call'>;
  readonly #newKey: () => string;
  readonly #attempts: () => Profile['attempts'];
  #chosenModule: SpeakingModule | undefined;
  #idempotencyKey: string;
  /** Session of the first ticket. */
  #sessionId: string | undefined;

  /**
   * @param newKey creates a unique idempotency key: 16 to 64 characters of A-Z, a-z, 0-9, _ and -
   * @param attempts returns the remaining attempts of the user
   */
  constructor(api: Pick<Api, 'call'>, newKey: () => string, attempts: () => Profile['attempts']) {
    this.#api = api;
    this.#newKey = newKey;
    this.#attempts = attempts;
    this.#idempotencyKey = newKey();
  }

  /** Chooses the module of new conversations, for as long as the page is open. */
  chooseModule(module: SpeakingModule): void {
    this.#chosenModule = module;
  }

  /** Returns the chosen module, if any. */
  get chosenModule(): SpeakingModule | undefined {
    return this.#chosenModule;
  }

  reset(): void {
    this.#idempotencyKey = this.#newKey();
    this.#sessionId = undefined;
  }

  async fetch(sessionId: string | undefined): Promise<TicketResult> {
    const known = sessionId ?? this.#sessionId;
    const result = await this.#api.call(
      'createSpeechSession',
      known === undefined
        ? { module: moduleFor(this.#chosenModule, this.#attempts()) }
        : { session_id: known },
      { headers: { 'Idempotency-Key': this.#idempotencyKey } },
    );
    if (!result.ok) return refusal(result.problem);
    this.#sessionId = result.value.session_id;
    return { type: 'granted', ticket: ticketOf(result.value) };
  }
}

function refusal({ slug }: ApiProblem): TicketResult {
  const problem = REFUSED_PROBLEMS[slug];
  return problem === undefined ? { type: 'unreachable' } : { type: 'refused', problem };
}

function ticketOf(value: ResponseBody<'createSpeechSession'>): Ticket {
  const { thresholds_ms: thresholds, notices } = value.distance;
  return {
    ticket: value.ticket,
    streamUrl: value.stream_url,
    latencyCheck: { probeUrl: value.probe_url, thresholds, notices },
  };
}
