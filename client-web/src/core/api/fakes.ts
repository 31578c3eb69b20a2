import type { FakeClock } from '../fake-clock.ts';
import type { FetchPort } from './http.ts';
import type { ApiResult, Profile, Session } from './result.ts';
import type { LockPort, SavedSignIn, SignInStore } from './sign-in.ts';

/** What a fake server is asked. */
export interface FakeRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** What it answers; a string is what is wrong with the network. */
export type FakeResponse =
  | 'lost'
  | { readonly status: number; readonly body?: unknown; readonly retryAfter?: number };

/** A network with whatever servers a test wants. */
export class FakeNetwork {
  readonly requests: FakeRequest[] = [];
  /** What is asked although the page may be gone. */
  readonly keepaliveUrls: string[] = [];
  answer: (asked: FakeRequest) => FakeResponse | Promise<FakeResponse> = () => 'lost';

  readonly fetch: FetchPort = async (url, init) => {
    const asked: FakeRequest = {
      url,
      method: init.method ?? 'GET',
      headers: { ...(init.headers as Record<string, string>) },
      body: typeof init.body === 'string' ? JSON.parse(init.body) : undefined,
    };
    this.requests.push(asked);
    if (init.keepalive === true) this.keepaliveUrls.push(url);
    const answer = await Promise.race([this.answer(asked), aborted(init.signal)]);
    if (answer === 'lost') throw new TypeError('Failed to fetch');
    const { status, body, retryAfter } = answer;
    return new Response(body === undefined ? null : JSON.stringify(body), {
      status,
      headers: retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) },
    });
  };

  /** The paths that were asked, each with its host. */
  get urls(): string[] {
    return this.requests.map(({ url }) => url);
  }
}

function aborted(signal: AbortSignal | null | undefined): Promise<'lost'> {
  return new Promise((resolve) => signal?.addEventListener('abort', () => resolve('lost')));
}

/** The problem document of a server. */
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
  consent: { terms_version: '2026-11-01', at: '2026-11-20T14:00:00Z' },
  created_at: '2026-11-20T14:00:00Z',
  attempts: { academic_speaking: 4 },
};

/** A session of a family; its tokens end in the number. */
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

/** The storage of a browser, which its tabs share. */
export class FakeStorage {
  saved: SavedSignIn | undefined;
  readonly #clock: FakeClock;
  readonly #lagMs: number;
  readonly #tabs: FakeSignInStore[] = [];
  /** What tabs do about changes by others. */
  readonly #pending = new Set<Promise<void>>();

  /** @param lagMs after so long a tab sees what another has changed */
  constructor(clock: FakeClock, lagMs = 0) {
    this.#clock = clock;
    this.#lagMs = lagMs;
  }

  get token(): string | undefined {
    return this.saved?.refreshToken;
  }

  /** What an earlier page has left. */
  set token(refreshToken: string) {
    this.saved = { refreshToken, userId: USER.user_id };
    for (const tab of this.#tabs) tab.saved = this.saved;
  }

  /** Another tab. */
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

  /** Waits until every tab has done what it does about changes by others. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  #await(work: Promise<void>): void {
    this.#pending.add(work);
    void work.finally(() => this.#pending.delete(work));
  }
}

/** One tab's view of it. */
export class FakeSignInStore implements SignInStore {
  /** As this tab sees it. */
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

  /** Tells the tab, as a browser does in a task of its own, and waits for what it does. */
  async notify(): Promise<void> {
    await nextTask();
    await this.#listener();
  }
}

/** A lock that all tabs of a test share. */
export class FakeLock implements LockPort {
  #last: Promise<unknown> = Promise.resolve();

  exclusive<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#last.then(work);
    this.#last = next.catch(() => undefined);
    return next;
  }
}

/** Where there is none. */
export const NO_LOCK: LockPort = { exclusive: (work) => work() };

/**
 * Exchanges refresh tokens as the API does: once each, and the newest one's predecessor again; any
 * other ends the family.
 */
export class FakeRefresh {
  readonly sent: string[] = [];
  /** Instead of what is right. */
  fault: ApiResult<Session> | undefined;
  /** Something that happens while the answer is on its way. */
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

/** An answer that says no. */
export function refused(
  slug: 'session_expired' | 'session_revoked' | 'unreachable',
): ApiResult<never> {
  return { ok: false, problem: { slug, detail: slug, fields: {}, retryAfterMs: undefined } };
}

/** Lets time pass until work is done. */
export async function advanceWhile<T>(clock: FakeClock, work: Promise<T>): Promise<T> {
  let isDone = false;
  const done = () => {
    isDone = true;
  };
  work.then(done, done);
  await advanceUntil(clock, () => isDone);
  return work;
}

/** Lets time pass in steps of so many ms until something is so, with all that happens in between. */
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

/** Lets everything happen that waits for nothing but promises. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
