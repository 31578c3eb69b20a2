import { useEffect, useState } from 'react';
import type { Page } from '../page.ts';
import { ConfirmForm } from './ConfirmForm.tsx';
import { ForgotForm, ResetForm } from './PasswordForms.tsx';
import { QrPanel } from './QrPanel.tsx';
import { SignInForm } from './SignInForm.tsx';
import { SignUpForm } from './SignUpForm.tsx';
import { keepStep, keptStep, START, type Step } from './step.ts';

/** What every step of it needs. */
export interface StepProps {
  readonly page: Page;
  readonly go: (step: Step) => void;
}

interface Props {
  readonly page: Page;
  /** Where the person wanted to go. */
  readonly path: string;
  /** Whether somebody was signed in until now. */
  readonly hasEnded: boolean;
}

/** The way in: signing up and in, and back in without the password. */
export function Entrance({ page, path, hasEnded }: Props) {
  const [step, go] = useState(keptStep);
  useEffect(() => {
    keepStep(step);
    // Whoever is in, by whichever way, is not on the way any more.
    return () => keepStep(START);
  }, [step]);
  return (
    <div className="entrance">
      <Reason path={path} hasEnded={hasEnded} />
      <section className="card" key={step.name}>
        <Form step={step} page={page} go={go} />
      </section>
    </div>
  );
}

function Form({ step, ...props }: StepProps & { readonly step: Step }) {
  switch (step.name) {
    case 'signIn':
      return <SignInForm {...props} email={step.email} news={step.news} />;
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

/** Why one has to sign in first. */
function Reason({ path, hasEnded }: Pick<Props, 'path' | 'hasEnded'>) {
  if (hasEnded) return <p className="reason">Your sign-in has ended. Please sign in again.</p>;
  if (path === '/approve') {
    return <p className="reason">Sign in here first, then you can approve the other device.</p>;
  }
  if (path === '/account') {
    return (
      <p className="reason">
        Sign in to see your account, to take your data with you, or to delete your account and all
        that belongs to it.
      </p>
    );
  }
  return null;
}
