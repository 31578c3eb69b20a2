import type { StartBlock } from '../core/api/app-config-watcher.ts';
import type { Session } from '../core/session/session.ts';
import { isActive, isDeaf, type SessionState } from '../core/session/state.ts';
import { Meter } from './Meter.tsx';
import { MICROPHONE_BUTTON, MicrophoneIcon } from './microphone.tsx';
import { StartButton } from './StartButton.tsx';
import { TalkButton } from './TalkButton.tsx';

interface Props {
  readonly session: Session;
  readonly state: SessionState;
  /** Why no test may begin; undefined if one may. */
  readonly startBlock: StartBlock | undefined;
}

/** Start, or the microphone's level with mute and end. */
export function Controls({ session, state, startBlock }: Props) {
  const { phase } = state;
  const sayingGoodbye = phase.name === 'ending' && phase.reason !== 'examiner';
  if (phase.name === 'failed' || sayingGoodbye) return null;
  if (!isActive(state)) {
    return state.resumable ? (
      <ResumeCard session={session} startBlock={startBlock} />
    ) : (
      <StartPanel session={session} startBlock={startBlock} again={phase.name === 'ended'} />
    );
  }
  return (
    <div className="controls">
      <Meter session={session} muted={isDeaf(state)} />
      <div className="controls-buttons">
        {state.steady ? (
          <TalkButton session={session} holding={state.holding} />
        ) : (
          <MuteButton session={session} muted={state.muted} />
        )}
        <button type="button" className="button end" onClick={session.end}>
          <EndIcon />
          End
        </button>
      </div>
    </div>
  );
}

function MuteButton({ session, muted }: { readonly session: Session; readonly muted: boolean }) {
  return (
    <button
      type="button"
      id={MICROPHONE_BUTTON}
      className="button mute"
      aria-pressed={muted}
      aria-keyshortcuts="M"
      onClick={session.toggleMute}
    >
      <MicrophoneIcon muted={muted} />
      Mute
      <span className="key" aria-hidden="true">
        M
      </span>
    </button>
  );
}

/** A conversation that an earlier load of the page had; the browser starts sound only by a tap. */
function ResumeCard({ session, startBlock }: Pick<Props, 'session' | 'startBlock'>) {
  return (
    <section className="go-on" aria-labelledby="go-on-title">
      <h2 id="go-on-title">Your conversation was interrupted</h2>
      <p>You can go on where you were.</p>
      <div className="controls-buttons">
        <button type="button" className="button primary" onClick={session.goOn}>
          <MicrophoneIcon muted={false} />
          Go on
        </button>
        {startBlock === undefined && (
          <button type="button" className="button" onClick={session.start}>
            Begin a new one
          </button>
        )}
      </div>
    </section>
  );
}

interface StartProps extends Pick<Props, 'session' | 'startBlock'> {
  readonly again: boolean;
}

function StartPanel({ session, startBlock, again }: StartProps) {
  return (
    <div className="start">
      <StartButton startBlock={startBlock} onStart={session.start}>
        <MicrophoneIcon muted={false} />
        {again ? 'Speak again' : 'Start speaking'}
      </StartButton>
    </div>
  );
}

function EndIcon() {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M6 6l12 12M18 6L6 18" />
    </svg>
  );
}
