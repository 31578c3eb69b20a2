import type { TicketPort, TicketResult } from '../conversation/ports.ts';
import type { ConversationProblem, Ticket } from '../conversation/state.ts';
import type { Api, ResponseBody } from './api.ts';
import type { ApiProblem, ProblemSlug, Profile, SpeakingModule } from './result.ts';

/** Troubles that asking again does not help. */
const REFUSED_PROBLEMS: Readonly<Partial<Record<ProblemSlug, ConversationProblem>>> = {
  no_attempts: 'noAttempts',
  new_tests_stopped: 'testsStopped',
  session_unknown: 'notResumed',
  session_over: 'notResumed',
  invalid_request: 'refused',
  unauthenticated: 'refused',
  session_expired: 'refused',
  session_revoked: 'refused',
  // The one region with Nova Sonic was asked, and says that it is not.
  wrong_region: 'refused',
};

const MODULES: readonly SpeakingModule[] = ['academic_speaking', 'general_speaking'];

/**
 * The modules whose tests a person may take. Also where none is left: a test that was begun may
 * begin anew, and only the API knows.
 *
 * @param attempts undefined if nobody knows just now
 */
export function modulesOf(attempts: Profile['attempts']): readonly SpeakingModule[] {
  return MODULES.filter((module) => attempts === undefined || attempts[module] !== undefined);
}

/** The module that was wanted, if the person may take its tests; else one that they may take. */
export function moduleFor(
  chosen: SpeakingModule | undefined,
  attempts: Profile['attempts'],
): SpeakingModule {
  const modules = modulesOf(attempts);
  if (chosen !== undefined && modules.includes(chosen)) return chosen;
  const withSome = modules.find((module) => (attempts?.[module] ?? 0) > 0);
  return withSome ?? modules.at(0) ?? 'academic_speaking';
}

/** Tickets from the API, for the person who is signed in. */
export class ApiTickets implements TicketPort {
  readonly #api: Pick<Api, 'call'>;
  readonly #newKey: () => string;
  readonly #attempts: () => Profile['attempts'];
  #chosenModule: SpeakingModule | undefined;
  #idempotencyKey: string;
  /** The session that the first ticket was for. */
  #sessionId: string | undefined;

  /**
   * @param newKey 16 to 64 characters of A-Z, a-z, 0-9, _ and -, unlike any before
   * @param attempts those of the person who is signed in
   */
  constructor(api: Pick<Api, 'call'>, newKey: () => string, attempts: () => Profile['attempts']) {
    this.#api = api;
    this.#newKey = newKey;
    this.#attempts = attempts;
    this.#idempotencyKey = newKey();
  }

  /** Which module's attempts new conversations take, for as long as the page is open. */
  chooseModule(module: SpeakingModule): void {
    this.#chosenModule = module;
  }

  /** The one that was chosen. */
  get chosenModule(): SpeakingModule | undefined {
    return this.#chosenModule;
  }

  reset(): void {
    this.#idempotencyKey = this.#newKey();
    this.#sessionId = undefined;
  }

  async fetch(sessionId: string | undefined): Promise<TicketResult> {
    const known = sessionId ?? this.#sessionId;
    const answer = await this.#api.call(
      'createSpeechSession',
      known === undefined
        ? { module: moduleFor(this.#chosenModule, this.#attempts()) }
        : { session_id: known },
      { headers: { 'Idempotency-Key': this.#idempotencyKey } },
    );
    if (!answer.ok) return refusal(answer.problem);
    this.#sessionId = answer.value.session_id;
    return { type: 'granted', ticket: ticketOf(answer.value) };
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
