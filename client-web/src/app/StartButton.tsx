import type { ReactNode } from 'react';
import type { StartBlock } from '../core/api/app-config-watcher.ts';

const BLOCKED_TEXT: Readonly<Record<StartBlock, string>> = {
  outdated: 'There is a newer version of this page. Update it to begin a test.',
  stopped: 'New tests begin again soon.',
};

interface Props {
  /** Why no test may begin; undefined if one may. */
  readonly startBlock: StartBlock | undefined;
  readonly onStart: () => void;
  /** What the button says. */
  readonly children: ReactNode;
}

/** The button that begins a test, or why none may begin and what helps. */
export function StartButton({ startBlock, onStart, children }: Props) {
  return (
    <>
      {startBlock !== undefined && (
        <p className="begin-bar" role="status">
          {BLOCKED_TEXT[startBlock]}
        </p>
      )}
      {startBlock === 'outdated' ? (
        <button type="button" className="button primary" onClick={() => location.reload()}>
          Update
        </button>
      ) : (
        <button
          type="button"
          className="button primary"
          disabled={startBlock === 'stopped'}
          onClick={onStart}
        >
          {children}
        </button>
      )}
    </>
  );
}
