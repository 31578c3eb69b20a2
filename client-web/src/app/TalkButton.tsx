import type { Session } from '../core/session/session.ts';
import { MICROPHONE_BUTTON, MicrophoneIcon } from './microphone.tsx';

interface Props {
  readonly session: Session;
  readonly holding: boolean;
}

/** Opens the microphone while it is held; Space does the same (see useHoldKey). */
export function TalkButton({ session, holding }: Props) {
  const release = () => session.hold(false);
  return (
    <button
      type="button"
      id={MICROPHONE_BUTTON}
      className="button talk"
      aria-pressed={holding}
      aria-keyshortcuts="Space"
      onPointerDown={(event) => {
        // So that the release is heard wherever the finger is by then.
        event.currentTarget.setPointerCapture(event.pointerId);
        session.hold(true);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onClick={(event) => {
        // Assistive technology clicks without a pointer: a click opens, the next one closes.
        if (event.detail === 0) session.hold(!holding);
      }}
    >
      <MicrophoneIcon muted={!holding} />
      {holding ? 'Maya hears you' : 'Hold to talk'}
      <span className="key" aria-hidden="true">
        Space
      </span>
    </button>
  );
}
