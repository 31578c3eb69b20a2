import type { TicketAnswer, TicketPort } from '../session/ports.ts';
import type { Problem, Ticket } from '../session/state.ts';
import type { Slug, SpeakingModule, Trouble } from './answer.ts';
import type { Api, Value } from './api.ts';

/** Troubles that asking again does not help. */
const REFUSALS: Readonly<Partial<Record<Slug, Problem>>> = {
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

/** Tickets from the API, for the person who is signed in. */
export class ApiTickets implements TicketPort {
  readonly #api: Pick<Api, 'call'>;
  readonly #newKey: () => string;
  #module: SpeakingModule = 'academic_speaking';
  #key: string;
  /** The session that the first ticket was for. */
  #sessionId: string | undefined;

  /** @param newKey 16 to 64 characters of A-Z, a-z, 0-9, _ and -, unlike any before */
  constructor(api: Pick<Api, 'call'>, newKey: () => string) {
    this.#api = api;
    this.#newKey = newKey;
    this.#key = newKey();
  }

  /** Which module's attempts new conversations take. */
  choose(module: SpeakingModule): void {
    this.#module = module;
  }

  forget(): void {
    this.#key = this.#newKey();
    this.#sessionId = undefined;
  }

  async fetch(sessionId: string | undefined): Promise<TicketAnswer> {
    const known = sessionId ?? this.#sessionId;
    const answer = await this.#api.call(
      'createSpeechSession',
      known === undefined ? { module: this.#module } : { session_id: known },
      { headers: { 'Idempotency-Key': this.#key } },
    );
    if (!answer.ok) return refusal(answer.trouble);
    this.#sessionId = answer.value.session_id;
    return { type: 'granted', ticket: ticketOf(answer.value) };
  }
}

function refusal({ slug }: Trouble): TicketAnswer {
  const problem = REFUSALS[slug];
  return problem === undefined ? { type: 'unreachable' } : { type: 'refused', problem };
}

function ticketOf(value: Value<'createSpeechSession'>): Ticket {
  const { thresholds_ms: thresholds, notices } = value.distance;
  return {
    ticket: value.ticket,
    streamUrl: value.stream_url,
    distance: { probeUrl: value.probe_url, thresholds, notices },
  };
}
