import { type Draft, parseDraft } from './draft.ts';
import type { DraftStore } from './draft-store.ts';

const PREFIX = 'writing-draft.';

/**
 * Draft store in localStorage: survives a reload and the end of the browser, and is written
 * synchronously, so also while the page is being closed.
 */
export class LocalStorageDraftStore implements DraftStore {
  load(userId: string): Draft | undefined {
    try {
      return parseDraft(localStorage.getItem(PREFIX + userId));
    } catch {
      return undefined;
    }
  }

  save(userId: string, draft: Draft): boolean {
    try {
      localStorage.setItem(PREFIX + userId, JSON.stringify(draft));
      return true;
    } catch {
      return false;
    }
  }

  clear(userId: string): void {
    try {
      localStorage.removeItem(PREFIX + userId);
    } catch {
      // Storage is forbidden: nothing was saved either.
    }
  }

  clearAll(exceptUserId?: string): void {
    this.#clear((key) => key !== PREFIX + exceptUserId);
  }

  clearStartedBefore(wallTime: number): void {
    this.#clear((key) => {
      const draft = parseDraft(localStorage.getItem(key));
      return draft === undefined || draft.startedAt < wallTime;
    });
  }

  #clear(isWanted: (key: string) => boolean): void {
    try {
      const keys = Object.keys(localStorage).filter((key) => key.startsWith(PREFIX));
      for (const key of keys) if (isWanted(key)) localStorage.removeItem(key);
    } catch {
      // As above.
    }
  }

  onChange(listener: (userId: string) => void): void {
    addEventListener('storage', ({ key }) => {
      if (key?.startsWith(PREFIX)) listener(key.slice(PREFIX.length));
    });
  }
}
