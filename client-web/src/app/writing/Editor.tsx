import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { WritingPrompt } from '../../core/api/writing-types.ts';
import { type Draft, isBlank, textOf, tooLong } from '../../core/writing/draft.ts';
import { wordCount } from '../../core/writing/word-count.ts';
import type { SaveState } from '../../core/writing/writing-attempt.ts';
import { PageTitle } from '../route.tsx';
import { PromptView } from './PromptView.tsx';
import { MODULE, TASK } from './report-words.ts';
import { SendDialog } from './SendDialog.tsx';
import { TestTimer } from './TestTimer.tsx';
import type { PageProps } from './WritingPages.tsx';

type Props = PageProps & { readonly draft: Draft; readonly save: SaveState };

/** Editor of a writing test: two tasks as tabs, each with its question beside the answer. */
export function Editor({ services, user, draft, save }: Props) {
  const { writing, clock } = services;
  const [selected, select] = useState(draft.prompts[0].task_id);
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const isTooLong = tooLong(draft).length > 0;
  return (
    <div className="editor">
      <div className="visually-hidden">
        <PageTitle>{MODULE[draft.module]}</PageTitle>
      </div>
      <div className="editor-top">
        <Tabs id={id} draft={draft} selected={selected} onSelect={select} />
        <TestTimer clock={clock} startedAt={draft.startedAt} />
      </div>
      {draft.prompts.map((prompt) => (
        <div
          key={prompt.task_id}
          className="editor-body"
          role="tabpanel"
          id={`${id}-panel-${prompt.task_id}`}
          aria-labelledby={`${id}-tab-${prompt.task_id}`}
          hidden={prompt.task_id !== selected}
        >
          <PromptView prompt={prompt} />
          <Answer
            prompt={prompt}
            text={textOf(draft, prompt)}
            onChange={(text) => writing.write(prompt.task_id, text)}
          />
        </div>
      ))}
      <div className="editor-foot">
        <SaveNote save={save} />
        <button
          type="button"
          className="button primary"
          disabled={isBlank(draft) || isTooLong}
          aria-haspopup="dialog"
          onClick={() => dialog.current?.showModal()}
        >
          Finish and send
        </button>
      </div>
      <SendDialog ref={dialog} draft={draft} user={user} onSend={() => writing.submit()} />
    </div>
  );
}

interface TabsProps {
  readonly id: string;
  readonly draft: Draft;
  readonly selected: string;
  readonly onSelect: (taskId: string) => void;
}

function Tabs({ id, draft, selected, onSelect }: TabsProps) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const at = draft.prompts.findIndex(({ task_id }) => task_id === selected);
    const step = event.key === 'ArrowRight' ? 1 : -1;
    const next = (at + step + draft.prompts.length) % draft.prompts.length;
    onSelect(draft.prompts[next].task_id);
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next].focus();
  };
  return (
    <div role="tablist" aria-label="Tasks" className="tabs" ref={list} onKeyDown={onKeyDown}>
      {draft.prompts.map((prompt) => {
        const words = wordCount(textOf(draft, prompt));
        const isSelected = prompt.task_id === selected;
        return (
          <button
            key={prompt.task_id}
            type="button"
            role="tab"
            id={`${id}-tab-${prompt.task_id}`}
            aria-controls={`${id}-panel-${prompt.task_id}`}
            aria-selected={isSelected}
            tabIndex={isSelected ? 0 : -1}
            className="tab"
            onClick={() => onSelect(prompt.task_id)}
          >
            {TASK[prompt.task]}
            <span className="tab-words" data-enough={words >= prompt.minimum_words}>
              {words}
              <span className="visually-hidden"> of</span>
              <span aria-hidden="true"> / </span> {prompt.minimum_words}
              <span className="visually-hidden"> words</span>
            </span>
          </button>
        );
      })}
    </div>
  );
}

interface AnswerProps {
  readonly prompt: WritingPrompt;
  readonly text: string;
  readonly onChange: (text: string) => void;
}

function Answer({ prompt, text, onChange }: AnswerProps) {
  const id = useId();
  const words = wordCount(text);
  const missing = prompt.minimum_words - words;
  return (
    <div className="answer">
      <label className="visually-hidden" htmlFor={id}>
        Your answer to {TASK[prompt.task]}
      </label>
      {/* No help with spelling, as in the exam. */}
      <textarea
        id={id}
        value={text}
        onChange={(event) => onChange(event.target.value)}
        placeholder="Write here."
        lang="en"
        dir="auto"
        spellCheck={false}
        autoCorrect="off"
        autoComplete="off"
        data-gramm="false"
        aria-describedby={`${id}-words`}
      />
      <p className="answer-words" id={`${id}-words`} data-enough={missing <= 0}>
        <b>{words === 1 ? '1 word' : `${words} words`}</b>
        <span>
          {missing > 0
            ? `${missing} more to reach ${prompt.minimum_words}`
            : `Minimum of ${prompt.minimum_words} reached`}
        </span>
      </p>
    </div>
  );
}

const SAVE_TEXT: Readonly<Record<SaveState, string>> = {
  saved: 'Saved on this device',
  pending: 'Saving',
  failed: 'Not saved: this browser has no room for it. Keep this page open.',
};

function SaveNote({ save }: { readonly save: SaveState }) {
  return (
    <p className="save-note" data-save={save}>
      <span className="save-mark" aria-hidden="true" />
      <span role={save === 'failed' ? 'alert' : undefined}>{SAVE_TEXT[save]}</span>
    </p>
  );
}
