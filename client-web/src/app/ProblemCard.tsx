import { useEffect, useRef } from 'react';
import type { Bar } from '../core/api/news.ts';
import type { Problem } from '../core/session/state.ts';
import { Begin } from './Begin.tsx';
import { HELP } from './presentation.ts';

interface Props {
  readonly problem: Problem;
  /** What the button says. */
  readonly wayOut: string;
  /** Why that is barred; undefined if it is not. */
  readonly bar: Bar | undefined;
  readonly onRetry: () => void;
}

/** Why the conversation stopped, and the steps out of it. */
export function ProblemCard({ problem, wayOut, bar, onRetry }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that had the focus is gone.
  useEffect(() => heading.current?.focus(), []);
  const { title, text, steps } = HELP[problem];
  return (
    <div className="problem" data-problem={problem}>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p>{text}</p>
      <ol>
        {steps.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ol>
      <Begin bar={bar} onBegin={onRetry}>
        {wayOut}
      </Begin>
    </div>
  );
}
