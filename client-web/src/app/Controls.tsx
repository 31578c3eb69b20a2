import type { StartBlock } from '../core/api/app-config-watcher.ts';
import type { Conversation } from '../core/conversation/conversation.ts';
import { type ConversationState, isActive, isMicrophoneOff } from '../core/conversation/state.ts';
import { Meter } from './Meter.tsx';
import { MICROPHONE_BUTTON, MicrophoneIcon } from './microphone.tsx';
import { PushToTalkButton } from './PushToTalkButton.tsx';
import { StartButton } from './StartButton.tsx';

interface Props {
  readonly conversation: Conversation;
  readonly state: ConversationState;
  /** Reason why no test may start; undefined if one may. */
  readonly startBlock: StartBlock | undefined;
}

/** Start button, or microphone level with mute and end. */
export function Controls({ conversation, state, startBlock }: Props) {
  const { phase } = state;
  const sayingGoodbye = phase.name === 'ending' && phase.reason !== 'examiner';
  if (phase.name === 'failed' || sayingGoodbye) return null;
  if (!isActive(state)) {
    return state.resumable ? (
      <ResumeCard conversation={conversation} startBlock={startBlock} />
    ) : (
      <StartPanel
        conversation={conversation}
        startBlock={startBlock}
        again={phase.name === 'ended'}
      />
    );
  }
  return (
    <div className="controls">
      <Meter conversation={conversation} muted={isMicrophoneOff(state)} />
      <div className="controls-buttons">
        {state.steady ? (
          <PushToTalkButton conversation={conversation} pressed={state.talkPressed} />
        ) : (
          <MuteButton conversation={conversation} muted={state.muted} />
        )}
        <button type="button" className="button end" onClick={conversation.end}>
          <EndIcon />
          End
        </button>
      </div>
    </div>
  );
}

function MuteButton({
  conversation,
  muted,
}: {
  readonly conversation: Conversation;
  readonly muted: boolean;
}) {
  return (
    <button
      type="button"
      id={MICROPHONE_BUTTON}
      className="button mute"
      aria-pressed={muted}
      aria-keyshortcuts="M"
      onClick={conversation.toggleMute}
    >
      <MicrophoneIcon muted={muted} />
      Mute
      <span className="key" aria-hidden="true">
        M
      </span>
    </button>
  );
}

/** Offer to resume an earlier page load's conversation; browsers open audio only after a tap. */
function ResumeCard({ conversation, startBlock }: Pick<Props, 'conversation' | 'startBlock'>) {
  return (
    <section className="go-on" aria-labelledby="go-on-title">
      <h2 id="go-on-title">Your conversation was interrupted</h2>
      <p>You can go on where you were.</p>
      <div className="controls-buttons">
        <button type="button" className="button primary" onClick={conversation.resume}>
          <MicrophoneIcon muted={false} />
          Go on
        </button>
        {startBlock === undefined && (
          <button type="button" className="button" onClick={conversation.start}>
            Begin a new one
          </button>
        )}
      </div>
    </section>
  );
}

interface StartProps extends Pick<Props, 'conversation' | 'startBlock'> {
  readonly again: boolean;
}

function StartPanel({ conversation, startBlock, again }: StartProps) {
  return (
    <div className="start">
      <StartButton startBlock={startBlock} onStart={conversation.start}>
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
