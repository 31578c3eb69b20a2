/** Reconnections in a row before the page gives up, if there is no conversation to go on with. */
export const MAX_RECONNECTS = 8;

const BASE_MS = 250;
const MAX_MS = 4000;

/**
 * How long to wait before a reconnection: none before the first, then at random up to a bound that
 * doubles, so that the clients of a node that went away do not come back in step.
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
 * How long a try may take, from asking for a ticket to the first message of the connection, ms. The
 * way in is patient; a conversation that was lost is better looked for elsewhere soon.
 *
 * @param attempt 0 for the way in, from 1 for reconnections
 */
export function connectTimeoutMs(attempt: number): number {
  if (attempt === 0) return 10_000;
  return attempt <= 3 ? 2000 : 5000;
}
