import type { RefObject } from 'react';

interface Props {
  readonly ref: RefObject<HTMLDialogElement | null>;
  readonly onSkip: () => void;
}

/** Confirmation before a test is skipped; a modal dialog traps the focus and restores it. */
export function SkipDialog({ ref, onSkip }: Props) {
  return (
    <dialog ref={ref} className="dialog" aria-labelledby="skip-title">
      <h2 id="skip-title">Skip the speaking test?</h2>
      <p>
        It ends now, and you can begin it again another time. A test can be begun three times before
        it is used up.
      </p>
      <form method="dialog" className="dialog-choices">
        <button type="submit" className="button primary">
          Keep talking
        </button>
        <button type="submit" className="button end" onClick={onSkip}>
          Skip the test
        </button>
      </form>
    </dialog>
  );
}
