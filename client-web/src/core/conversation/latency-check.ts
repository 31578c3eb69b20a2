/** What to tell the candidate about the way to Maya. */
export interface LatencyCheck {
  /** Answers at once, whatever it is asked. */
  readonly probeUrl: string;
  /** Round trips from which the way is slow, or bad, ms. */
  readonly thresholds: { readonly slow: number; readonly bad: number };
  readonly notices: { readonly slow: string; readonly bad: string };
}

/** What there is to say about this round trip, ms; undefined if nothing. */
export function latencyNotice(
  { thresholds, notices }: LatencyCheck,
  roundTripMs: number,
): string | undefined {
  if (roundTripMs >= thresholds.bad) return notices.bad;
  return roundTripMs >= thresholds.slow ? notices.slow : undefined;
}
