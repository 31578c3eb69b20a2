/** Maximum number of reconnections in a row where there is no conversation to resume. */
export const MAX_RECONNECTS = 8;

const BASE_MS = 250;
const MAX_MS = 4000;

/**
 * Returns the backoff before a reconnection: none before the first, then at random (full jitter) up
 * to a bound that doubles, so that the clients of a lost node do not come back in step.
 *
 * @param attempt from 1
 * @param random from 0 to 1
 * @returns ms
 */
export function backoffMs(attempt: number, random: number): number {
  if (attempt <= 1) return 0;
  return Math.round(Math.min(MAX_MS, BASE_MS * 2 ** (attempt - 2)) * random);
}

/**
 * Returns the timeout of an attempt, from requesting a ticket to the first message on the
 * connection, ms. The initial connection may take long; a reconnection had better try another node
 * soon.
 *
 * @param attempt 0 for the initial connection, from 1 for reconnections
 */
export function connectTimeoutMs(attempt: number): number {
  if (attempt === 0) return 10_000;
  return attempt <= 3 ? 2000 : 5000;
}
