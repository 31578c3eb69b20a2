import type { Draft } from './draft.ts';

/** Store of drafts in this browser, one for each account. What it holds is sent nowhere. */
export interface DraftStore {
  /** Returns the draft of an account; undefined if there is none. */
  load(userId: string): Draft | undefined;
  /**
   * Saves the draft of an account.
   *
   * @returns false if the browser's storage is full or forbidden
   */
  save(userId: string, draft: Draft): boolean;
  /** Deletes the draft of an account. */
  clear(userId: string): void;
  /** Deletes the drafts of all accounts but one, if given. */
  clearAll(exceptUserId?: string): void;
  /** Deletes the drafts of all accounts that were started before a wall time, ms. */
  clearStartedBefore(wallTime: number): void;
  /** Calls a listener when another page has changed the draft of an account. */
  onChange(listener: (userId: string) => void): void;
}
