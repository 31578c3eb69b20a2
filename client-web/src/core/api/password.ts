/** As openapi.yaml has it. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 256;

/** How good a password is, as far as a page can tell without a dictionary. */
export type Strength = 'short' | 'weak' | 'fair' | 'good';

/**
 * Length is what counts; repetition and one's own address do not.
 *
 * @param email the person's; may be empty
 */
export function strengthOf(password: string, email: string): Strength {
  const text = password.normalize('NFKC');
  const length = [...text].length;
  if (length < PASSWORD_MIN) return 'short';
  const [name = ''] = email.toLowerCase().split('@');
  const own = name.length >= 3 ? text.toLowerCase().split(name).join('') : text;
  const distinct = new Set(own.toLowerCase()).size;
  if (distinct < 6 || [...own].length < PASSWORD_MIN) return 'weak';
  return length >= 16 && distinct >= 8 ? 'good' : 'fair';
}
