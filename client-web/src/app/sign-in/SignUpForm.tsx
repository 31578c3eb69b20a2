import { useState } from 'react';
import { CheckField, Field, Form, PasswordField, type Values } from '../Form.tsx';
import { PageTitle } from '../route.tsx';
import { TERMS_VERSION, Terms } from '../Terms.tsx';
import type { StepProps } from './SignInFlow.tsx';

/** Registration of an account. */
export function SignUpForm({
  services: { api },
  goTo,
  email,
}: StepProps & { readonly email: string }) {
  const [address, setAddress] = useState(email);
  const submit = async (values: Values) => {
    const [name, password] = [values('name').trim(), values('password')];
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
        <Field
          name="email"
          label="E-mail address"
          type="email"
          autoComplete="username"
          maxLength={254}
          value={address}
          onChange={(event) => setAddress(event.target.value)}
        />
        <PasswordField name="password" label="Password" newFor={address} />
        <Field
          name="name"
          label="Name (optional)"
          hint="Shown in your account."
          autoComplete="name"
          maxLength={100}
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
