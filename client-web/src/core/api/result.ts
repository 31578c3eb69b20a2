import type { components } from './schema.gen';

type Schemas = components['schemas'];

/** Sign-in session: its tokens and its user. */
export type Session = Schemas['Session'];
/** Profile of the signed-in user. */
export type Profile = Schemas['Profile'];
export type Region = Schemas['Region'];
export type SpeakingModule = Schemas['SpeakingModule'];
export type QrStart = Schemas['QrStart'];
export type QrRequest = Schemas['QrRequest'];
export type Distance = Schemas['Distance'];
export type Config = Schemas['Config'];
/** Telemetry event for the operators. */
export type ClientEvent = Schemas['ClientEvent'];

type SlugOf<T> = T extends `https://ieltsaiprep.com/problems/${infer S}` ? S : never;

/** Kind of problem: the last segment of a problem's type, or one found by the client. */
export type ProblemSlug =
  | SlugOf<Schemas['Problem']['type']>
  /** No response arrived. */
  | 'unreachable'
  /** The response does not follow the API's contract. */
  | 'unexpected';

/** Result of an API call. */
export type ApiResult<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** Delay before the result may be asked for again, ms; undefined if the API gave none. */
      readonly retryAfterMs?: number | undefined;
    }
  | { readonly ok: false; readonly problem: ApiProblem };

/** Problem that prevented an operation. */
export interface ApiProblem {
  readonly slug: ProblemSlug;
  /** Explanation for the user. */
  readonly detail: string;
  /** Explanations by the name of the invalid field. */
  readonly fields: Readonly<Record<string, string>>;
  /** Delay before a retry, ms; undefined if the API gave none. */
  readonly retryAfterMs: number | undefined;
}

/** HTTP response. */
export interface HttpResponse {
  readonly status: number;
  /** JSON body; undefined if there is none. */
  readonly body: unknown;
  /** Value of the header Retry-After, ms. */
  readonly retryAfterMs: number | undefined;
}

const CLIENT_DETAILS = {
  unreachable: 'We cannot be reached. Check your connection to the internet, then try again.',
  unexpected: 'Something went wrong on our side. Please try again in a few minutes.',
  too_many_requests: 'That was too often. Please wait a while, then try again.',
} as const;

/** Creates a problem that the client found itself. */
export function clientProblem(
  slug: keyof typeof CLIENT_DETAILS,
  retryAfterMs: number | undefined = undefined,
): ApiProblem {
  return { slug, detail: CLIENT_DETAILS[slug], fields: {}, retryAfterMs };
}

/** Reads the problem of a response; a proxy before the API may respond in another format. */
export function problemOf({ status, body, retryAfterMs }: HttpResponse): ApiProblem {
  const { type, detail, errors } = (body ?? {}) as Partial<
    Record<keyof Schemas['Problem'], unknown>
  >;
  if (typeof type !== 'string' || typeof detail !== 'string') {
    return clientProblem(status === 429 ? 'too_many_requests' : 'unexpected', retryAfterMs);
  }
  const slug = type.slice(type.lastIndexOf('/') + 1) as ProblemSlug;
  return { slug, detail, fields: fieldsOf(errors), retryAfterMs };
}

function fieldsOf(errors: unknown): Record<string, string> {
  if (!Array.isArray(errors)) return {};
  const known = errors.filter(
    (error): error is Schemas['FieldError'] =>
      typeof error?.field === 'string' && typeof error?.detail === 'string',
  );
  return Object.fromEntries(known.map(({ field, detail }) => [field, detail]));
}
