import { useEffect, useSyncExternalStore } from 'react';
import type { Session } from '../core/session/session.ts';
import { isActive } from '../core/session/state.ts';
import { Captions } from './Captions.tsx';
import { Controls } from './Controls.tsx';
import { Header } from './Header.tsx';
import { LagPanel } from './LagPanel.tsx';
import { Notice } from './Notice.tsx';
import { Primer } from './Primer.tsx';
import { ProblemCard } from './ProblemCard.tsx';
import { wayOut } from './presentation.ts';
import { Stage } from './Stage.tsx';
import { useHoldKey } from './useHoldKey.ts';
import { useWakeLock } from './useWakeLock.ts';

/** The one screen: Maya, what is said, and the candidate's controls. */
export function App({ session }: { readonly session: Session }) {
  const state = useSyncExternalStore(session.onState, session.state);
  useMuteKey(session);
  useHoldKey(session, state.steady && isActive(state));
  useWakeLock(isActive(state));
  const { phase, captions } = state;
  const showCaptions = isActive(state) || captions.entries.length > 0;

  return (
    <div className="app" data-phase={phase.name}>
      <Header state={state} />
      <main className="room">
        <section className="stage-column" aria-label="Maya">
          <Stage session={session} state={state} />
          <Notice session={session} state={state} />
          <LagPanel session={session} state={state} />
          <Controls session={session} state={state} />
        </section>
        <section className="side-column">
          {phase.name === 'failed' && (
            <ProblemCard
              problem={phase.problem}
              wayOut={wayOut(state)}
              onRetry={state.resumable ? session.goOn : session.start}
            />
          )}
          {showCaptions ? <Captions log={captions} /> : phase.name !== 'failed' && <Primer />}
        </section>
      </main>
      <footer className="privacy">
        <LockIcon />
        Your voice is never stored. Captions vanish when you leave this page.
      </footer>
    </div>
  );
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
