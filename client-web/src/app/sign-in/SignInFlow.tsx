import { useEffect, useState } from 'react';
import type { SignInState } from '../../core/api/sign-in.ts';
import type { AppServices } from '../services.ts';
import { ConfirmForm } from './ConfirmForm.tsx';
import { ForgotForm, ResetForm } from './PasswordForms.tsx';
import { QrPanel } from './QrPanel.tsx';
import { SignInForm } from './SignInForm.tsx';
import { SignUpForm } from './SignUpForm.tsx';
import { FIRST_STEP, loadStep, type SignInStep, saveStep } from './sign-in-step.ts';

/** Props of all steps. */
export interface StepProps {
  readonly services: AppServices;
  readonly goTo: (step: SignInStep) => void;
}

interface Props {
  readonly services: AppServices;
  /** Path that the user requested. */
  readonly requestedPath: string;
  /** Reason for being signed out. */
  readonly reason: Extract<SignInState, { name: 'out' }>['reason'];
}

/** Sign-in flow: sign-up, sign-in, and password reset. */
export function SignInFlow({ services, requestedPath, reason }: Props) {
  const [step, goTo] = useState(loadStep);
  useEffect(() => {
    saveStep(step);
    // A completed sign-in, by whichever way, leaves no step behind.
    return () => saveStep(FIRST_STEP);
  }, [step]);
  return (
    <div className="entrance">
      <Reason requestedPath={requestedPath} reason={reason} />
      <section className="card" key={step.name}>
        <Form step={step} services={services} goTo={goTo} />
      </section>
    </div>
  );
}

function Form({ step, ...props }: StepProps & { readonly step: SignInStep }) {
  switch (step.name) {
    case 'signIn':
      return <SignInForm {...props} email={step.email} message={step.message} />;
    case 'signUp':
      return <SignUpForm {...props} email={step.email} />;
    case 'confirm':
      return <ConfirmForm {...props} step={step} />;
    case 'forgot':
      return <ForgotForm {...props} email={step.email} />;
    case 'reset':
      return <ResetForm {...props} email={step.email} />;
    case 'qr':
      return <QrPanel {...props} />;
  }
}

/** Explanation why a sign-in is needed. */
function Reason({ requestedPath, reason }: Pick<Props, 'requestedPath' | 'reason'>) {
  if (reason === 'ended') {
    return <p className="reason">Your sign-in has ended. Please sign in again.</p>;
  }
  if (reason === 'notRevoked') {
    return (
      <p className="reason" role="status">
        You are signed out, and nothing of your sign-in is left on this device. We could not be
        reached, though. If somebody else may have used it, sign in once more and choose “Sign out
        everywhere”.
      </p>
    );
  }
  if (requestedPath === '/approve') {
    return <p className="reason">Sign in here first, then you can approve the other device.</p>;
  }
  if (requestedPath === '/account') {
    return (
      <p className="reason">
        Sign in to see your account, to take your data with you, or to delete your account and all
        that belongs to it.
      </p>
    );
  }
  return null;
}
