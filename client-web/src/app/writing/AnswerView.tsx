import type { Evidence, WritingPrompt } from '../../core/api/writing-types.ts';
import { highlight } from '../../core/writing/highlight.ts';
import { PromptView } from './PromptView.tsx';

interface Props {
  readonly prompt: WritingPrompt | undefined;
  readonly text: string | undefined;
  readonly evidence: readonly Evidence[];
  readonly isSample: boolean;
}

/** Question and answer of a task, with the quoted passages marked. */
export function AnswerView({ prompt, text, evidence, isSample }: Props) {
  return (
    <details className="card fold" open={isSample}>
      <summary>
        <h3>{isSample ? 'The question and the answer' : 'The question and your answer'}</h3>
      </summary>
      {!isSample && (
        <p className="soft">
          We have not kept your answer. It is only in this page, until you close or reload it.
        </p>
      )}
      <div className="answer-view">
        {prompt !== undefined && <PromptView prompt={prompt} />}
        {text !== undefined && (
          <div>
            <p className="legend">
              <mark data-kind="strength">works well</mark>
              <mark data-kind="weakness">holds it back</mark>
            </p>
            <div className="essay" dir="auto">
              {highlight(text, evidence).map(({ text: part, kind, comment }, n) =>
                kind === undefined ? (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text do not move
                  <span key={n}>{part}</span>
                ) : (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <mark key={n} data-kind={kind} title={comment}>
                    {part}
                  </mark>
                ),
              )}
            </div>
          </div>
        )}
      </div>
    </details>
  );
}
