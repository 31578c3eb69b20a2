import type { ClockPort } from '../clock.ts';
import { Store } from '../store.ts';
import type { ApiResult, Profile, Session } from './result.ts';

/** An access token is renewed so long before it ends, ms. */
const RENEW_EARLY_MS = 60_000;
/** What one page saves, another sees after so long at the latest, ms: it is another process. */
const STORAGE_SETTLE_MS = 100;

/** Who is signed in. */
export type SignInState =
  /** There is a refresh token, and its session is being asked for. */
  | { readonly name: 'checking' }
  /** There is a refresh token, but nobody to give a session for it. */
  | { readonly name: 'unreachable' }
  /** Ended: not by the person. Unheard: by the person, but the API does not know. */
  | { readonly name: 'out'; readonly reason: 'none' | 'ended' | 'notRevoked' }
  | { readonly name: 'in'; readonly user: Profile };

/** What is kept of a sign-in, for every page of the app. */
export interface SavedSignIn {
  readonly refreshToken: string;
  readonly userId: string;
}

/** Keeps it. What another page has saved or wiped may be seen a moment later. */
export interface SignInStore {
  load(): Promise<SavedSignIn | undefined>;
  save(saved: SavedSignIn): Promise<void>;
  clear(): Promise<void>;
  /** Calls back when another page has changed it. */
  onChange(listener: () => void): void;
}

/** Lets one page at a time do something. */
export interface LockPort {
  exclusive<T>(work: () => Promise<T>): Promise<T>;
}

/** What a sign-in needs of the outside. */
export interface SignInPorts {
  readonly store: SignInStore;
  readonly lock: LockPort;
  readonly clock: ClockPort;
  /** Exchanges a refresh token for a session. */
  readonly refresh: (token: string) => Promise<ApiResult<Session>>;
}

interface AccessToken {
  readonly token: string;
  readonly userId: string;
  /** By the date: a device may sleep for longer than a token is good. */
  readonly renewAt: number;
}

/**
 * Who is signed in on this page. The access token is in memory only; the refresh token, which each
 * exchange replaces, is shared by all pages: they exchange it one at a time, and follow each other
 * in and out.
 */
export class SignIn {
  readonly #ports: SignInPorts;
  readonly #store = new Store<SignInState>({ name: 'checking' });
  #accessToken: AccessToken | undefined;
  #renewal: Promise<string | undefined> | undefined;

  constructor(ports: SignInPorts) {
    this.#ports = ports;
    ports.store.onChange(() => this.#onStorageChange());
  }

  /** The newest state; the same object until it changes. */
  readonly state = this.#store.state;

  /** Calls back after each change of the state; the answer unsubscribes. */
  readonly subscribe = this.#store.subscribe;

  /** Takes up the sign-in that an earlier page has left, or finds that there is none. */
  readonly restore = async (): Promise<void> => {
    if (this.state().name === 'unreachable') this.#store.set({ name: 'checking' });
    await this.#renewOnce();
  };

  /** A session was given to this page. */
  async accept(session: Session): Promise<void> {
    const { refresh_token: refreshToken, user } = session;
    await this.#ports.store.save({ refreshToken, userId: user.user_id });
    this.#setSession(session);
  }

  /** The person changed their profile. */
  updateProfile(user: Profile): void {
    if (this.state().name === 'in') this.#store.set({ name: 'in', user });
  }

  /**
   * Forgets the session, here and on every other page.
   *
   * @param revoked whether the API knows
   */
  async signOut(revoked: boolean): Promise<void> {
    this.#setSignedOut(revoked ? 'none' : 'notRevoked');
    await this.#ports.store.clear();
  }

  /** An access token; undefined if nobody is signed in, or none can be had. */
  async accessToken(): Promise<string | undefined> {
    if (
      this.#accessToken !== undefined &&
      this.#ports.clock.wallTime() < this.#accessToken.renewAt
    ) {
      return this.#accessToken.token;
    }
    return this.#renewOnce();
  }

  /** Another access token than this one, which was refused. */
  async accessTokenAfter(refused: string): Promise<string | undefined> {
    return this.#accessToken?.token === refused ? this.#renewOnce() : this.accessToken();
  }

  /** One exchange at a time: a token that two ask for is asked for once. */
  #renewOnce(): Promise<string | undefined> {
    this.#renewal ??= this.#exchangeLocked().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  /**
   * Exchanges the token under the lock, and keeps that until all pages see the new one: who reads
   * an old token is forgiven once, but who reads one that was exchanged twice ends the sign-in.
   */
  #exchangeLocked(): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const work = async () => {
        const token = await this.#exchange();
        resolve(token);
        if (token !== undefined) await this.#waitForStorage();
      };
      this.#ports.lock.exclusive(work).catch(reject);
    });
  }

  #waitForStorage(): Promise<void> {
    return new Promise((resolve) => this.#ports.clock.schedule(STORAGE_SETTLE_MS, resolve));
  }

  async #exchange(): Promise<string | undefined> {
    const { store, refresh } = this.#ports;
    for (;;) {
      const sent = (await store.load())?.refreshToken;
      if (sent === undefined) return this.#setSignedOut('none');
      const answer = await refresh(sent);
      // Meanwhile somebody signed in or out, or a page without the lock was quicker.
      if ((await store.load())?.refreshToken !== sent) continue;
      if (answer.ok) {
        await this.accept(answer.value);
        return answer.value.access_token;
      }
      const { slug } = answer.problem;
      if (slug === 'session_expired' || slug === 'session_revoked') {
        // Not what somebody has begun anew on another page just now.
        await this.#waitForStorage();
        if ((await store.load())?.refreshToken !== sent) continue;
        await store.clear();
        return this.#setSignedOut('ended');
      }
      if (this.state().name !== 'in') this.#store.set({ name: 'unreachable' });
      return undefined;
    }
  }

  async #onStorageChange(): Promise<void> {
    const saved = await this.#ports.store.load();
    if (saved === undefined) {
      this.#setSignedOut('none');
    } else if (saved.userId !== this.#accessToken?.userId) {
      this.#accessToken = undefined;
      this.#store.set({ name: 'checking' });
      await this.#renewOnce();
    }
  }

  #setSession({ access_token, expires_in, user }: Session): void {
    this.#accessToken = {
      token: access_token,
      userId: user.user_id,
      renewAt: this.#ports.clock.wallTime() + expires_in * 1000 - RENEW_EARLY_MS,
    };
    this.#store.set({ name: 'in', user });
  }

  #setSignedOut(reason: 'none' | 'ended' | 'notRevoked'): undefined {
    this.#accessToken = undefined;
    if (this.state().name !== 'out') this.#store.set({ name: 'out', reason });
  }
}
