import type { ClockPort } from '../clock.ts';
import { Store } from '../store.ts';
import type { ApiResult, Profile, Session } from './result.ts';

/** Time before its expiry at which an access token is renewed, ms. */
const RENEW_EARLY_MS = 60_000;
/** Maximum delay until another page, which is another process, sees a saved value, ms. */
const STORAGE_SETTLE_MS = 100;

/** State of the sign-in. */
export type SignInState =
  /** A saved refresh token is being exchanged. */
  | { readonly name: 'checking' }
  /** There is a refresh token, but no region could exchange it. */
  | { readonly name: 'unreachable' }
  /** Signed out. `ended`: by the API; `notRevoked`: by the user, but the API could not be told. */
  | { readonly name: 'out'; readonly reason: 'none' | 'ended' | 'notRevoked' }
  | { readonly name: 'in'; readonly user: Profile };

/** Saved part of a sign-in, shared by all pages of the app. */
export interface SavedSignIn {
  readonly refreshToken: string;
  readonly userId: string;
}

/** Store of the sign-in. Another page may see a change a moment later. */
export interface SignInStore {
  load(): Promise<SavedSignIn | undefined>;
  save(saved: SavedSignIn): Promise<void>;
  clear(): Promise<void>;
  /** Calls a listener when another page has changed the saved sign-in. */
  onChange(listener: () => void): void;
}

/** Mutual exclusion between the pages of the app. */
export interface LockPort {
  exclusive<T>(work: () => Promise<T>): Promise<T>;
}

/** Ports of a sign-in. */
export interface SignInPorts {
  readonly store: SignInStore;
  readonly lock: LockPort;
  readonly clock: ClockPort;
  /** Exchanges a refresh token for a session. */
  readonly refresh: (token: string) => Promise<ApiResult<Session>>;
  /** Deletes what else this browser holds of a user who signs out here. */
  readonly onSignOut?: () => void;
}

interface AccessToken {
  readonly token: string;
  readonly userId: string;
  /** Wall time, because a device may sleep for longer than a token is valid. */
  readonly renewAt: number;
}

/**
 * Sign-in of this page. The access token is in memory only. The refresh token, which each exchange
 * rotates, is shared by all pages: they exchange it one at a time, and follow each other's sign-in
 * and sign-out.
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

  /** Returns the current state; the same object until it changes. */
  readonly state = this.#store.state;

  /** Calls a listener after each change of the state; returns the unsubscriber. */
  readonly subscribe = this.#store.subscribe;

  /** Restores the saved sign-in, if there is one. */
  readonly restore = async (): Promise<void> => {
    if (this.state().name === 'unreachable') this.#store.set({ name: 'checking' });
    await this.#renewOnce();
  };

  /** Signs in with a session that the API has issued. */
  async accept(session: Session): Promise<void> {
    const { refresh_token: refreshToken, user } = session;
    await this.#ports.store.save({ refreshToken, userId: user.user_id });
    this.#setSession(session);
  }

  /** Replaces the user's profile after a change. */
  updateProfile(user: Profile): void {
    if (this.state().name === 'in') this.#store.set({ name: 'in', user });
  }

  /**
   * Deletes the session here and on every other page.
   *
   * @param revoked whether the API has revoked it
   */
  async signOut(revoked: boolean): Promise<void> {
    this.#ports.onSignOut?.();
    this.#setSignedOut(revoked ? 'none' : 'notRevoked');
    await this.#ports.store.clear();
  }

  /** Returns a valid access token, renewed if necessary; undefined if there is none. */
  async accessToken(): Promise<string | undefined> {
    if (
      this.#accessToken !== undefined &&
      this.#ports.clock.wallTime() < this.#accessToken.renewAt
    ) {
      return this.#accessToken.token;
    }
    return this.#renewOnce();
  }

  /** Returns an access token that replaces a refused one. */
  async accessTokenAfter(refused: string): Promise<string | undefined> {
    return this.#accessToken?.token === refused ? this.#renewOnce() : this.accessToken();
  }

  /** Shares one exchange among concurrent callers. */
  #renewOnce(): Promise<string | undefined> {
    this.#renewal ??= this.#exchangeLocked().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  /**
   * Exchanges the refresh token under the lock, and holds the lock until all pages see the new
   * token. The API accepts the previous token once more, but one that was rotated twice ends the
   * sign-in (refresh-token reuse detection).
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
      const result = await refresh(sent);
      // Signed in or out meanwhile, or a page without the lock was faster.
      if ((await store.load())?.refreshToken !== sent) continue;
      if (result.ok) {
        await this.accept(result.value);
        return result.value.access_token;
      }
      const { slug } = result.problem;
      if (slug === 'session_expired' || slug === 'session_revoked') {
        // Another page may just have signed in anew.
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
