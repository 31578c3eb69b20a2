import { useEffect, useState, useSyncExternalStore } from 'react';
import { QrSignIn } from '../../core/api/qr-sign-in.ts';
import { FormProblem } from '../Form.tsx';
import { PageTitle } from '../route.tsx';
import { QrCode } from './QrCode.tsx';
import type { StepProps } from './SignInFlow.tsx';

/** Sign-in with a phone that is signed in. */
export function QrPanel({ services: { api, signIn, clock }, goTo }: StepProps) {
  const [qr] = useState(() => new QrSignIn(api, signIn, clock));
  useEffect(() => {
    qr.start();
    return qr.stop;
  }, [qr]);
  return (
    <>
      <PageTitle>Sign in with your phone</PageTitle>
      <Code qr={qr} />
      <div className="card-links">
        <button type="button" className="link" onClick={() => goTo({ name: 'signIn', email: '' })}>
          Use your password instead
        </button>
      </div>
    </>
  );
}

function Code({ qr }: { readonly qr: QrSignIn }) {
  const state = useSyncExternalStore(qr.subscribe, qr.state);
  switch (state.name) {
    case 'loading':
      return (
        <p className="waiting" role="status">
          One moment.
        </p>
      );
    case 'showing':
      return (
        <div className="qr">
          <ol>
            <li>On a phone where you are signed in, scan this with the camera.</li>
            <li>Compare the code below with the one on the phone, and approve.</li>
          </ol>
          <QrCode text={state.url} label="QR code that opens the approval on your phone" />
          <p className="qr-user-code">
            <span>No camera? In your account there, choose “Approve a sign-in” and type</span>
            <b>{state.userCode}</b>
          </p>
          <p className="qr-left" role="timer" aria-live="off">
            A new code comes in {minutes(state.secondsLeft)}.
          </p>
        </div>
      );
    case 'denied':
      return <Again qr={qr}>The sign-in was denied on the phone.</Again>;
    case 'paused':
      return <Again qr={qr}>The codes were not used for a while.</Again>;
    case 'failed':
      return (
        <>
          <FormProblem problem={state.problem} />
          <Again qr={qr}>There is no code.</Again>
        </>
      );
  }
}

function Again({ qr, children }: { readonly qr: QrSignIn; readonly children: string }) {
  return (
    <>
      <p role="status">{children}</p>
      <button type="button" className="button primary" onClick={qr.start}>
        Show a new code
      </button>
    </>
  );
}

function minutes(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
