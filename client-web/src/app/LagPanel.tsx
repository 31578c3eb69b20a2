import { useRef } from 'react';
import type { Conversation } from '../core/conversation/conversation.ts';
import { type ConversationState, isActive } from '../core/conversation/state.ts';
import { MICROPHONE_BUTTON } from './microphone.tsx';
import { lagNotice } from './presentation.ts';
import { SkipDialog } from './SkipDialog.tsx';

interface Props {
  readonly conversation: Conversation;
  readonly state: ConversationState;
}

/** Choices on a slow connection. It appears without taking the focus. */
export function LagPanel({ conversation, state }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  if (!isActive(state)) return null;
  const problem = lagNotice(state);
  const steady = state.steady && state.phase.name !== 'ending';
  return (
    <>
      {/* A live region must exist before its text; the changing figures are not announced. */}
      <p className="visually-hidden" role="status">
        {problem?.title}
        {steady && 'Steady mode is on. Hold Space, or the button, while you speak.'}
      </p>
      {problem !== undefined && (
        <section className="lag" aria-label="Slow connection">
          <p className="lag-title">{problem.title}</p>
          <p>{problem.text}</p>
          <Figures state={state} />
          <div className="lag-choices">
            <button
              type="button"
              className="button"
              onClick={focusAfter(conversation.acceptConnectionQuality)}
            >
              Go on
            </button>
            <button
              type="button"
              className="button"
              onClick={focusAfter(() => conversation.setSteady(true))}
            >
              Steady mode
            </button>
            <button
              type="button"
              className="button quiet"
              aria-haspopup="dialog"
              onClick={() => dialog.current?.showModal()}
            >
              Skip the test
            </button>
          </div>
          <p className="lag-note">
            Steady mode: Maya waits longer, and your microphone is open only while you hold a
            button.
          </p>
        </section>
      )}
      {steady && (
        <section className="lag" aria-label="Steady mode">
          <p className="lag-title">Steady mode</p>
          <p>Maya waits longer for you, and begins to speak a little later.</p>
          <Figures state={state} />
          <div className="lag-choices">
            <button
              type="button"
              className="button"
              onClick={focusAfter(() => conversation.setSteady(false))}
            >
              Turn it off
            </button>
            <button
              type="button"
              className="button quiet"
              aria-haspopup="dialog"
              onClick={() => dialog.current?.showModal()}
            >
              Skip the test
            </button>
          </div>
        </section>
      )}
      <SkipDialog ref={dialog} onSkip={conversation.skip} />
    </>
  );
}

function Figures({ state: { connectionQuality: link } }: { readonly state: ConversationState }) {
  if (link === undefined) return null;
  return (
    <dl className="lag-figures">
      <div>
        <dt>Round trip</dt>
        <dd>{link.roundTripMs} ms</dd>
      </div>
      <div>
        <dt>Your voice delayed by</dt>
        <dd>{link.delayMs} ms</dd>
      </div>
    </dl>
  );
}

/** Returns a handler that moves the focus to the microphone button: the panel disappears. */
function focusAfter(choose: () => void): () => void {
  return () => {
    choose();
    document.getElementById(MICROPHONE_BUTTON)?.focus();
  };
}
