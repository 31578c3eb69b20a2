import type { ConversationState } from '../core/conversation/state.ts';
import { connectionLabel } from './presentation.ts';

/** Status of the connection, with a mark. */
export function ConnectionStatus({ state }: { readonly state: ConversationState }) {
  const { text, tone } = connectionLabel(state);
  return (
    <p className="connection" role="status" data-tone={tone}>
      <span className="connection-mark" aria-hidden="true" />
      {text}
    </p>
  );
}
