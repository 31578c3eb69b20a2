import type { LockPort, SavedSignIn, SignInStore } from './sign-in.ts';

const STORAGE_KEY = 'sign-in';

/**
 * The refresh token in localStorage, for all tabs of this origin, and after the browser was closed.
 *
 * A cookie that scripts cannot read would be safer against a foreign script, but it would be third
 * party to the app's own origins, and one for each of three regions. What protects it here: the
 * page runs no foreign script (its content security policy), each exchange replaces the token, and
 * one that is used a second time ends the sign-in.
 */
export class LocalStorageSignInStore implements SignInStore {
  /** Where storage is full or forbidden, the sign-in lasts as long as the page. */
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
      // Forbidden: then nothing was saved either.
    }
  }

  onChange(listener: () => void): void {
    addEventListener('storage', ({ key }) => {
      // Without a key, all of the storage was cleared.
      if (key === STORAGE_KEY || key === null) listener();
    });
  }
}

function parse(text: string | null): SavedSignIn | undefined {
  const { refreshToken, userId } = JSON.parse(text ?? '{}');
  const isWhole = typeof refreshToken === 'string' && typeof userId === 'string';
  return isWhole ? { refreshToken, userId } : undefined;
}

/** The browser's lock over all tabs; where there is none, each page does as if it were alone. */
export class WebLocks implements LockPort {
  async exclusive<T>(work: () => Promise<T>): Promise<T> {
    return navigator.locks === undefined ? work() : navigator.locks.request('sign-in', work);
  }
}
