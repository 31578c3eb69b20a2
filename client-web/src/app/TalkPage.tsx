import { useEffect, useSyncExternalStore } from 'react';
import type { Profile } from '../core/api/result.ts';
import type { Conversation } from '../core/conversation/conversation.ts';
import { isActive } from '../core/conversation/state.ts';
import { Announcements } from './Announcements.tsx';
import { Captions } from './Captions.tsx';
import { ConnectionStatus } from './ConnectionStatus.tsx';
import { Controls } from './Controls.tsx';
import { Header } from './Header.tsx';
import { LagPanel } from './LagPanel.tsx';
import { MicrophonePrimer } from './MicrophonePrimer.tsx';
import { ModuleChoice } from './ModuleChoice.tsx';
import { Notice } from './Notice.tsx';
import { ProblemCard } from './ProblemCard.tsx';
import { retryLabel } from './presentation.ts';
import { Link, useFocusOnMount } from './route.tsx';
import { Stage } from './Stage.tsx';
import type { AppServices } from './services.ts';
import { usePushToTalkKey } from './usePushToTalkKey.ts';
import { useWakeLock } from './useWakeLock.ts';

/** Page of the conversation: Maya, captions and controls. */
export function TalkPage({
  services,
  user,
}: {
  readonly services: AppServices;
  readonly user: Profile;
}) {
  const { conversation } = services;
  const state = useSyncExternalStore(conversation.subscribe, conversation.state);
  const { startBlock } = useSyncExternalStore(
    services.appConfig.subscribe,
    services.appConfig.state,
  );
  const main = useFocusOnMount<HTMLElement>();
  useMuteKey(conversation);
  usePushToTalkKey(conversation, state.steady && isActive(state));
  useWakeLock(isActive(state));
  useAttemptsLeft(services, state.phase.name === 'ended');
  useEffect(() => {
    document.title = 'Speak with Maya · IELTS AI Prep';
    return conversation.leave;
  }, [conversation]);
  const { phase, captions } = state;
  const showCaptions = isActive(state) || captions.entries.length > 0;

  return (
    <div className="app" data-phase={phase.name}>
      <Header>
        <ConnectionStatus state={state} />
        {!isActive(state) && (
          <nav aria-label="Pages" className="pages">
            <Link to="/writing">Writing</Link>
            <Link to="/assessments">Reports</Link>
            <Link to="/account">Account</Link>
          </nav>
        )}
      </Header>
      <main className="room" tabIndex={-1} ref={main}>
        <section className="stage-column" aria-label="Maya">
          <Stage conversation={conversation} state={state} />
          <Notice conversation={conversation} state={state} />
          <LagPanel conversation={conversation} state={state} />
          {!isActive(state) && <ModuleChoice tickets={services.tickets} attempts={user.attempts} />}
          <Controls conversation={conversation} state={state} startBlock={startBlock} />
        </section>
        <section className="side-column">
          {!isActive(state) && <Announcements appConfig={services.appConfig} />}
          {phase.name === 'failed' && (
            <ProblemCard
              problem={phase.problem}
              retryLabel={retryLabel(state)}
              startBlock={state.resumable ? undefined : startBlock}
              onRetry={state.resumable ? conversation.resume : conversation.start}
            />
          )}
          {showCaptions ? (
            <Captions log={captions} />
          ) : (
            phase.name !== 'failed' && <MicrophonePrimer />
          )}
        </section>
      </main>
      <footer className="privacy">
        <LockIcon />
        Your voice is never stored. Captions vanish when you leave this page.
      </footer>
    </div>
  );
}

/** Reloads the profile after a conversation, which may have used an attempt. */
function useAttemptsLeft({ api, signIn }: AppServices, isOver: boolean): void {
  useEffect(() => {
    if (!isOver) return;
    void api.call('me', undefined).then((result) => {
      if (result.ok) signIn.updateProfile(result.value);
    });
  }, [api, signIn, isOver]);
}

/** Toggles mute with the key M, wherever the focus is. */
function useMuteKey(conversation: Conversation): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const modified = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
      if (modified || event.key.toLowerCase() !== 'm' || !isActive(conversation.state())) return;
      event.preventDefault();
      conversation.toggleMute();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [conversation]);
}

function LockIcon() {
  return (
    <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" fill="currentColor">
      <path d="M10 1.5A4.5 4.5 0 0 0 5.5 6v2H5a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-6a2 2 0 0 0-2-2h-.5V6A4.5 4.5 0 0 0 10 1.5Zm-2.5 4.5a2.5 2.5 0 0 1 5 0v2h-5V6Z" />
    </svg>
  );
}
