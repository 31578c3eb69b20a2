import type { HttpRequest } from './http.ts';
import { type ApiResult, clientProblem, type HttpResponse, problemOf } from './result.ts';
import type { RetryingClient } from './retrying-client.ts';
import type { operations, paths } from './schema.gen.d.ts';
import type { SignIn } from './sign-in.ts';

/** Timeout of an assessment, ms: the API marks for 20 s, and answers within 29 s. */
const MARKING_TIMEOUT_MS = 35_000;

interface Operation {
  readonly method: HttpRequest['method'];
  readonly path: keyof paths;
  /** Sent with the access token of the user. */
  readonly authenticated?: true;
  /** Idempotent, or harmless if done twice. */
  readonly retryable?: true;
  /** Served only by the region with Nova Sonic. */
  readonly speech?: true;
  readonly timeoutMs?: number;
}

const OPERATIONS = {
  register: { method: 'POST', path: '/auth/register' },
  confirm: { method: 'POST', path: '/auth/confirm' },
  resendCode: { method: 'POST', path: '/auth/resend-code' },
  signIn: { method: 'POST', path: '/auth/sign-in' },
  // An exchanged refresh token stays valid until its successor is used.
  refresh: { method: 'POST', path: '/auth/refresh', retryable: true },
  signOut: { method: 'POST', path: '/auth/sign-out', authenticated: true },
  signOutEverywhere: { method: 'POST', path: '/auth/sign-out-everywhere', authenticated: true },
  changePassword: { method: 'POST', path: '/auth/change-password', authenticated: true },
  forgotPassword: { method: 'POST', path: '/auth/forgot-password' },
  resetPassword: { method: 'POST', path: '/auth/reset-password' },
  me: { method: 'GET', path: '/me', authenticated: true, retryable: true },
  changeMe: { method: 'PATCH', path: '/me', authenticated: true, retryable: true },
  deleteMe: { method: 'DELETE', path: '/me', authenticated: true },
  exportMe: { method: 'GET', path: '/me/export', authenticated: true, retryable: true },
  generateQr: { method: 'POST', path: '/auth/generate-qr', retryable: true },
  // Polled every two seconds anyway.
  qrSession: { method: 'POST', path: '/auth/qr-session' },
  qr: { method: 'GET', path: '/auth/qr/{token}', authenticated: true, retryable: true },
  mobileAuthenticate: { method: 'POST', path: '/mobile-authenticate', authenticated: true },
  // The conversation retries by itself.
  createSpeechSession: {
    method: 'POST',
    path: '/api/nova-sonic/sessions',
    authenticated: true,
    speech: true,
  },
  nextWritingTest: { method: 'GET', path: '/writing/tests', authenticated: true, retryable: true },
  // The submission retries by itself, with the same idempotency key.
  assessWriting: {
    method: 'POST',
    path: '/assess-writing',
    authenticated: true,
    timeoutMs: MARKING_TIMEOUT_MS,
  },
  listAssessments: { method: 'GET', path: '/assessments', authenticated: true, retryable: true },
  // Polled.
  assessment: { method: 'GET', path: '/assessments/{assessment_id}', authenticated: true },
  deleteAssessment: {
    method: 'DELETE',
    path: '/assessments/{assessment_id}',
    authenticated: true,
    retryable: true,
  },
  remark: {
    method: 'POST',
    path: '/assessments/{assessment_id}/remark',
    authenticated: true,
    timeoutMs: MARKING_TIMEOUT_MS,
  },
  config: { method: 'GET', path: '/config', retryable: true },
} as const satisfies { [O in keyof operations]?: Operation };

type OperationName = keyof typeof OPERATIONS;
type JsonOf<T> = T extends { content: { 'application/json': infer J } } ? J : never;
type RequestOf<O extends OperationName> = NonNullable<operations[O]['requestBody']>;
/** Body of an operation's request; undefined if it has none. */
export type RequestBody<O extends OperationName> = [RequestOf<O>] extends [never]
  ? undefined
  : JsonOf<RequestOf<O>>;
type Success = 200 | 201 | 202;

/** Success body of an operation; undefined for 204. */
export type ResponseBody<O extends OperationName> =
  | JsonOf<operations[O]['responses'][Success & keyof operations[O]['responses']]>
  | (204 extends keyof operations[O]['responses'] ? undefined : never);

/** Parts of a request besides its body. */
export interface CallOptions {
  /** Value of the path's one parameter. */
  readonly parameter?: string;
  /** Parameters of the query. */
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Client of the regional API as described in openapi.yaml. Its calls never reject. */
export class Api {
  readonly #client: RetryingClient;
  readonly #signIn: SignIn;

  constructor(client: RetryingClient, signIn: SignIn) {
    this.#client = client;
    this.#signIn = signIn;
  }

  async call<O extends OperationName>(
    name: O,
    body: RequestBody<O>,
    { parameter, query, headers }: CallOptions = {},
  ): Promise<ApiResult<ResponseBody<O>>> {
    const {
      method,
      path,
      authenticated: signedIn,
      retryable: repeatable,
      speech,
      timeoutMs,
    }: Operation = OPERATIONS[name];
    const request: HttpRequest = {
      method,
      path: pathOf(path, parameter, query),
      body,
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
      ...(headers === undefined ? {} : { headers }),
      retryable: repeatable === true,
      operation: name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    };
    const send = (its: HttpRequest) => this.#client.send(speech ? 'speech' : 'nearest', its);
    const response = await (signedIn ? this.#sendAuthenticated(request, send) : send(request));
    if (response === undefined) return { ok: false, problem: clientProblem('unreachable') };
    if (response.status >= 300) return { ok: false, problem: problemOf(response) };
    const value = response.body as ResponseBody<O>;
    return { ok: true, value, retryAfterMs: response.retryAfterMs };
  }

  /**
   * Sends a request with the access token, and once more with a renewed one after a 401. The 401
   * counts as the result only if it ended the sign-in, not if the renewal merely failed for now.
   */
  async #sendAuthenticated(
    request: HttpRequest,
    send: (request: HttpRequest) => Promise<HttpResponse | undefined>,
  ): Promise<HttpResponse | undefined> {
    const first = await this.#signIn.accessToken();
    if (first === undefined) return undefined;
    const response = await send(withToken(request, first));
    if (response?.status !== 401) return response;
    const second = await this.#signIn.accessTokenAfter(first);
    if (second !== undefined) return send(withToken(request, second));
    return this.#signIn.state().name === 'out' ? response : undefined;
  }
}

function pathOf(path: string, parameter = '', query: CallOptions['query'] = {}): string {
  const parameters = new URLSearchParams(query).toString();
  const whole = path.replace(/\{\w+\}/, encodeURIComponent(parameter));
  return parameters === '' ? whole : `${whole}?${parameters}`;
}

function withToken(request: HttpRequest, token: string): HttpRequest {
  return { ...request, headers: { ...request.headers, Authorization: `Bearer ${token}` } };
}
