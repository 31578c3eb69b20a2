import type { ClockPort } from '../clock.ts';
import type { HttpResponse } from './result.ts';

/** How long a request may take: a function may have to start, on the other side of the world. */
const TIMEOUT_MS = 15_000;

/** One request. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether to send it again when nobody knows if it arrived. */
  readonly retryable?: boolean;
  /** How operators know it: an operation of the API, in snake case. */
  readonly operation?: string;
  /** Whether it is sent although the page is closed; at most 64 kB. */
  readonly keepalive?: boolean;
}

/** The browser's `fetch`. */
export type FetchPort = (url: string, init: RequestInit) => Promise<Response>;

/** Sends a request once. */
export class Http {
  readonly #fetch: FetchPort;
  readonly #clock: ClockPort;

  constructor(fetch: FetchPort, clock: ClockPort) {
    this.#fetch = fetch;
    this.#clock = clock;
  }

  /**
   * Never rejects.
   *
   * @param address scheme and host; empty for the page's own
   * @returns undefined if no whole answer came in time
   */
  async send(address: string, call: HttpRequest): Promise<HttpResponse | undefined> {
    const abort = new AbortController();
    const cancel = this.#clock.schedule(TIMEOUT_MS, () => abort.abort());
    try {
      const response = await this.#fetch(address + call.path, init(call, abort.signal));
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
    // The token in the header is all that says who asks.
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
