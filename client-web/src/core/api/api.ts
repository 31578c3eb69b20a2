import { type Answer, type Reply, trouble, troubleOf } from './answer.ts';
import type { Call } from './http.ts';
import type { RetryingClient } from './retrying-client.ts';
import type { operations, paths } from './schema.gen.d.ts';
import type { SignIn } from './sign-in.ts';

interface Operation {
  readonly method: Call['method'];
  readonly path: keyof paths;
  /** As the person who is signed in. */
  readonly signedIn?: true;
  /** Doing it twice is doing it once, or harms nobody. */
  readonly repeatable?: true;
  /** Only the region with Nova Sonic does it. */
  readonly speech?: true;
}

const OPERATIONS = {
  register: { method: 'POST', path: '/auth/register' },
  confirm: { method: 'POST', path: '/auth/confirm' },
  resendCode: { method: 'POST', path: '/auth/resend-code' },
  signIn: { method: 'POST', path: '/auth/sign-in' },
  // The token that was exchanged can be exchanged again, until an answer to it was used.
  refresh: { method: 'POST', path: '/auth/refresh', repeatable: true },
  signOut: { method: 'POST', path: '/auth/sign-out', signedIn: true },
  signOutEverywhere: { method: 'POST', path: '/auth/sign-out-everywhere', signedIn: true },
  changePassword: { method: 'POST', path: '/auth/change-password', signedIn: true },
  forgotPassword: { method: 'POST', path: '/auth/forgot-password' },
  resetPassword: { method: 'POST', path: '/auth/reset-password' },
  me: { method: 'GET', path: '/me', signedIn: true, repeatable: true },
  changeMe: { method: 'PATCH', path: '/me', signedIn: true, repeatable: true },
  deleteMe: { method: 'DELETE', path: '/me', signedIn: true },
  exportMe: { method: 'GET', path: '/me/export', signedIn: true, repeatable: true },
  generateQr: { method: 'POST', path: '/auth/generate-qr', repeatable: true },
  // Asked again every two seconds anyway.
  qrSession: { method: 'POST', path: '/auth/qr-session' },
  qr: { method: 'GET', path: '/auth/qr/{token}', signedIn: true, repeatable: true },
  mobileAuthenticate: { method: 'POST', path: '/mobile-authenticate', signedIn: true },
  // The conversation itself asks again.
  createSpeechSession: {
    method: 'POST',
    path: '/api/nova-sonic/sessions',
    signedIn: true,
    speech: true,
  },
  config: { method: 'GET', path: '/config', repeatable: true },
} as const satisfies { [O in keyof operations]?: Operation };

type Name = keyof typeof OPERATIONS;
type Json<T> = T extends { content: { 'application/json': infer J } } ? J : never;
type Sent<O extends Name> = NonNullable<operations[O]['requestBody']>;
type Body<O extends Name> = [Sent<O>] extends [never] ? undefined : Json<Sent<O>>;
type Success = 200 | 201 | 202;

/** What an operation answers when it went well; undefined where there is nothing to say. */
export type Value<O extends Name> =
  | Json<operations[O]['responses'][Success & keyof operations[O]['responses']]>
  | (204 extends keyof operations[O]['responses'] ? undefined : never);

/** What a request has besides its body. */
export interface Extras {
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

  async call<O extends Name>(
    name: O,
    body: Body<O>,
    { token, headers }: Extras = {},
  ): Promise<Answer<Value<O>>> {
    const { method, path, signedIn, repeatable, speech }: Operation = OPERATIONS[name];
    const call: Call = {
      method,
      path: path.replace('{token}', encodeURIComponent(token ?? '')),
      body,
      ...(headers === undefined ? {} : { headers }),
      repeatable: repeatable === true,
      name: name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    };
    const send = (its: Call) => this.#client.send(speech ? 'speech' : 'nearest', its);
    const reply = await (signedIn ? this.#asPerson(call, send) : send(call));
    if (reply === undefined) return { ok: false, trouble: trouble('unreachable') };
    return reply.status < 300
      ? { ok: true, value: reply.body as Value<O> }
      : { ok: false, trouble: troubleOf(reply) };
  }

  /**
   * With the access token, and once more with another one if that is refused. A refusal counts only
   * if it has ended the sign-in, not if another token cannot be had just now.
   */
  async #asPerson(
    call: Call,
    send: (call: Call) => Promise<Reply | undefined>,
  ): Promise<Reply | undefined> {
    const first = await this.#signIn.token();
    if (first === undefined) return undefined;
    const reply = await send(withToken(call, first));
    if (reply?.status !== 401) return reply;
    const second = await this.#signIn.tokenAfter(first);
    if (second !== undefined) return send(withToken(call, second));
    return this.#signIn.state().name === 'out' ? reply : undefined;
  }
}

function withToken(call: Call, token: string): Call {
  return { ...call, headers: { ...call.headers, Authorization: `Bearer ${token}` } };
}
