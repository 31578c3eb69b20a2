import type { ApiProblem, ProblemSlug } from '../api/result.ts';

const TRANSIENT: ReadonlySet<ProblemSlug> = new Set<ProblemSlug>([
  'unreachable',
  'unexpected',
  'unavailable',
  'internal',
  'too_many_requests',
  'could_not_be_marked',
  // The submission continues after the next sign-in.
  'unauthenticated',
  'session_expired',
  'session_revoked',
]);

/** Returns true for a transient problem: the same request may succeed later. */
export function isTransient({ slug }: ApiProblem): boolean {
  return TRANSIENT.has(slug);
}
