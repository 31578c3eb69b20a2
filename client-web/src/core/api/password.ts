import { lengthOf, lengthProblem } from './text-length.ts';

/** Limits of a password's length in characters, as in openapi.yaml. */
export const PASSWORD_MIN = 10;
const PASSWORD_MAX = 256;

/** Password strength, as far as it can be estimated without a dictionary. */
export type Strength = 'short' | 'weak' | 'fair' | 'good';

/** Returns what is wrong with the length of a password, for its user; empty if nothing is. */
export function passwordProblem(password: string, isNew: boolean): string {
  return lengthProblem(password.normalize('NFKC'), PASSWORD_MAX, isNew ? PASSWORD_MIN : 0);
}

/**
 * Estimates the strength of a password: length counts; repetition and the user's own address do
 * not.
 *
 * @param email email of the user; may be empty
 */
export function strengthOf(password: string, email: string): Strength {
  const text = password.normalize('NFKC');
  const length = lengthOf(text);
  if (length < PASSWORD_MIN) return 'short';
  const [name = ''] = email.toLowerCase().split('@');
  const own = name.length >= 3 ? text.toLowerCase().split(name).join('') : text;
  const distinct = new Set(own.toLowerCase()).size;
  if (distinct < 6 || lengthOf(own) < PASSWORD_MIN) return 'weak';
  return length >= 16 && distinct >= 8 ? 'good' : 'fair';
}
