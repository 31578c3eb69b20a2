import { useEffect, useSyncExternalStore } from 'react';
import type { Profile } from '../core/api/answer.ts';
import type { Session } from '../core/session/session.ts';
import { isActive } from '../core/session/state.ts';
import { Announcements } from './Announcements.tsx';
import { Captions } from './Captions.tsx';
import { Connection } from './Connection.tsx';
import { Controls } from './Controls.tsx';
import { Header } from './Header.tsx';
import { LagPanel } from './LagPanel.tsx';
import { MicrophonePrimer } from './MicrophonePrimer.tsx';
import { ModuleChoice } from './ModuleChoice.tsx';
import { Notice } from './Notice.tsx';
import { ProblemCard } from './ProblemCard.tsx';
import type { Page } from './page.ts';
import { wayOut } from './presentation.ts';
import { Link, useArrival } from './route.tsx';
import { Stage } from './Stage.tsx';
import { useHoldKey } from './useHoldKey.ts';
import { useWakeLock } from './useWakeLock.ts';

/** Maya, what is said, and the candidate's controls. */
export function TalkPage({ page, user }: { readonly page: Page; readonly user: Profile }) {
  const { session } = page;
  const state = useSyncExternalStore(session.subscribe, session.state);
  const { startBlock } = useSyncExternalStore(page.appConfig.subscribe, page.appConfig.state);
  const main = useArrival<HTMLElement>();
  useMuteKey(session);
  useHoldKey(session, state.steady && isActive(state));
  useWakeLock(isActive(state));
  useAttemptsLeft(page, state.phase.name === 'ended');
  useEffect(() => {
    document.title = 'Speak with Maya · IELTS AI Prep';
    return session.leave;
  }, [session]);
  const { phase, captions } = state;
  const showCaptions = isActive(state) || captions.entries.length > 0;

  return (
    <div className="app" data-phase={phase.name}>
      <Header>
        <Connection state={state} />
        {!isActive(state) && (
          <nav aria-label="Pages" className="pages">
            <Link to="/account">Account</Link>
          </nav>
        )}
      </Header>
      <main className="room" tabIndex={-1} ref={main}>
        <section className="stage-column" aria-label="Maya">
          <Stage session={session} state={state} />
          <Notice session={session} state={state} />
          <LagPanel session={session} state={state} />
          {!isActive(state) && <ModuleChoice tickets={page.tickets} attempts={user.attempts} />}
          <Controls session={session} state={state} startBlock={startBlock} />
        </section>
        <section className="side-column">
          {!isActive(state) && <Announcements appConfig={page.appConfig} />}
          {phase.name === 'failed' && (
            <ProblemCard
              problem={phase.problem}
              wayOut={wayOut(state)}
              startBlock={state.resumable ? undefined : startBlock}
              onRetry={state.resumable ? session.goOn : session.start}
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

/** After a conversation fewer may be left. */
function useAttemptsLeft({ api, signIn }: Page, isOver: boolean): void {
  useEffect(() => {
    if (!isOver) return;
    void api.call('me', undefined).then((answer) => {
      if (answer.ok) signIn.updated(answer.value);
    });
  }, [api, signIn, isOver]);
}

/** M mutes and unmutes, wherever the focus is. */
function useMuteKey(session: Session): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const modified = event.ctrlKey || event.metaKey || event.altKey || event.repeat;
      if (modified || event.key.toLowerCase() !== 'm' || !isActive(session.state())) return;
      event.preventDefault();
      session.toggleMute();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [session]);
}

function LockIcon() {
  return (
    <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true" fill="currentColor">
      <path d="M10 1.5A4.5 4.5 0 0 0 5.5 6v2H5a2 2 0 0 0-2 2v6a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-6a2 2 0 0 0-2-2h-.5V6A4.5 4.5 0 0 0 10 1.5Zm-2.5 4.5a2.5 2.5 0 0 1 5 0v2h-5V6Z" />
    </svg>
  );
}
