import type { ReactNode } from 'react';
import type { StartBlock } from '../core/api/app-config-watcher.ts';

const BLOCKED_TEXT: Readonly<Record<StartBlock, string>> = {
  outdated: 'There is a newer version of this page. Update it to begin a test.',
  stopped: 'New tests begin again soon.',
};

interface Props {
  /** Reason why no test may start; undefined if one may. */
  readonly startBlock: StartBlock | undefined;
  readonly onStart: () => void;
  /** Label of the button. */
  readonly children: ReactNode;
}

/** Button that starts a test, or the reason why none may start. */
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
