import type { HttpRequest } from './http.ts';
import { type ApiResult, clientProblem, type HttpResponse, problemOf } from './result.ts';
import type { RetryingClient } from './retrying-client.ts';
import type { operations, paths } from './schema.gen.d.ts';
import type { SignIn } from './sign-in.ts';

interface Operation {
  readonly method: HttpRequest['method'];
  readonly path: keyof paths;
  /** As the person who is signed in. */
  readonly authenticated?: true;
  /** Doing it twice is doing it once, or harms nobody. */
  readonly retryable?: true;
  /** Only the region with Nova Sonic does it. */
  readonly speech?: true;
}

const OPERATIONS = {
  register: { method: 'POST', path: '/auth/register' },
  confirm: { method: 'POST', path: '/auth/confirm' },
  resendCode: { method: 'POST', path: '/auth/resend-code' },
  signIn: { method: 'POST', path: '/auth/sign-in' },
  // The token that was exchanged can be exchanged again, until an answer to it was used.
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
  // Asked again every two seconds anyway.
  qrSession: { method: 'POST', path: '/auth/qr-session' },
  qr: { method: 'GET', path: '/auth/qr/{token}', authenticated: true, retryable: true },
  mobileAuthenticate: { method: 'POST', path: '/mobile-authenticate', authenticated: true },
  // The conversation itself asks again.
  createSpeechSession: {
    method: 'POST',
    path: '/api/nova-sonic/sessions',
    authenticated: true,
    speech: true,
  },
  config: { method: 'GET', path: '/config', retryable: true },
} as const satisfies { [O in keyof operations]?: Operation };

type OperationName = keyof typeof OPERATIONS;
type JsonOf<T> = T extends { content: { 'application/json': infer J } } ? J : never;
type RequestOf<O extends OperationName> = NonNullable<operations[O]['requestBody']>;
type RequestBody<O extends OperationName> = [RequestOf<O>] extends [never]
  ? undefined
  : JsonOf<RequestOf<O>>;
type Success = 200 | 201 | 202;

/** What an operation answers when it went well; undefined where there is nothing to say. */
export type ResponseBody<O extends OperationName> =
  | JsonOf<operations[O]['responses'][Success & keyof operations[O]['responses']]>
  | (204 extends keyof operations[O]['responses'] ? undefined : never);

/** What a request has besides its body. */
export interface CallOptions {
  /** The path's one parameter. */
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The regional API, as openapi.yaml has it. Never rejects. */
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
    { token, headers }: CallOptions = {},
  ): Promise<ApiResult<ResponseBody<O>>> {
    const {
      method,
      path,
      authenticated: signedIn,
      retryable: repeatable,
      speech,
    }: Operation = OPERATIONS[name];
    const call: HttpRequest = {
      method,
      path: path.replace('{token}', encodeURIComponent(token ?? '')),
      body,
      ...(headers === undefined ? {} : { headers }),
      retryable: repeatable === true,
      operation: name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    };
    const send = (its: HttpRequest) => this.#client.send(speech ? 'speech' : 'nearest', its);
    const reply = await (signedIn ? this.#sendAuthenticated(call, send) : send(call));
    if (reply === undefined) return { ok: false, problem: clientProblem('unreachable') };
    return reply.status < 300
      ? { ok: true, value: reply.body as ResponseBody<O> }
      : { ok: false, problem: problemOf(reply) };
  }

  /**
   * With the access token, and once more with another one if that is refused. A refusal counts only
   * if it has ended the sign-in, not if another token cannot be had just now.
   */
  async #sendAuthenticated(
    call: HttpRequest,
    send: (call: HttpRequest) => Promise<HttpResponse | undefined>,
  ): Promise<HttpResponse | undefined> {
    const first = await this.#signIn.accessToken();
    if (first === undefined) return undefined;
    const reply = await send(withToken(call, first));
    if (reply?.status !== 401) return reply;
    const second = await this.#signIn.accessTokenAfter(first);
    if (second !== undefined) return send(withToken(call, second));
    return this.#signIn.state().name === 'out' ? reply : undefined;
  }
}

function withToken(call: HttpRequest, token: string): HttpRequest {
  return { ...call, headers: { ...call.headers, Authorization: `Bearer ${token}` } };
}
