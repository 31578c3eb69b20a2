import { useEffect, useRef } from 'react';
import type { CaptionEntry, CaptionLog } from '../core/conversation/captions.ts';

/** Distance from the end of the list within which it keeps scrolling, px. */
const FOLLOW_PX = 80;

/** Captions of the conversation. Screen readers get the final text, not the planned one. */
export function Captions({ log }: { readonly log: CaptionLog }) {
  const list = useScrollToEnd(log);
  return (
    <div className="captions">
      <h2 className="panel-title">Captions</h2>
      <div
        className="captions-list"
        role="log"
        aria-label="Captions"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must scroll by keyboard too
        tabIndex={0}
        ref={list}
      >
        {log.entries.length === 0 && (
          <p className="captions-empty">What you and Maya say will appear here.</p>
        )}
        {log.entries.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </div>
    </div>
  );
}

function Entry({ entry }: { readonly entry: CaptionEntry }) {
  const { speaker, sentences, planned, interrupted } = entry;
  if (sentences.length === 0 && planned === '') return null;
  return (
    <div className="caption" data-speaker={speaker} lang="en">
      <p className="caption-speaker" aria-hidden={sentences.length === 0}>
        {speaker === 'examiner' ? 'Maya' : 'You'}
      </p>
      <p className="caption-words">
        {sentences.map((sentence, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: sentences are only added at the end
          <span key={index}>{sentence} </span>
        ))}
        {planned !== '' && (
          <span className="caption-planned" aria-hidden="true">
            {planned}
          </span>
        )}
        {interrupted && (
          <span className="caption-cut" aria-hidden="true">
            —
          </span>
        )}
      </p>
    </div>
  );
}

/** Keeps the end of the list in view, unless the candidate has scrolled back. */
function useScrollToEnd(log: CaptionLog) {
  const list = useRef<HTMLDivElement>(null);
  const follows = useRef(true);
  useEffect(() => {
    const element = list.current;
    if (element === null) return;
    const onScroll = () => {
      const below = element.scrollHeight - element.scrollTop - element.clientHeight;
      follows.current = below < FOLLOW_PX;
    };
    // Turning the phone or enlarging the text must not lose the end either.
    const resized = new ResizeObserver(() => {
      if (follows.current) element.scrollTo({ top: element.scrollHeight });
    });
    resized.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      resized.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs for every change of the captions
  useEffect(() => {
    if (follows.current) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [log]);
  return list;
}
