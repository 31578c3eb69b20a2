import type { Session } from '../core/session/session.ts';
import { isActive, type SessionState } from '../core/session/state.ts';
import { lag } from './presentation.ts';

interface Props {
  readonly session: Session;
  readonly state: SessionState;
}

/** What the candidate should know or do while the conversation goes on. */
export function Notice({ session, state }: Props) {
  if (state.interrupted) {
    return (
      <div className="notice" role="alert">
        <p>The sound was taken by a call, another program or an unplugged microphone.</p>
        <button type="button" className="button" onClick={session.resume}>
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
  if (state.distance !== undefined && isActive(state) && lag(state) === undefined) {
    return (
      <div className="notice">
        <p role="status">{state.distance}</p>
        <button type="button" className="button" onClick={session.acceptDistance}>
          Understood
        </button>
      </div>
    );
  }
  return null;
}
