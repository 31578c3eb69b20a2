import type { Session } from '../core/session/session.ts';
import { isActive, type SessionState } from '../core/session/state.ts';
import { Meter } from './Meter.tsx';

interface Props {
  readonly session: Session;
  readonly state: SessionState;
}

/** Start, or the microphone's level with mute and end. */
export function Controls({ session, state }: Props) {
  const { phase } = state;
  const sayingGoodbye = phase.name === 'ending' && phase.reason === 'client';
  if (phase.name === 'failed' || sayingGoodbye) return null;
  if (!isActive(state)) return <StartButton session={session} again={phase.name === 'ended'} />;
  return (
    <div className="controls">
      <Meter session={session} muted={state.muted} />
      <div className="controls-buttons">
        <button
          type="button"
          className="button mute"
          aria-pressed={state.muted}
          aria-keyshortcuts="M"
          onClick={session.toggleMute}
        >
          <MicrophoneIcon muted={state.muted} />
          Mute
          <span className="key" aria-hidden="true">
            M
          </span>
        </button>
        <button type="button" className="button end" onClick={session.end}>
          <EndIcon />
          End
        </button>
      </div>
    </div>
  );
}

function StartButton({ session, again }: { readonly session: Session; readonly again: boolean }) {
  return (
    <div className="start">
      <button type="button" className="button primary" onClick={session.start}>
        <MicrophoneIcon muted={false} />
        {again ? 'Speak again' : 'Start speaking'}
      </button>
    </div>
  );
}

function MicrophoneIcon({ muted }: { readonly muted: boolean }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <rect x="9" y="3" width="6" height="11" rx="3" />
      <path d="M5.5 11.5a6.5 6.5 0 0 0 13 0M12 18v3" />
      {muted && <path d="M4 4l16 16" />}
    </svg>
  );
}

function EndIcon() {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M6 6l12 12M18 6L6 18" />
    </svg>
  );
}
