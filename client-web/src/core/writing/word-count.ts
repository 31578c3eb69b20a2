// Word count of the writing test. The API's WordCount documents the rule and does the same;
// docs/word-count.json has the cases of both.

const LETTER = 0;
const DIGIT = 1;
const JOINER = 2;
const FULL_STOP = 3;
const NUMBER_SEPARATOR = 4;
const OTHER = 5;
const IGNORED = 6;

/** Apostrophes and hyphens. */
const JOINERS =
  /['`\u00b4\u02b9\u02bb-\u02bd\u2018\u2019\u201b\u2032\u1fef\u1ffd\uff07\-\u2010\u2011\ufe63\uff0d]/u;

/** Marks, format characters, and letters of Hangul that show nothing. */
const INVISIBLE = /[\p{M}\p{Cf}\u115f\u1160\u3164\uffa0]/u;

const KEYCAP = '\u20e3';

const ASCII = Array.from({ length: 128 }, (_, code) => classified(String.fromCharCode(code)));

function classified(character: string): number {
  if (character === '.') return FULL_STOP;
  if (character === ',' || character === ':' || character === '/') return NUMBER_SEPARATOR;
  if (JOINERS.test(character)) return JOINER;
  if (INVISIBLE.test(character)) return IGNORED;
  if (/\p{L}/u.test(character)) return LETTER;
  return /\p{N}/u.test(character) ? DIGIT : OTHER;
}

/** Returns the kinds of all characters but the ignored ones. */
function kindsOf(text: string): number[] {
  const kinds: number[] = [];
  for (const character of text) {
    if (character === KEYCAP && kinds.length > 0) kinds[kinds.length - 1] = OTHER;
    const kind = ASCII[character.charCodeAt(0)] ?? classified(character);
    if (kind !== IGNORED) kinds.push(kind);
  }
  return kinds;
}

/** Returns the number of words, in time linear in the length of the text. */
export function wordCount(text: string): number {
  const kinds = kindsOf(text);
  const isInWord = (i: number) => kinds[i] === LETTER || kinds[i] === DIGIT;
  const isEdge = (i: number) => !isInWord(i) && kinds[i] !== JOINER;
  const isBetween = (kind: number, i: number) => kinds[i - 1] === kind && kinds[i + 1] === kind;
  const isInAbbreviation = (i: number) => isBetween(LETTER, i) && isEdge(i - 2) && isEdge(i + 2);
  const isJoined = (i: number) => {
    if (isInWord(i - 1)) return true;
    if (kinds[i - 1] === JOINER) return isInWord(i - 2);
    if (kinds[i - 1] === NUMBER_SEPARATOR) return isBetween(DIGIT, i - 1);
    return kinds[i - 1] === FULL_STOP && (isBetween(DIGIT, i - 1) || isInAbbreviation(i - 1));
  };
  return kinds.filter((_, i) => isInWord(i) && !isJoined(i)).length;
}
