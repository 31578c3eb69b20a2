import type { ConversationState } from '../core/conversation/state.ts';
import { connection } from './presentation.ts';

/** The state of the connection. */
export function Connection({ state }: { readonly state: ConversationState }) {
  const { text, tone } = connection(state);
  return (
    <p className="connection" role="status" data-tone={tone}>
      <span className="connection-mark" aria-hidden="true" />
      {text}
    </p>
  );
}
