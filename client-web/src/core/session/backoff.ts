/** Reconnections in a row before the page gives up. */
export const MAX_RECONNECTS = 5;

const BASE_MS = 500;
const MAX_MS = 8000;

/**
 * How long to wait before a reconnection: none before the first, then twice as long each time, with
 * jitter, so that the clients of a node that went away do not come back in step.
 *
 * @param attempt from 1
 * @param random from 0 to 1
 * @returns ms
 */
export function backoffMs(attempt: number, random: number): number {
  if (attempt <= 1) return 0;
  const longest = Math.min(MAX_MS, BASE_MS * 2 ** (attempt - 2));
  return Math.round(longest * (0.5 + random / 2));
}
