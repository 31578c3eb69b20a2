import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { RequestBody, ResponseBody } from '../../src/core/api/api.ts';
import type { Config, ProblemSlug, QrRequest, QrStart, Region } from '../../src/core/api/result.ts';
import { type Account, FakeAccounts } from './fake-accounts.ts';
import { FakeWriting } from './fake-writing.ts';

const CODE = 'BCDF-GHJK';
const REGIONS: readonly Region[] = ['us-east-1', 'eu-west-1', 'ap-southeast-1'];

/** Request to an endpoint. */
export interface EndpointRequest {
  readonly region: Region;
  readonly body: Record<string, unknown>;
  /** Value of the path's one parameter. */
  readonly parameter: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  /** Signed-in account. */
  readonly account: Account;
}

/** Response of an endpoint: a status with a problem's slug or a body, and Retry-After in seconds. */
type EndpointResponse =
  | readonly [number, ProblemSlug, number?]
  | readonly [number, object?, number?];
export type Endpoint = (request: EndpointRequest) => EndpointResponse;

/** Issuer of tickets. */
export interface TicketIssuer {
  /** Problem to refuse all tickets with. */
  refusal: readonly [number, ProblemSlug] | undefined;
  /** Issues a ticket for a session. */
  issue(sessionId: string | undefined): { sessionId: string; ticket: string; streamUrl: string };
}

/** Fake of the regional API as in openapi.yaml: one port per region, accounts in memory. */
export class FakeApi {
  readonly accounts = new FakeAccounts();
  readonly writing = new FakeWriting();
  /** All requests: region, method and path. */
  readonly requests: string[] = [];
  /** App configuration set by the operators. */
  readonly config: Pick<Config, 'minimum_app_version' | 'notices' | 'new_tests'> = {
    minimum_app_version: '0.0.0',
    notices: [],
    new_tests: true,
  };
  /** Whether the API responds at all. */
  isUp = true;
  /** Lifetime of a QR code, seconds. */
  qrSeconds = 120;
  readonly #tickets: TicketIssuer;
  readonly #servers = new Map<Region, Server>();

  private constructor(desk: TicketIssuer) {
    this.#tickets = desk;
    for (const region of REGIONS) {
      const answer = (request: IncomingMessage, response: ServerResponse) =>
        void this.#serve(region, request, response);
      this.#servers.set(region, createServer(answer));
    }
  }

  static async start(desk: TicketIssuer): Promise<FakeApi> {
    const api = new FakeApi(desk);
    for (const server of api.#servers.values()) {
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    }
    return api;
  }

