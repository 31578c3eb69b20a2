import { useState } from 'react';
import { nameProblem } from '../../core/api/text-length.ts';
import { Field, Form, type Values } from '../Form.tsx';
import type { SectionProps } from './AccountPage.tsx';

/** Change of the name, which is optional. */
export function NameSection({ services: { api, signIn }, user }: SectionProps) {
  const [message, setMessage] = useState('');
  const submit = async (values: Values) => {
    setMessage('');
    const result = await api.call('changeMe', { name: values('name') });
    if (!result.ok) return result.problem;
    signIn.updateProfile(result.value);
    setMessage('Saved.');
    return undefined;
  };
  return (
    <section className="card" aria-labelledby="name">
      <h2 id="name">Name</h2>
      <Form submit="Save" onSubmit={submit}>
        <Field
          name="name"
          label="Name (optional)"
          autoComplete="name"
          check={nameProblem}
          required={false}
          defaultValue={user.name ?? ''}
        />
      </Form>
      <p className="news" role="status">
        {message}
      </p>
    </section>
  );
}
