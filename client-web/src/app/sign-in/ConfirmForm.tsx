import { Form, type Values } from '../Form.tsx';
import { PageTitle } from '../route.tsx';
import { CodeField } from './CodeField.tsx';
import { ResendButton } from './ResendButton.tsx';
import type { StepProps } from './SignInFlow.tsx';
import type { SignInStep } from './sign-in-step.ts';

interface Props extends StepProps {
  readonly step: Extract<SignInStep, { name: 'confirm' }>;
}

/** Confirms the email address with a code, and signs in. */
export function ConfirmForm({ services: { api, signIn }, goTo, step }: Props) {
  const { email, registration, password } = step;
  const submit = async (values: Values) => {
    const confirmed = await api.call('confirm', { registration, code: values('code') });
    if (!confirmed.ok) return confirmed.problem;
    const result =
      password === undefined ? undefined : await api.call('signIn', { email, password });
    if (result?.ok) await signIn.accept(result.value);
    else goTo({ name: 'signIn', email, message: 'Your address is confirmed. Please sign in.' });
    return undefined;
  };
  return (
    <>
      <PageTitle>Enter the code from our mail</PageTitle>
      <p>
        We have sent it to <b>{email}</b>. It is good for 15 minutes. If there is nothing, look
        among the unwanted mail.
      </p>
      <Form submit="Confirm" onSubmit={submit}>
        <CodeField name="code" label="Code" />
      </Form>
      <div className="card-links">
        <ResendButton send={() => api.call('resendCode', { registration })} />
        <button type="button" className="link" onClick={() => goTo({ name: 'signUp', email })}>
          Use another address
        </button>
      </div>
    </>
  );
}
