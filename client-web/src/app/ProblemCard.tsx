import { useEffect, useRef } from 'react';
import type { StartBlock } from '../core/api/app-config-watcher.ts';
import type { ConversationProblem } from '../core/conversation/state.ts';
import { PROBLEM_HELP } from './presentation.ts';
import { StartButton } from './StartButton.tsx';

interface Props {
  readonly problem: ConversationProblem;
  /** Label of the button. */
  readonly retryLabel: string;
  /** Reason why no test may start; undefined if one may. */
  readonly startBlock: StartBlock | undefined;
  readonly onRetry: () => void;
}

/** Explanation of a problem, with the steps to solve it. */
export function ProblemCard({ problem, retryLabel, startBlock, onRetry }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that had the focus has disappeared.
  useEffect(() => heading.current?.focus(), []);
  const { title, text, steps } = PROBLEM_HELP[problem];
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
      <StartButton startBlock={startBlock} onStart={onRetry}>
        {retryLabel}
      </StartButton>
    </div>
  );
}
