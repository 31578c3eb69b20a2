import { centredText, LINE_HEIGHT, type Mark, textWidth } from './scene.ts';

const SWATCH = 14;
const GAP = 18;

/** Legend above a plot: marks, and the height that they take. */
export interface Legend {
  readonly marks: readonly Mark[];
  readonly height: number;
}

/** Lays out a swatch and a name for each series, in as many rows as needed. */
export function layOutLegend(names: readonly string[], width: number, top: number): Legend {
  const marks: Mark[] = [];
  let x = 0;
  let y = top;
  names.forEach((name, series) => {
    const needed = SWATCH + 7 + textWidth(name, 'label');
    if (x > 0 && x + needed > width) {
      x = 0;
      y += LINE_HEIGHT + 5;
    }
    marks.push(
      { kind: 'rect', role: 'data', series, x: x + 1, y: y + 2, width: SWATCH, height: SWATCH },
      centredText(name, x + SWATCH + 7, y + 2 + SWATCH / 2, { anchor: 'start' }),
    );
    x += needed + GAP;
  });
  return { marks, height: y - top + LINE_HEIGHT + 5 };
}
