import type { LockPort, SavedSignIn, SignInStore } from './sign-in.ts';

const STORAGE_KEY = 'sign-in';

/**
 * Sign-in store in localStorage: shared by all tabs of this origin, and kept when the browser is
 * closed.
 *
 * An HttpOnly cookie would be safer against a foreign script, but it would be third party to the
 * app's own origins, and one for each of three regions. What protects the refresh token here: the
 * page runs no foreign script (its content security policy), each exchange rotates the token, and a
 * token that is reused ends the sign-in.
 */
export class LocalStorageSignInStore implements SignInStore {
  /** In-memory copy where storage is full or forbidden; it lasts as long as the page. */
  #unsaved: SavedSignIn | undefined;

  async load(): Promise<SavedSignIn | undefined> {
    try {
      return this.#unsaved ?? parse(localStorage.getItem(STORAGE_KEY));
    } catch {
      return this.#unsaved;
    }
  }

  async save(saved: SavedSignIn): Promise<void> {
    try {
      localStorage.setItem(STORAGE_KEY, JSON.stringify(saved));
      this.#unsaved = undefined;
    } catch {
      this.#unsaved = saved;
    }
  }

  async clear(): Promise<void> {
    this.#unsaved = undefined;
    try {
      localStorage.removeItem(STORAGE_KEY);
    } catch {
      // Storage is forbidden: nothing was saved either.
    }
  }

  onChange(listener: () => void): void {
    addEventListener('storage', ({ key }) => {
      // A null key means that all of the storage was cleared.
      if (key === STORAGE_KEY || key === null) listener();
    });
  }
}

function parse(text: string | null): SavedSignIn | undefined {
  const { refreshToken, userId } = JSON.parse(text ?? '{}');
  const isWhole = typeof refreshToken === 'string' && typeof userId === 'string';
  return isWhole ? { refreshToken, userId } : undefined;
}

/** Web Locks of this origin; without browser support each page works unlocked. */
export class WebLocks implements LockPort {
  async exclusive<T>(work: () => Promise<T>): Promise<T> {
    return navigator.locks === undefined ? work() : navigator.locks.request('sign-in', work);
  }
}
