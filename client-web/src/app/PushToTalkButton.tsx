import type { Conversation } from '../core/conversation/conversation.ts';
import { MICROPHONE_BUTTON, MicrophoneIcon } from './microphone.tsx';

interface Props {
  readonly conversation: Conversation;
  readonly pressed: boolean;
}

/** Push-to-talk button; Space does the same (see usePushToTalkKey). */
export function PushToTalkButton({ conversation, pressed }: Props) {
  const release = () => conversation.pushToTalk(false);
  return (
    <button
      type="button"
      id={MICROPHONE_BUTTON}
      className="button talk"
      aria-pressed={pressed}
      aria-keyshortcuts="Space"
      onPointerDown={(event) => {
        // Delivers the release wherever the finger is by then.
        event.currentTarget.setPointerCapture(event.pointerId);
        conversation.pushToTalk(true);
      }}
      onPointerUp={release}
      onPointerCancel={release}
      onContextMenu={(event) => event.preventDefault()}
      onClick={(event) => {
        // Assistive technology clicks without a pointer: a click opens, the next one closes.
        if (event.detail === 0) conversation.pushToTalk(!pressed);
      }}
    >
      <MicrophoneIcon muted={!pressed} />
      {pressed ? 'Maya hears you' : 'Hold to talk'}
      <span className="key" aria-hidden="true">
        Space
      </span>
    </button>
  );
}
