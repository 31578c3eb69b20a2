import { useState } from 'react';
import { Field, Form, type Values } from '../Form.tsx';
import type { SectionProps } from './AccountPage.tsx';

/** The name, which is optional. */
export function NameSection({ page: { api, signIn }, user }: SectionProps) {
  const [news, setNews] = useState('');
  const submit = async (values: Values) => {
    setNews('');
    const answer = await api.call('changeMe', { name: values('name').trim() });
    if (!answer.ok) return answer.trouble;
    signIn.updated(answer.value);
    setNews('Saved.');
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
          maxLength={100}
          required={false}
          defaultValue={user.name ?? ''}
        />
      </Form>
      <p className="news" role="status">
        {news}
      </p>
    </section>
  );
}
