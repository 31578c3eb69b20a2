import type { Degree } from '../../core/api/writing-types.ts';
import { DEGREE } from './report-words.ts';

const SHAPE: Readonly<Record<Degree, string>> = {
  yes: 'M5 10.5 8.5 14 15 6.5',
  partly: 'M5 10h10',
  no: 'M6 6l8 8M14 6l-8 8',
};

/** Mark of a checklist item: yes, partly or no, as a word and a shape. */
export function DegreeMark({ degree }: { readonly degree: Degree }) {
  return (
    <span className="degree" data-degree={degree}>
      <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
        <path d={SHAPE[degree]} />
      </svg>
      {DEGREE[degree]}
    </span>
  );
}
