import type { Evidence } from '../api/writing-types.ts';

/** Part of a text; quoted as evidence if it has a kind. */
export interface TextPart {
  readonly text: string;
  readonly kind?: Evidence['kind'];
  readonly comment?: string;
}

interface Span {
  readonly from: number;
  readonly to: number;
  readonly evidence: Evidence;
}

/** Splits a text at the quotes that occur in it. Where two overlap, the first in the text counts. */
export function highlight(text: string, evidence: readonly Evidence[]): readonly TextPart[] {
  const spans: Span[] = evidence
    .map((item) => ({ at: item.quote === '' ? -1 : text.indexOf(item.quote), evidence: item }))
    .filter(({ at }) => at >= 0)
    .map(({ at, evidence: item }) => ({ from: at, to: at + item.quote.length, evidence: item }))
    .sort((a, b) => a.from - b.from || b.to - a.to);
  const parts: TextPart[] = [];
  let end = 0;
  for (const { from, to, evidence: item } of spans) {
    if (from < end) continue;
    if (from > end) parts.push({ text: text.slice(end, from) });
    parts.push({ text: text.slice(from, to), kind: item.kind, comment: item.comment });
    end = to;
  }
  if (end < text.length) parts.push({ text: text.slice(end) });
  return parts;
}
