import type { SessionState } from '../core/session/state.ts';
import { connection } from './presentation.ts';

/** The state of the connection. */
export function Connection({ state }: { readonly state: SessionState }) {
  const { text, tone } = connection(state);
  return (
    <p className="connection" role="status" data-tone={tone}>
      <span className="connection-mark" aria-hidden="true" />
      {text}
    </p>
  );
}
