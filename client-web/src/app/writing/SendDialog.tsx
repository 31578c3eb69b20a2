import type { RefObject } from 'react';
import type { Profile } from '../../core/api/result.ts';
import { type Draft, textOf } from '../../core/writing/draft.ts';
import { wordCount } from '../../core/writing/word-count.ts';
import { TASK } from './report-words.ts';

interface Props {
  readonly ref: RefObject<HTMLDialogElement | null>;
  readonly draft: Draft;
  readonly user: Profile;
  readonly onSend: () => void;
}

/** Confirmation before a test is sent, with what is sent and to whom. */
export function SendDialog({ ref, draft, user, onSend }: Props) {
  const left = user.attempts?.[draft.module];
  return (
    <dialog ref={ref} className="dialog" aria-labelledby="send-title">
      <h2 id="send-title">Send your answers?</h2>
      <ul className="send-tasks">
        {draft.prompts.map((prompt) => {
          const words = wordCount(textOf(draft, prompt));
          const isEnough = words >= prompt.minimum_words;
          return (
            <li key={prompt.task_id} data-enough={isEnough}>
              <b>
                {TASK[prompt.task]}: {words === 1 ? '1 word' : `${words} words`}
              </b>
              <span className="send-advice">{advice(words, prompt.minimum_words)}</span>
            </li>
          );
        })}
      </ul>
      <p>
        They go to Amazon Web Services, where a language model on Amazon Bedrock reads them. We do
        not keep your text, only the report. Once that is there, the draft on this device is
        deleted.
      </p>
      <p className="send-note">
        {left === undefined
          ? 'This uses one test once the report is there.'
          : `This uses one of your ${left} tests once the report is there.`}
      </p>
      <form method="dialog" className="dialog-choices">
        <button type="submit" className="button primary" onClick={onSend}>
          Send
        </button>
        <button type="submit" className="button">
          Keep writing
        </button>
      </form>
    </dialog>
  );
}

function advice(words: number, minimum: number): string {
  if (words === 0) return 'No answer: this task counts as band 0.';
  if (words < minimum) return `${minimum - words} below ${minimum}, which lowers the band.`;
  return `Long enough (at least ${minimum}).`;
}
