/** Limits of texts in characters, as in openapi.yaml. */
export const EMAIL_MAX = 254;
export const NAME_MAX = 100;

/** Returns the length of a text in characters (code points), as the API counts them. */
export function lengthOf(text: string): number {
  return [...text].length;
}

/** Returns what is wrong with the length of a text, for its user; empty if nothing is. */
export function lengthProblem(text: string, max: number, min = 0): string {
  const length = lengthOf(text);
  if (length > max) return `At most ${max} characters, please. These are ${length}.`;
  return length < min ? `At least ${min} characters, please.` : '';
}

/** Returns what is wrong with the length of a name, for its user; empty if nothing is. */
export function nameProblem(name: string): string {
  return lengthProblem(name.trim().normalize('NFC'), NAME_MAX);
}
