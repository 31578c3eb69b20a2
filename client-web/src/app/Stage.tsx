import { useEffect, useRef } from 'react';
import type { Conversation } from '../core/conversation/conversation.ts';
import type { ConversationState } from '../core/conversation/state.ts';
import { hint, meterShare, PRESENCE_LABEL, presence } from './presentation.ts';

/** Maximum heights of the bars, in percent: the shape of a word. */
const BARS = [34, 62, 44, 100, 56, 78, 36];

interface Props {
  readonly conversation: Conversation;
  readonly state: ConversationState;
}

/** Maya's avatar: a ring for the turn, and bars that move with her voice. */
export function Stage({ conversation, state }: Props) {
  const orb = useRef<HTMLDivElement>(null);
  // Bypasses React: levels change thirty times a second.
  useEffect(
    () =>
      conversation.onLevels(({ microphone, maya }) => {
        orb.current?.style.setProperty('--maya', meterShare(maya).toFixed(2));
        orb.current?.style.setProperty('--microphone', meterShare(microphone).toFixed(2));
      }),
    [conversation],
  );
  const now = presence(state);
  return (
    <div className="stage" data-presence={now}>
      <div className="orb" ref={orb} aria-hidden="true">
        <span className="orb-halo" />
        <svg className="orb-ring" viewBox="0 0 200 200" aria-hidden="true">
          <circle className="orb-track" cx="100" cy="100" r="94" pathLength="100" />
          <circle className="orb-arc" cx="100" cy="100" r="94" pathLength="100" />
        </svg>
        <span className="orb-disc">
          {BARS.map((height, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the bars never change places
            <span key={index} className="orb-bar" style={{ height: `${height}%` }} />
          ))}
        </span>
      </div>
      <div className="stage-words">
        <h1 className="stage-name">
          Maya <span>your examiner</span>
        </h1>
        <p className="stage-state">{PRESENCE_LABEL[now]}</p>
        <p className="stage-hint">{hint(state)}</p>
      </div>
    </div>
  );
}
