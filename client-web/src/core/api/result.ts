import type { components } from './schema.gen';

type Schemas = components['schemas'];

/** One sign-in: its tokens, and who it is. */
export type Session = Schemas['Session'];
/** The person who is signed in. */
export type Profile = Schemas['Profile'];
export type Region = Schemas['Region'];
export type SpeakingModule = Schemas['SpeakingModule'];
export type QrStart = Schemas['QrStart'];
export type QrRequest = Schemas['QrRequest'];
export type Distance = Schemas['Distance'];
export type Config = Schemas['Config'];
/** Something for the operators. */
export type ClientEvent = Schemas['ClientEvent'];

type SlugOf<T> = T extends `https://ieltsaiprep.com/problems/${infer S}` ? S : never;

/** What kind of trouble: the stable end of a problem's type, or one that the client found. */
export type ProblemSlug =
  | SlugOf<Schemas['Problem']['type']>
  /** No answer came. */
  | 'unreachable'
  /** The answer is none of the API's. */
  | 'unexpected';

/** What the API answered, or why it did not. */
export type ApiResult<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly problem: ApiProblem };

/** Why something was not done. */
export interface ApiProblem {
  readonly slug: ProblemSlug;
  /** In words for a person. */
  readonly detail: string;
  /** What is wrong with a field, in words, by its name. */
  readonly fields: Readonly<Record<string, string>>;
  /** How long to wait before another try, ms; undefined if the API did not say. */
  readonly retryAfterMs: number | undefined;
}

/** One answer over HTTP. */
export interface HttpResponse {
  readonly status: number;
  /** The JSON in it; undefined if there is none. */
  readonly body: unknown;
  /** What its header Retry-After says, ms. */
  readonly retryAfterMs: number | undefined;
}

const CLIENT_DETAILS = {
  unreachable: 'We cannot be reached. Check your connection to the internet, then try again.',
  unexpected: 'Something went wrong on our side. Please try again in a few minutes.',
  too_many_requests: 'That was too often. Please wait a while, then try again.',
} as const;

/** A trouble that the client found itself. */
export function clientProblem(
  slug: keyof typeof CLIENT_DETAILS,
  retryAfterMs: number | undefined = undefined,
): ApiProblem {
  return { slug, detail: CLIENT_DETAILS[slug], fields: {}, retryAfterMs };
}

/** The trouble that a reply tells; a gateway before the API may answer in other words. */
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
