import { useState } from 'react';
import { Form, PasswordField, type Values } from '../Form.tsx';
import type { SectionProps } from './AccountPage.tsx';

/** Change of the password. */
export function PasswordSection({ services: { api, signIn }, user }: SectionProps) {
  const [changes, setChanges] = useState(0);
  const submit = async (values: Values) => {
    const result = await api.call('changePassword', {
      current_password: values('current_password'),
      new_password: values('new_password'),
    });
    if (!result.ok) return result.problem;
    await signIn.accept(result.value);
    setChanges(changes + 1);
    return undefined;
  };
  return (
    <section className="card" aria-labelledby="password">
      <h2 id="password">Password</h2>
      {/* A new key clears the fields. */}
      <Form key={changes} submit="Change password" onSubmit={submit}>
        {/* Tells password managers which account it is. */}
        <input
          type="email"
          className="visually-hidden"
          autoComplete="username"
          value={user.email}
          readOnly
          tabIndex={-1}
          aria-hidden="true"
        />
        <PasswordField name="current_password" label="Current password" />
        <PasswordField name="new_password" label="New password" newFor={user.email} />
      </Form>
      <p className="news" role="status">
        {changes > 0 && 'Your new password holds. Other devices are signed out.'}
      </p>
    </section>
  );
}
