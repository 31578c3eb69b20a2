import type { FakeClock } from '../fake-clock.ts';
import type { FetchPort } from './http.ts';
import type { ApiResult, Profile, Session } from './result.ts';
import type { LockPort, SavedSignIn, SignInStore } from './sign-in.ts';

/** Request as a fake server receives it. */
export interface FakeRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** Response of a fake server, or a network failure. */
export type FakeResponse =
  | 'lost'
  | { readonly status: number; readonly body?: unknown; readonly retryAfter?: number };

/** Fake network: passes each request to a handler that the test sets. */
export class FakeNetwork {
  readonly requests: FakeRequest[] = [];
  /** URLs requested with keepalive, which outlives the page. */
  readonly keepaliveUrls: string[] = [];
  respond: (request: FakeRequest) => FakeResponse | Promise<FakeResponse> = () => 'lost';

  readonly fetch: FetchPort = async (url, init) => {
    const request: FakeRequest = {
      url,
      method: init.method ?? 'GET',
      headers: { ...(init.headers as Record<string, string>) },
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    };
    this.requests.push(request);
    if (init.keepalive === true) this.keepaliveUrls.push(url);
    const answer = await Promise.race([this.respond(request), aborted(init.signal)]);
    if (answer === 'lost') throw new TypeError('Failed to fetch');
    const { status, body, retryAfter } = answer;
    return new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      headers: retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) },
    });
  };

  /** Requested URLs, in order. */
  get urls(): string[] {
    return this.requests.map(({ url }) => url);
  }
}

function aborted(signal: AbortSignal | null | undefined): Promise<'lost'> {
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve('lost')));
}

/** Creates a problem document (RFC 9457). */
export function problem(status: number, slug: string, more: object = {}): FakeResponse {
  return {
    status,
    body: {
      type: `https://ieltsaiprep.com/problems/${slug}`,
      title: slug,
      status,
      detail: `It is ${slug}.`,
      request_id: 'r-1',
      ...more,
    },
  };
}

export const USER: Profile = {
  user_id: '0b9f2a64-8a5e-4f6c-9d57-6f6f3b0f8a11',
  email: 'an@example.com',
  name: 'An',
  age_confirmed: true,
  consent: { terms_version: '2026-11-30', at: '2026-11-20T14:00:00Z' },
  created_at: '2026-11-20T14:00:00Z',
  attempts: { academic_speaking: 4 },
};

/** Creates a session of a token family; its tokens end in the number. */
export function sessionOf(family: string, number: number, user = USER): Session {
  return {
    token_type: 'Bearer',
    access_token: `us.${family}-access-${number}`,
    expires_in: 3600,
    refresh_token: `us.${family}.${number}`,
    refresh_expires_in: 5_184_000,
    user,
  };
}

/** Fake localStorage that several tabs share. */
export class FakeStorage {
  saved: SavedSignIn | undefined;
  readonly #clock: FakeClock;
  readonly #lagMs: number;
  readonly #tabs: FakeSignInStore[] = [];
  /** Reactions of tabs to changes by other tabs. */
  readonly #pending = new Set<Promise<void>>();

  /** @param lagMs delay after which a tab sees the changes of another */
  constructor(clock: FakeClock, lagMs = 0) {
    this.#clock = clock;
    this.#lagMs = lagMs;
  }

  get token(): string | undefined {
    return this.saved?.refreshToken;
  }

