import type { ClockPort } from '../clock.ts';
import { Store } from '../store.ts';
import type { Answer, Profile, Session } from './answer.ts';

/** An access token is renewed so long before it ends, ms. */
const EARLY_MS = 60_000;
/** What one page saves, another sees after so long at the latest, ms: it is another process. */
const SETTLE_MS = 100;

/** Who is signed in. */
export type SignInState =
  /** There is a refresh token, and its session is being asked for. */
  | { readonly name: 'checking' }
  /** There is a refresh token, but nobody to give a session for it. */
  | { readonly name: 'unreachable' }
  /** Ended: not by the person. Unheard: by the person, but the API does not know. */
  | { readonly name: 'out'; readonly reason: 'none' | 'ended' | 'unheard' }
  | { readonly name: 'in'; readonly user: Profile };

/** What is kept of a sign-in, for every page of the app. */
export interface Kept {
  readonly refreshToken: string;
  readonly userId: string;
}

/** Keeps it. What another page has saved or wiped may be seen a moment later. */
export interface SignInStore {
  load(): Promise<Kept | undefined>;
  save(kept: Kept): Promise<void>;
  wipe(): Promise<void>;
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
  readonly refresh: (token: string) => Promise<Answer<Session>>;
}

interface Access {
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
  #access: Access | undefined;
  #renewal: Promise<string | undefined> | undefined;

  constructor(ports: SignInPorts) {
    this.#ports = ports;
    ports.store.onChange(() => this.#changedElsewhere());
  }

  /** The newest state; the same object until it changes. */
  readonly state = this.#store.state;

  /** Calls back after each change of the state; the answer unsubscribes. */
  readonly subscribe = this.#store.subscribe;

  /** Takes up the sign-in that an earlier page has left, or finds that there is none. */
  readonly open = async (): Promise<void> => {
    if (this.state().name === 'unreachable') this.#store.set({ name: 'checking' });
    await this.#renewed();
  };

  /** A session was given to this page. */
  async begin(session: Session): Promise<void> {
    const { refresh_token: refreshToken, user } = session;
    await this.#ports.store.save({ refreshToken, userId: user.user_id });
    this.#take(session);
  }

  /** The person changed their profile. */
  updated(user: Profile): void {
    if (this.state().name === 'in') this.#store.set({ name: 'in', user });
  }

  /**
   * Forgets the session, here and on every other page.
   *
   * @param heard whether the API knows
   */
  async end(heard: boolean): Promise<void> {
    this.#leave(heard ? 'none' : 'unheard');
    await this.#ports.store.wipe();
  }

  /** An access token; undefined if nobody is signed in, or none can be had. */
  async token(): Promise<string | undefined> {
    if (this.#access !== undefined && this.#ports.clock.date() < this.#access.renewAt) {
      return this.#access.token;
    }
    return this.#renewed();
  }

  /** Another access token than this one, which was refused. */
  async tokenAfter(refused: string): Promise<string | undefined> {
    return this.#access?.token === refused ? this.#renewed() : this.token();
  }

  /** One exchange at a time: a token that two ask for is asked for once. */
  #renewed(): Promise<string | undefined> {
    this.#renewal ??= this.#inTurn().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  /**
   * Exchanges the token under the lock, and keeps that until all pages see the new one: who reads
   * an old token is forgiven once, but who reads one that was exchanged twice ends the sign-in.
   */
  #inTurn(): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const work = async () => {
        const token = await this.#exchange();
        resolve(token);
        if (token !== undefined) await this.#settled();
      };
      this.#ports.lock.exclusive(work).catch(reject);
    });
  }

  #settled(): Promise<void> {
    return new Promise((resolve) => this.#ports.clock.after(SETTLE_MS, resolve));
  }

  async #exchange(): Promise<string | undefined> {
    const { store, refresh } = this.#ports;
    for (;;) {
      const sent = (await store.load())?.refreshToken;
      if (sent === undefined) return this.#leave('none');
      const answer = await refresh(sent);
      // Meanwhile somebody signed in or out, or a page without the lock was quicker.
      if ((await store.load())?.refreshToken !== sent) continue;
      if (answer.ok) {
        await this.begin(answer.value);
        return answer.value.access_token;
      }
      const { slug } = answer.trouble;
      if (slug === 'session_expired' || slug === 'session_revoked') {
        // Not what somebody has begun anew on another page just now.
        await this.#settled();
        if ((await store.load())?.refreshToken !== sent) continue;
        await store.wipe();
        return this.#leave('ended');
      }
      if (this.state().name !== 'in') this.#store.set({ name: 'unreachable' });
      return undefined;
    }
  }

  async #changedElsewhere(): Promise<void> {
    const kept = await this.#ports.store.load();
    if (kept === undefined) {
      this.#leave('none');
    } else if (kept.userId !== this.#access?.userId) {
      this.#access = undefined;
      this.#store.set({ name: 'checking' });
      await this.#renewed();
    }
  }

  #take({ access_token, expires_in, user }: Session): void {
    this.#access = {
      token: access_token,
      userId: user.user_id,
      renewAt: this.#ports.clock.date() + expires_in * 1000 - EARLY_MS,
    };
    this.#store.set({ name: 'in', user });
  }

  #leave(reason: 'none' | 'ended' | 'unheard'): undefined {
    this.#access = undefined;
    if (this.state().name !== 'out') this.#store.set({ name: 'out', reason });
  }
}
