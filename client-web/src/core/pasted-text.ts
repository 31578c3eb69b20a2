// Normalisers of pasted text, in which mail programs, chats and phones leave invisible characters.
// The API's PastedText does the same; docs/pasted-text.json has the cases of both.

/** White space and other invisible characters. */
const INVISIBLE =
  '\\x09-\\x0d\\x1c-\\x20\\x85\\xa0\\xad\\u034f\\u061c\\u115f\\u1160\\u1680\\u17b4\\u17b5' +
  '\\u180b-\\u180f\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f\\u2800\\u3000\\u3164' +
  '\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\u{16fe4}\\u{1bca0}-\\u{1bca3}\\u{1d159}' +
  '\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}';

const INVISIBLE_AROUND = new RegExp(`^[${INVISIBLE}]*(.*[^${INVISIBLE}])?[${INVISIBLE}]*$`, 'su');

/** Also punctuation, and what keyboards have for a dash. */
const BETWEEN_LETTERS = new RegExp(`[${INVISIBLE}\\p{P}\\u2212\\u30fc]`, 'gu');

/** Returns a code in upper case, without white space, punctuation and invisible characters. */
export function pastedCode(text: string): string {
  return text.normalize('NFKC').replace(BETWEEN_LETTERS, '').toUpperCase();
}

/** Returns an address in Unicode's form NFKC, without white space and the invisible around. */
export function pastedAddress(text: string): string {
  return INVISIBLE_AROUND.exec(text.normalize('NFKC'))?.[1] ?? '';
}