  async stop(): Promise<void> {
    for (const server of this.#servers.values()) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  /** Addresses by region, for the page's configuration. */
  get addresses(): Record<Region, string> {
    const entries = [...this.#servers].map(([region, server]) => [
      region,
      `http://localhost:${(server.address() as AddressInfo).port}`,
    ]);
    return Object.fromEntries(entries) as Record<Region, string>;
  }

  async #serve(region: Region, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const origin = request.headers.origin;
    if (origin !== undefined) response.setHeader('Access-Control-Allow-Origin', origin);
    if (request.method === 'OPTIONS') {
      response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PATCH, DELETE');
      response.setHeader(
        'Access-Control-Allow-Headers',
        'Authorization, Content-Type, Idempotency-Key',
      );
      response.writeHead(204).end();
      return;
    }
    if (!this.isUp) {
      request.socket.destroy();
      return;
    }
    this.requests.push(`${region} ${request.method} ${pathname}`);
    // A page that is closed aborts the request that it sends.
    const body = await text(request).catch(() => undefined);
    if (body === undefined) return;
    const [status, content, retryAfter] = this.#answer(
      region,
      request,
      pathname,
      searchParams,
      body,
    );
    response.statusCode = status;
    if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter));
    response.setHeader('Access-Control-Expose-Headers', 'Retry-After');
    if (content === undefined) {
      response.end();
      return;
    }
    const isProblem = typeof content === 'string';
    response.setHeader('Content-Type', `application/${isProblem ? 'problem+' : ''}json`);
    response.end(JSON.stringify(isProblem ? problem(status, content) : content));
  }

  #answer(
    region: Region,
    { method, headers }: IncomingMessage,
    pathname: string,
    query: URLSearchParams,
    body: string,
  ): EndpointResponse {
    const [, before, parameter, after] =
      /^(\/auth\/qr\/|\/assessments\/)([^/]+)(\/remark)?$/.exec(pathname) ?? [];
    const path = parameter === undefined ? pathname : `${before}{}${after ?? ''}`;
    const name = `${method} ${path}`;
    const open = this.#publicEndpoints[name];
    const endpoint = open ?? this.#authenticatedEndpoints[name];
    if (endpoint === undefined) return [404, 'not_found'];
    const bearer = headers.authorization?.replace('Bearer ', '') ?? '';
    const account = this.accounts.byAccessToken(bearer);
    if (open === undefined && account === undefined) {
      return [401, bearer === '' ? 'unauthenticated' : 'session_expired'];
    }
    const request = { region, headers, query, parameter: decodeURIComponent(parameter ?? '') };
    return endpoint({
      ...request,
      body: body === '' ? {} : JSON.parse(body),
      account: account as Account,
    });
  }

  /** Endpoints that need no session. */
  readonly #publicEndpoints: Readonly<Record<string, Endpoint>> = {
    'POST /auth/register': ({ body }) => {
      const { email, password, name, consent } = body as Record<string, string>;
      if (password === 'password12') return [400, 'invalid_request'];
      const { terms_version } = consent as unknown as { terms_version: string };
      const registration = this.accounts.register(email, password, {
        ...(name === undefined ? {} : { name }),
        consent: { terms_version, at: new Date().toISOString() },
      });
      return [
        202,
        { status: 'confirmation_sent', registration } satisfies ResponseBody<'register'>,
      ];
    },
    'POST /auth/confirm': ({ body }) =>
      isCode(body.code) && this.accounts.confirm(String(body.registration))
        ? [204]
        : [400, 'code_invalid'],
    'POST /auth/resend-code': ({ body }) =>
      this.accounts.isRegistration(String(body.registration))
        ? CONFIRMATION_SENT
        : [404, 'registration_unknown'],
    'POST /auth/forgot-password': () => CONFIRMATION_SENT,
    'POST /auth/reset-password': ({ body }) => {
      const account = this.accounts.byEmail.get(String(body.email));
      if (account === undefined || !isCode(body.code)) return [400, 'code_invalid'];
      account.password = String(body.new_password);
      this.accounts.revokeSessions(account);
      return [204];
    },
    'POST /auth/sign-in': ({ body }) => {
      const account = this.accounts.byEmail.get(String(body.email));
      if (account === undefined || account.password !== body.password) {
        return [401, 'credentials_invalid'];
      }
      return [200, this.accounts.newSession(account)];
    },
    'POST /auth/refresh': ({ body }) => {
      const session = this.accounts.exchange(String(body.refresh_token));
      return typeof session === 'string' ? [401, session] : [200, session];
    },
    'POST /client-events': () => [204],
    'POST /auth/generate-qr': () => {
      const { token, userCode, secret } = this.accounts.newQr();
      return [
        201,
        {
          token,
          qr_url: `https://ieltsaiprep.com/approve?token=${token}`,
          user_code: userCode,
          secret,
          expires_in: this.qrSeconds,
          interval: 1,
        } satisfies QrStart,
      ];
    },
    'POST /auth/qr-session': ({ body }) => {
      const entry = this.accounts.findQr(String(body.token));
      if (entry === undefined || entry.secret !== body.secret) return [404, 'qr_unknown'];
      switch (entry.state) {
        case 'pending':
          return [202, { status: 'pending' }];
        case 'denied':
          return [403, 'qr_denied'];
        case 'approved':
          entry.state = 'used';
          return [200, this.accounts.newSession(entry.by as Account)];
        case 'used':
          return [410, 'qr_expired'];
        case 'expired':
          return [410, 'qr_expired'];
      }
    },
    'GET /config': () => [
      200,
      {
        ...this.config,
        regions: this.addresses,
        streaming_url: 'wss://streaming-us.ieltsaiprep.com/nova-sonic',
      } satisfies Config,
    ],
  };

  /** Endpoints that need a session. */
  readonly #authenticatedEndpoints: Readonly<Record<string, Endpoint>> = {
    ...this.writing.endpoints,
    'GET /me': ({ account }) => [200, account.user],
    'PATCH /me': ({ account, body }) => {
      const changes = body as RequestBody<'changeMe'>;
      const { target_band, test_date, ...user } = account.user;
      const band = changes.target_band === undefined ? target_band : changes.target_band;
      const day = changes.test_date === undefined ? test_date : changes.test_date;
      account.user = {
        ...user,
        ...(band == null ? {} : { target_band: band }),
        ...(day == null ? {} : { test_date: day }),
        ...(changes.name == null ? {} : { name: changes.name.trim() }),
        ...(changes.consent === undefined
          ? {}
          : { consent: { ...changes.consent, at: new Date().toISOString() } }),
      };
      return [200, account.user];
    },
    'DELETE /me': ({ account, body }) => {
      if (account.password !== body.password) return [403, 'password_wrong'];
      this.accounts.byEmail.delete(account.user.email);
      this.accounts.revokeSessions(account);
      return [204];
    },
    'GET /me/export': ({ account }) => [
      200,
      {
        exported_at: new Date().toISOString(),
        account: { ...account.user },
        sign_ins: [],
        assessments: [],
        attempts: [],
        entitlements: [],
        grants: [],
        purchases: [],
        support_actions: [],
      } satisfies ResponseBody<'exportMe'>,
    ],
    'POST /auth/sign-out': ({ account }) => {
      this.accounts.revokeSessions(account);
      return [204];
    },
    'POST /auth/sign-out-everywhere': ({ account }) => {
      this.accounts.revokeSessions(account);
      return [204];
    },
    'POST /auth/change-password': ({ account, body }) => {
      if (account.password !== body.current_password) return [403, 'password_wrong'];
      account.password = String(body.new_password);
      this.accounts.revokeSessions(account);
      return [200, this.accounts.newSession(account)];
    },
    'GET /auth/qr/{}': ({ parameter }) => {
      const entry = this.accounts.findQr(parameter);
      if (entry === undefined) return [404, 'qr_unknown'];
      if (entry.state !== 'pending') return [410, 'qr_expired'];
      return [
        200,
        {
          user_code: entry.userCode,
          browser: 'Firefox on Linux',
          place: 'Dublin, Ireland',
          requested_at: '2026-11-20T14:03:11Z',
          expires_in: 87,
        } satisfies QrRequest,
      ];
    },
    'POST /mobile-authenticate': ({ account, body }) => {
      const entry = this.accounts.findQr(String(body.token));
      if (entry === undefined) return [404, 'qr_unknown'];
      if (entry.state !== 'pending') return [409, 'qr_decided'];
      entry.by = account;
      entry.state = body.approve === false ? 'denied' : 'approved';
      return [200, { status: entry.state }];
    },
    'POST /api/nova-sonic/sessions': ({ region, body }) => {
      if (region !== 'us-east-1') return [421, 'wrong_region'];
      if (this.#tickets.refusal !== undefined) return this.#tickets.refusal;
      const issued = this.#tickets.issue(body.session_id as string | undefined);
      return [
        201,
        {
          session_id: issued.sessionId,
          ticket: issued.ticket,
          stream_url: issued.streamUrl,
          expires_in: 60,
          probe_url: issued.streamUrl.replace('ws', 'http').replace('nova-sonic', 'probe'),
          distance: {
            examiner_region: 'us-east-1',
            thresholds_ms: this.thresholds,
            notices: {
              slow: 'Maya answers from North America. Her answers may come a little late.',
              bad: 'Maya answers from North America, and your connection to it is slow.',
            },
          },
        } satisfies ResponseBody<'createSpeechSession'>,
      ];
    },
  };

  /** Round-trip times to Maya from which a notice is shown, ms. */
  thresholds = { slow: 400, bad: 1000 };
}

const CONFIRMATION_SENT: EndpointResponse = [202, { status: 'confirmation_sent' }];

function isCode(typed: unknown): boolean {
  return String(typed).replace(/[-\s]/g, '').toUpperCase() === CODE.replace('-', '');
}

function problem(status: number, slug: string): object {
  return {
    type: `https://ieltsaiprep.com/problems/${slug}`,
    title: slug,
    status,
    detail: `It is ${slug}.`,
    request_id: randomUUID(),
    ...(slug === 'invalid_request'
      ? { errors: [{ field: 'password', detail: 'is among the most common ones' }] }
      : {}),
  };
}