  /** Saves a refresh token as an earlier page would have. */
  set token(refreshToken: string) {
    this.saved = { refreshToken, userId: USER.user_id };
    for (const tab of this.#tabs) tab.saved = this.saved;
  }

  /** Creates the store of another tab. */
  tab(): FakeSignInStore {
    const tab = new FakeSignInStore(this);
    this.#tabs.push(tab);
    return tab;
  }

  set(saved: SavedSignIn | undefined, by: FakeSignInStore): void {
    this.saved = saved;
    for (const tab of this.#tabs) {
      const see = () => {
        tab.saved = saved;
        this.#await(tab.notify());
      };
      if (tab === by) tab.saved = saved;
      else if (this.#lagMs === 0) see();
      else this.#clock.schedule(this.#lagMs, see);
    }
  }

  /** Waits until all tabs have reacted to changes by others. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  #await(work: Promise<void>): void {
    this.#pending.add(work);
    void work.finally(() => this.#pending.delete(work));
  }
}

/** Sign-in store as one tab sees it. */
export class FakeSignInStore implements SignInStore {
  saved: SavedSignIn | undefined;
  readonly #storage: FakeStorage;
  #listener: () => unknown = () => undefined;

  constructor(storage: FakeStorage) {
    this.#storage = storage;
    this.saved = storage.saved;
  }

  async load(): Promise<SavedSignIn | undefined> {
    return this.saved;
  }

  async save(saved: SavedSignIn): Promise<void> {
    this.#storage.set(saved, this);
  }

  async clear(): Promise<void> {
    this.#storage.set(undefined, this);
  }

  onChange(listener: () => unknown): void {
    this.#listener = listener;
  }

  /** Notifies the tab in a task of its own, as a browser does, and waits for its reaction. */
  async notify(): Promise<void> {
    await nextTask();
    await this.#listener();
  }
}

/** Lock that all tabs of a test share. */
export class FakeLock implements LockPort {
  #last: Promise<unknown> = Promise.resolve();

  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work);
    this.#last = next.catch(() => undefined);
    return next;
  }
}

/** Lock port of a browser without Web Locks. */
export const NO_LOCK: LockPort = { exclusive: (work) => work() };

/**
 * Fake token endpoint with rotation: accepts the newest refresh token and its predecessor; any
 * other ends the family.
 */
export class FakeRefresh {
  readonly sent: string[] = [];
  /** Result to return instead of an exchange. */
  fault: ApiResult<Session> | undefined;
  /** Runs while the response is on its way. */
  meanwhile: () => void | Promise<void> = () => undefined;
  #number: number;
  readonly #family: string;
  readonly #user: Profile;
  #revoked = false;

  constructor(family: string, number: number, user = USER) {
    this.#family = family;
    this.#number = number;
    this.#user = user;
  }

  readonly exchange = async (token: string): Promise<ApiResult<Session>> => {
    this.sent.push(token);
    const answer = this.fault ?? this.#answer(token);
    await this.meanwhile();
    return answer;
  };

  #answer(token: string): ApiResult<Session> {
    const number = Number(token.split('.').at(-1));
    const isOurs = token.startsWith(`us.${this.#family}.`);
    if (!isOurs || this.#revoked) return refused('session_expired');
    if (number < this.#number - 1) {
      this.#revoked = true;
      return refused('session_revoked');
    }
    return { ok: true, value: sessionOf(this.#family, ++this.#number, this.#user) };
  }
}

/** Creates a refused result. */
export function refused(
  slug: 'session_expired' | 'session_revoked' | 'unreachable',
): ApiResult<never> {
  return { ok: false, problem: { slug, detail: slug, fields: {}, retryAfterMs: undefined } };
}

/** Advances the clock until a promise settles. */
export async function advanceWhile<T>(clock: FakeClock, work: Promise<T>): Promise<T> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  work.then(done, done);
  await advanceUntil(clock, () => isDone);
  return work;
}

/** Advances the clock in steps until a condition holds; runs pending promises in between. */
export async function advanceUntil(
  clock: FakeClock,
  isSo: () => boolean,
  stepMs = 100,
): Promise<void> {
  for (let n = 0; !isSo(); n++) {
    if (n > 2000) throw new Error('it never was');
    await nextTask();
    if (!isSo()) clock.advance(stepMs);
  }
}

/** Waits until all pending promise callbacks have run. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
