import { useState } from 'react';
import { Form, PasswordField, type Values } from '../Form.tsx';
import { PageTitle } from '../route.tsx';
import { CodeField } from './CodeField.tsx';
import { EmailField } from './EmailField.tsx';
import { ResendButton } from './ResendButton.tsx';
import type { StepProps } from './SignInFlow.tsx';

interface Props extends StepProps {
  readonly email: string;
}

/** Requests a code to reset the password. */
export function ForgotForm({ services: { api }, goTo, email }: Props) {
  const [address, setAddress] = useState(email);
  const submit = async () => {
    const result = await api.call('forgotPassword', { email: address });
    if (!result.ok) return result.problem;
    goTo({ name: 'reset', email: address });
    return undefined;
  };
  return (
    <>
      <PageTitle>Set a new password</PageTitle>
      <p>We send a code to the address of your account.</p>
      <Form submit="Send the code" onSubmit={submit}>
        <EmailField email={email} onChange={setAddress} />
      </Form>
      {address.includes('@') && (
        <div className="card-links">
          <button
            type="button"
            className="link"
            onClick={() => goTo({ name: 'reset', email: address })}
          >
            I have a code
          </button>
        </div>
      )}
      <BackLink goTo={goTo} email={address} />
    </>
  );
}

/** Resets the password with a code. */
export function ResetForm({ services: { api }, goTo, email }: Props) {
  const submit = async (values: Values) => {
    const result = await api.call('resetPassword', {
      email,
      code: values('code'),
      new_password: values('new_password'),
    });
    if (!result.ok) return result.problem;
    goTo({
      name: 'signIn',
      email,
      message: 'Your new password holds. You are signed out everywhere.',
    });
    return undefined;
  };
  return (
    <>
      <PageTitle>Enter the code from our mail</PageTitle>
      <p>
        If there is an account for <b>{email}</b>, a code is on its way, good for 15 minutes.
      </p>
      <Form submit="Set the new password" onSubmit={submit}>
        <CodeField name="code" label="Code" />
        <PasswordField name="new_password" label="New password" newFor={email} />
      </Form>
      <div className="card-links">
        <ResendButton send={() => api.call('forgotPassword', { email })} />
      </div>
      <BackLink goTo={goTo} email={email} />
    </>
  );
}

function BackLink({ goTo, email }: Pick<Props, 'goTo' | 'email'>) {
  return (
    <div className="card-links">
      <button type="button" className="link" onClick={() => goTo({ name: 'signIn', email })}>
        Back to signing in
      </button>
    </div>
  );
}
