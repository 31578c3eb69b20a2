import type { Conversation } from '../core/conversation/conversation.ts';
import { type ConversationState, isActive } from '../core/conversation/state.ts';
import { lagNotice } from './presentation.ts';

interface Props {
  readonly conversation: Conversation;
  readonly state: ConversationState;
}

/** Notice for the candidate during a conversation. */
export function Notice({ conversation, state }: Props) {
  if (state.audioInterrupted) {
    return (
      <div className="notice" role="alert">
        <p>The sound was taken by a call, another program or an unplugged microphone.</p>
        <button type="button" className="button" onClick={conversation.resumeAudio}>
          Continue
        </button>
      </div>
    );
  }
  if (state.audioLost) {
    return (
      <p className="notice" role="status">
        Part of what you said did not reach Maya. Please say it again.
      </p>
    );
  }
  if (state.latencyNotice !== undefined && isActive(state) && lagNotice(state) === undefined) {
    return (
      <div className="notice">
        <p role="status">{state.latencyNotice}</p>
        <button type="button" className="button" onClick={conversation.dismissLatencyNotice}>
          Understood
        </button>
      </div>
    );
  }
  return null;
}
