/** Latency check: how to measure the round trip to Maya, and which notice to show. */
export interface LatencyCheck {
  /** Address that responds at once. */
  readonly probeUrl: string;
  /** Round-trip times from which a notice is shown, ms. */
  readonly thresholds: { readonly slow: number; readonly bad: number };
  readonly notices: { readonly slow: string; readonly bad: string };
}

/** Returns the notice for a round-trip time, ms; undefined if there is none. */
export function latencyNotice(
  { thresholds, notices }: LatencyCheck,
  roundTripMs: number,
): string | undefined {
  if (roundTripMs >= thresholds.bad) return notices.bad;
  return roundTripMs >= thresholds.slow ? notices.slow : undefined;
}
