import type { ReactNode } from 'react';
import type { Bar } from '../core/api/news.ts';

const WHY: Readonly<Record<Bar, string>> = {
  outdated: 'There is a newer version of this page. Update it to begin a test.',
  stopped: 'New tests begin again soon.',
};

interface Props {
  /** Why no test may begin; undefined if one may. */
  readonly bar: Bar | undefined;
  readonly onBegin: () => void;
  /** What the button says. */
  readonly children: ReactNode;
}

/** The button that begins a test, or why none may begin and what helps. */
export function Begin({ bar, onBegin, children }: Props) {
  return (
    <>
      {bar !== undefined && (
        <p className="begin-bar" role="status">
          {WHY[bar]}
        </p>
      )}
      {bar === 'outdated' ? (
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Update
        </button>
      ) : (
        <button
          type="button"
          className="button primary"
          disabled={bar === 'stopped'}
          onClick={onBegin}
        >
          {children}
        </button>
      )}
    </>
  );
}
