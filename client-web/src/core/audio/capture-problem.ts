/** Why there is no microphone. */
export type CaptureProblem =
  /** The candidate, the browser or a policy said no. */
  | 'denied'
  /** There is none. */
  | 'missing'
  /** Another program holds it, or the system failed to start it. */
  | 'busy'
  /** The browser lacks what is needed, or the page was not loaded securely. */
  | 'unsupported';

/** Names what `getUserMedia` threw (Media Capture and Streams, section 10.2). */
export function captureProblemOf(error: unknown): CaptureProblem {
  switch (error instanceof Error ? error.name : '') {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'denied';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'missing';
    case 'NotSupportedError':
    case 'TypeError':
      return 'unsupported';
    default:
      // NotReadableError, AbortError, InvalidStateError, and what browsers may yet invent.
      return 'busy';
  }
}
