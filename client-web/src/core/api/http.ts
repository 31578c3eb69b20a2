import type { ClockPort } from '../clock.ts';
import type { HttpResponse } from './result.ts';

/** Default timeout of a request: allows for a function's cold start across the world. */
const TIMEOUT_MS = 15_000;

/** HTTP request. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Body, sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the request may be retried when its outcome is unknown. */
  readonly retryable?: boolean;
  /** Name in telemetry: an operation of the API in snake case. */
  readonly operation?: string;
  /** Whether the request outlives the page; its body then has at most 64 kB. */
  readonly keepalive?: boolean;
  /** Time until a response must be complete, ms; 15 s by default. */
  readonly timeoutMs?: number;
}

/** Port to the browser's `fetch`. */
export type FetchPort = (url: string, init: RequestInit) => Promise<Response>;

/** HTTP client with a timeout and without retries. */
export class HttpClient {
  readonly #fetch: FetchPort;
  readonly #clock: ClockPort;

  constructor(fetch: FetchPort, clock: ClockPort) {
    this.#fetch = fetch;
    this.#clock = clock;
  }

  /**
   * Sends a request. Never rejects.
   *
   * @param address scheme and host; empty for the page's own origin
   * @returns undefined if no complete response arrived in time
   */
  async send(address: string, request: HttpRequest): Promise<HttpResponse | undefined> {
    const abort = new AbortController();
    const cancel = this.#clock.schedule(request.timeoutMs ?? TIMEOUT_MS, () => abort.abort());
    try {
      const response = await this.#fetch(address + request.path, init(request, abort.signal));
      return { status: response.status, ...(await content(response)) };
    } catch {
      return undefined;
    } finally {
      cancel();
    }
  }
}

function init(
  { method, body, headers, keepalive: outlivesPage }: HttpRequest,
  signal: AbortSignal,
): RequestInit {
  return {
    method,
    headers: {
      ...headers,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    // The bearer token is the only credential.
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    keepalive: outlivesPage === true,
    signal,
  };
}

async function content(response: Response): Promise<Omit<HttpResponse, 'status'>> {
  const text = await response.text();
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN);
  return {
    body: parsed(text),
    retryAfterMs: Number.isFinite(seconds) ? seconds * 1000 : undefined,
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
