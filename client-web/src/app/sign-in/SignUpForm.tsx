import { useState } from 'react';
import { nameProblem } from '../../core/api/text-length.ts';
import { CheckField, Field, Form, PasswordField, type Values } from '../Form.tsx';
import { PageTitle } from '../route.tsx';
import { TERMS_VERSION, Terms } from '../Terms.tsx';
import { EmailField } from './EmailField.tsx';
import type { StepProps } from './SignInFlow.tsx';

/** Registration of an account. */
export function SignUpForm({
  services: { api },
  goTo,
  email,
}: StepProps & { readonly email: string }) {
  const [address, setAddress] = useState(email);
  const submit = async (values: Values) => {
    const [name, password] = [values('name'), values('password')];
    const result = await api.call('register', {
      email: address,
      password,
      ...(name === '' ? {} : { name }),
      age_confirmed: true,
      consent: { terms_version: TERMS_VERSION },
    });
    if (!result.ok) return result.problem;
    const { registration } = result.value;
    goTo({ name: 'confirm', email: address, registration, password });
    return undefined;
  };
  return (
    <>
      <PageTitle>Create an account</PageTitle>
      <Form submit="Create account" onSubmit={submit}>
        <EmailField email={email} onChange={setAddress} />
        <PasswordField name="password" label="Password" newFor={address} />
        <Field
          name="name"
          label="Name (optional)"
          hint="Shown in your account."
          autoComplete="name"
          check={nameProblem}
          required={false}
        />
        <Terms />
        <CheckField name="age_confirmed" label="I am 16 or older" />
        <CheckField name="consent" label="I agree" />
      </Form>
      <div className="card-links">
        <button
          type="button"
          className="link"
          onClick={() => goTo({ name: 'signIn', email: address })}
        >
          I have an account
        </button>
      </div>
    </>
  );
}
