import { randomBytes, randomUUID } from 'node:crypto';
import type { Profile, Session } from '../../src/core/api/result.ts';

/** Account of the fake API. */
export interface Account {
  user: Profile;
  password: string;
}

/** Sign-in with its current refresh tokens. */
interface SignIn {
  readonly account: Account;
  /** Unused refresh tokens; more than one if a response was lost. */
  current: readonly string[];
  /** Token that was exchanged for all of them. */
  previous: string | undefined;
}

/** Maximum number of unused refresh tokens per sign-in. */
const MAX_CURRENT_TOKENS = 8;

/** QR sign-in that another device is to approve. */
export interface QrEntry {
  readonly token: string;
  readonly userCode: string;
  readonly secret: string;
  state: 'pending' | 'approved' | 'denied' | 'used' | 'expired';
  by?: Account;
}

/** Accounts, sign-ins and QR codes of the fake API, in memory. */
export class FakeAccounts {
  readonly byEmail = new Map<string, Account>();
  /** Accounts by access token. */
  readonly #accessTokens = new Map<string, Account>();
  /** Sign-ins by the prefix of their refresh tokens. */
  readonly #signIns = new Map<string, SignIn>();
  readonly #qr: QrEntry[] = [];
  /** Callbacks that create accounts, by registration secret. */
  readonly #registrations = new Map<string, () => void>();

  /** Creates a confirmed account. */
  create(email = 'alex@example.com', password = 'seven green lanterns'): Account {
    const user: Profile = {
      user_id: randomUUID(),
      email,
      name: 'Alex',
      age_confirmed: true,
      consent: { terms_version: '2026-11-30', at: new Date().toISOString() },
      created_at: '2026-10-03T08:00:00Z',
      attempts: { academic_speaking: 4 },
    };
    const account: Account = { user, password };
    this.byEmail.set(email, account);
    return account;
  }

  /** Registers an account that is still to be confirmed; returns the secret of the registration. */
  register(
    email: string,
    password: string,
    said: Pick<Profile, 'consent'> & { name?: string },
  ): string {
    const registration = secret();
    this.#registrations.set(registration, () => {
      const account = this.create(email, password);
      const { name: _, ...nameless } = account.user;
      account.user = { ...nameless, ...said, attempts: {} };
    });
    return registration;
  }

  isRegistration(registration: string): boolean {
    return this.#registrations.has(registration);
  }

  /** Creates the account of a registration, once. */
  confirm(registration: string): boolean {
    this.#registrations.get(registration)?.();
    return this.#registrations.delete(registration);
  }

  /** Returns the first account; creates it if necessary. */
  defaultAccount(): Account {
    return this.byEmail.values().next().value ?? this.create();
  }

  /** Signs an account in. */
  newSession(account: Account): Session {
    const name = `us.${secret().slice(0, 22)}`;
    const session = this.#tokens(name, account);
    this.#signIns.set(name, { account, current: [session.refresh_token], previous: undefined });
    return session;
  }

  /** Ends all sign-ins of an account. */
  revokeSessions(account: Account): void {
    for (const [token, owner] of this.#accessTokens)
      if (owner === account) this.#accessTokens.delete(token);
    for (const [name, signIn] of this.#signIns) {
      if (signIn.account === account) this.#signIns.delete(name);
    }
  }

  /** Expires all access tokens; the refresh tokens stay valid. */
  expireAccessTokens(): void {
    this.#accessTokens.clear();
  }

  /** Returns the account of an access token. */
  byAccessToken(accessToken: string): Account | undefined {
    return this.#accessTokens.get(accessToken);
  }

  /**
   * Exchanges a refresh token as the API does: once, and again until a successor was used. Any
   * other token ends the sign-in.
   */
  exchange(refreshToken: string): Session | 'session_expired' | 'session_revoked' {
    const name = refreshToken.slice(0, refreshToken.lastIndexOf('.'));
    const signIn = this.#signIns.get(name);
    if (signIn === undefined) return 'session_expired';
    const isNew = signIn.current.includes(refreshToken);
    if (!isNew && signIn.previous !== refreshToken) {
      this.#signIns.delete(name);
      return 'session_revoked';
    }
    const session = this.#tokens(name, signIn.account);
    signIn.current = [session.refresh_token, ...(isNew ? [] : signIn.current)].slice(
      0,
      MAX_CURRENT_TOKENS,
    );
    signIn.previous = refreshToken;
    return session;
  }

  /** Creates a QR sign-in. */
  newQr(): QrEntry {
    const entry: QrEntry = {
      token: `us.${secret().slice(0, 22)}`,
      userCode: `VBCD-FGH${'BCDFGHJKLM'[this.#qr.length % 10]}`,
      secret: secret(),
      state: 'pending',
    };
    this.#qr.push(entry);
    return entry;
  }

  /** Finds a QR sign-in by token or user code. */
  findQr(name: string): QrEntry | undefined {
    const plain = name.replace(/[-\s]/g, '').toUpperCase();
    return this.#qr.findLast(
      ({ token, userCode }) => token === name || userCode.replace('-', '') === plain,
    );
  }

  /** Returns the token of the newest QR sign-in. */
  newestQrToken(): string {
    return this.#qr.at(-1)?.token ?? '';
  }

  /** Expires all pending QR sign-ins. */
  expireQr(): void {
    for (const entry of this.#qr) if (entry.state === 'pending') entry.state = 'expired';
  }

  #tokens(name: string, account: Account): Session {
    const session: Session = {
      token_type: 'Bearer',
      access_token: `us.${secret()}`,
      expires_in: 3600,
      refresh_token: `${name}.${secret()}`,
      refresh_expires_in: 5_184_000,
      user: account.user,
    };
    this.#accessTokens.set(session.access_token, account);
    return session;
  }
}

function secret(): string {
  return randomBytes(32).toString('base64url');
}
