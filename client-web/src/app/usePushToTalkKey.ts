import { useEffect } from 'react';
import type { Conversation } from '../core/conversation/conversation.ts';
import { MICROPHONE_BUTTON } from './microphone.tsx';

/** Elements that handle Space themselves when focused. */
const USES_SPACE = 'button, a[href], input, textarea, select, summary, dialog';

/** Push-to-talk with Space in steady mode, wherever the focus is. */
export function usePushToTalkKey(conversation: Conversation, steady: boolean): void {
  useEffect(() => {
    if (!steady) return;
    const onDown = (event: KeyboardEvent) => {
      if (!isPushToTalkKey(event)) return;
      // Space must neither scroll nor click.
      event.preventDefault();
      if (!event.repeat) conversation.pushToTalk(true);
    };
    const onUp = (event: KeyboardEvent) => {
      if (event.key !== ' ') return;
      if (isPushToTalkKey(event)) event.preventDefault();
      conversation.pushToTalk(false);
    };
    // The key may be released while this page gets no events.
    const release = () => conversation.pushToTalk(false);
    window.addEventListener('keydown', onDown);
    window.addEventListener('keyup', onUp);
    window.addEventListener('blur', release);
    document.addEventListener('visibilitychange', release);
    return () => {
      window.removeEventListener('keydown', onDown);
      window.removeEventListener('keyup', onUp);
      window.removeEventListener('blur', release);
      document.removeEventListener('visibilitychange', release);
    };
  }, [conversation, steady]);
}

function isPushToTalkKey({ key, target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (key !== ' ' || ctrlKey || metaKey || altKey || !(target instanceof Element)) return false;
  return target.id === MICROPHONE_BUTTON || target.closest(USES_SPACE) === null;
}
