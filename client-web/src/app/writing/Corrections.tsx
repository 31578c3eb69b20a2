import type { TaskReport } from '../../core/api/writing-types.ts';
import { Quote, Said } from './Said.tsx';

/** Mistakes, improved sentences and words of a task. */
export function Corrections({ task }: { readonly task: TaskReport }) {
  const { error_patterns, improved_sentences, vocabulary } = task;
  return (
    <>
      {error_patterns.length > 0 && (
        <section className="card">
          <h3>Your most frequent mistakes</h3>
          <ul className="patterns">
            {error_patterns.map(({ pattern, count, quote, correction, rule }) => (
              <li key={pattern}>
                <p className="pattern-name">
                  <b>
                    <Said>{pattern}</Said>
                  </b>
                  <span className="tag">{count === 1 ? 'once' : `${count} times`}</span>
                </p>
                <p className="pattern-change">
                  <span className="visually-hidden">You wrote: </span>
                  <del>
                    <Quote>{quote}</Quote>
                  </del>
                  <span aria-hidden="true"> → </span>
                  <span className="visually-hidden"> Better: </span>
                  <ins>
                    <Said>{correction}</Said>
                  </ins>
                </p>
                <p className="soft">
                  <Said>{rule}</Said>
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {improved_sentences.length > 0 && (
        <section className="card">
          <h3>Your sentences, one band higher</h3>
          <ul className="improved">
            {improved_sentences.map(({ original, improved, why }) => (
              <li key={original}>
                <p className="improved-before">
                  <span className="label">You wrote</span>
                  <Said>{original}</Said>
                </p>
                <p className="improved-after">
                  <span className="label">One band higher</span>
                  <Said>{improved}</Said>
                </p>
                <p className="soft">
                  <Said>{why}</Said>
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      {vocabulary.length > 0 && (
        <section className="card">
          <h3>Words to learn</h3>
          <dl className="words">
            {vocabulary.map(({ word, meaning, example }) => (
              <div key={word}>
                <dt>
                  <Said>{word}</Said>
                </dt>
                <dd>
                  <Said>{meaning}</Said>
                  <span className="soft">
                    <Said>{example}</Said>
                  </span>
                </dd>
              </div>
            ))}
          </dl>
        </section>
      )}
    </>
  );
}
