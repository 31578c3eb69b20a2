/** Reason why the microphone could not be opened. */
export type CaptureProblem =
  /** Denied by the candidate, the browser or a policy. */
  | 'denied'
  /** No microphone is connected. */
  | 'missing'
  /** Another program holds the microphone, or the system failed to start it. */
  | 'busy'
  /** The browser lacks a feature, or the page is no secure context. */
  | 'unsupported';

/** Maps an error of `getUserMedia` (Media Capture and Streams, section 10.2). */
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
      // NotReadableError, AbortError, InvalidStateError, and any new name.
      return 'busy';
  }
}
