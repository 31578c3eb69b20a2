import { useEffect, useRef } from 'react';
import type { Conversation } from '../core/conversation/conversation.ts';
import { meterShare } from './presentation.ts';

/** Interval of updates for assistive technology, ms; the bar itself follows every frame. */
const ARIA_UPDATE_MS = 500;

interface Props {
  readonly conversation: Conversation;
  readonly muted: boolean;
}

/** Level meter of the microphone. */
export function Meter({ conversation, muted }: Props) {
  const meter = useRef<HTMLDivElement>(null);
  useEffect(() => {
    let spoken = 0;
    return conversation.onLevels(({ microphone }) => {
      const share = meterShare(microphone);
      meter.current?.style.setProperty('--level', share.toFixed(2));
      if (performance.now() - spoken < ARIA_UPDATE_MS) return;
      spoken = performance.now();
      meter.current?.setAttribute('aria-valuenow', String(Math.round(share * 100)));
    });
  }, [conversation]);
  return (
    <div className="meter" data-muted={muted}>
      <span className="meter-label" aria-hidden="true">
        {muted ? 'Microphone off' : 'Your microphone'}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: each browser draws <meter> in its own way */}
      <div
        ref={meter}
        className="meter-bar"
        role="meter"
        aria-label="Microphone level"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={0}
        {...(muted ? { 'aria-valuetext': 'muted' } : {})}
      />
    </div>
  );
}
