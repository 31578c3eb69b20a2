import type { SessionState } from '../core/session/state.ts';
import { connection } from './presentation.ts';

/** The product's name and the state of the connection. */
export function Header({ state }: { readonly state: SessionState }) {
  const { text, tone } = connection(state);
  return (
    <header className="header">
      <p className="brand">
        <img src="/favicon.svg" alt="" width="32" height="32" />
        <span>
          IELTS <b>AI Prep</b>
        </span>
      </p>
      <p className="connection" role="status" data-tone={tone}>
        <span className="connection-mark" aria-hidden="true" />
        {text}
      </p>
    </header>
  );
}
