/**
 * Drawing of a chart: rectangles, paths and texts at fixed places. The unit of all lengths is 1/16
 * rem, so that text grows with the size that a user has chosen. All functions are pure.
 */
export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly marks: readonly Mark[];
}

/** Part of a drawing; `role` decides its look, `series` (from 0) its colour and pattern. */
export type Mark = RectMark | PathMark | TextMark;

export interface RectMark {
  readonly kind: 'rect';
  readonly role: string;
  readonly series?: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PathMark {
  readonly kind: 'path';
  readonly role: string;
  readonly series?: number;
  readonly d: string;
}

export interface TextMark {
  readonly kind: 'text';
  readonly role: TextRole;
  readonly x: number;
  /** Base line. */
  readonly y: number;
  readonly anchor: Anchor;
  readonly text: string;
}

export type Anchor = 'start' | 'middle' | 'end';
export type TextRole = 'label' | 'value' | 'strong';

/** Font sizes. */
export const FONT_SIZE: Readonly<Record<TextRole, number>> = { label: 13, value: 12, strong: 14 };
export const LINE_HEIGHT = 17;

/** Rectangle around a text, by the estimated width. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Returns the estimated width of a text, rather too wide than too narrow for common fonts. */
export function textWidth(text: string, role: TextRole): number {
  let em = 0;
  for (const character of text) em += emOf(character);
  return em * FONT_SIZE[role] * (role === 'strong' ? 1.1 : 1);
}

function emOf(character: string): number {
  if (/[ijl.,:;'|!]/.test(character)) return 0.31;
  if (/[ frtI()-]/.test(character)) return 0.4;
  if (/[mwMW%@]/.test(character)) return 0.95;
  if (/[A-Z0-9]/.test(character)) return 0.67;
  return 0.61;
}

/** Returns the rectangle around a text. */
export function boxOf({ x, y, text, role, anchor }: TextMark): Box {
  const width = textWidth(text, role);
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  const size = FONT_SIZE[role];
  return { left, right: left + width, top: y - 0.78 * size, bottom: y + 0.24 * size };
}

/** Breaks a text into lines of a given width; a longer word has a line of its own. */
export function wrap(text: string, role: TextRole, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const longer = lines.length === 0 ? word : `${lines[lines.length - 1]} ${word}`;
    if (lines.length > 0 && textWidth(longer, role) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** Returns a text that is centred vertically at a height. */
export function centredText(
  text: string,
  x: number,
  middle: number,
  { role = 'label', anchor = 'middle' }: { role?: TextRole; anchor?: Anchor } = {},
): TextMark {
  return { kind: 'text', role, x, y: middle + 0.35 * FONT_SIZE[role], anchor, text };
}

/** Returns lines of text below each other, of which the first begins at a height. */
export function textLines(
  lines: readonly string[],
  x: number,
  top: number,
  options: { role?: TextRole; anchor?: Anchor } = {},
): TextMark[] {
  return lines.map((line, n) =>
    centredText(line, x, top + (n + 0.5) * LINE_HEIGHT, { anchor: 'start', ...options }),
  );
}

/** Returns round values from 0 to at least a maximum, at most six steps. */
export function ticks(max: number): number[] {
  const rough = Math.max(max, 1e-9) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough * (1 - 1e-9)) ?? rough;
  const count = Math.ceil(max / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, n) => Number((n * step).toPrecision(12)));
}

/**
 * Moves values apart to a minimum distance, as little as possible, within limits. The result has
 * the order of the input.
 */
export function spread(
  values: readonly number[],
  distance: number,
  low: number,
  high: number,
): number[] {
  const order = values.map((_, n) => n).sort((a, b) => values[a] - values[b]);
  const moved = order.map((n) => values[n]);
  for (let pass = 0; pass < 100; pass++) {
    for (let n = 1; n < moved.length; n++) {
      const overlap = distance - (moved[n] - moved[n - 1]);
      if (overlap <= 0) continue;
      moved[n - 1] -= overlap / 2;
      moved[n] += overlap / 2;
    }
  }
  for (let n = 0; n < moved.length; n++) {
    moved[n] = Math.max(moved[n], n === 0 ? low : moved[n - 1] + distance);
  }
  for (let n = moved.length - 1; n >= 0; n--) {
    moved[n] = Math.min(moved[n], n === moved.length - 1 ? high : moved[n + 1] - distance);
  }
  const result = [...values];
  order.forEach((place, n) => {
    result[place] = moved[n];
  });
  return result;
}

/** Returns a straight line as path data. */
export function lineTo(x1: number, y1: number, x2: number, y2: number): string {
  return `M${round(x1)} ${round(y1)}L${round(x2)} ${round(y2)}`;
}

/** Rounds a length for path data. */
export function round(length: number): number {
  return Math.round(length * 100) / 100;
}
