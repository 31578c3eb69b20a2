import { CheckField, Form, PasswordField, type Values } from '../Form.tsx';
import type { SectionProps } from './AccountPage.tsx';

/** Deletion of the account. */
export function DeleteSection({ services: { api, signIn } }: SectionProps) {
  const submit = async (values: Values) => {
    const result = await api.call('deleteMe', { password: values('password') });
    if (!result.ok) return result.problem;
    await signIn.signOut(true);
    return undefined;
  };
  return (
    <section className="card" aria-labelledby="delete">
      <h2 id="delete">Delete account</h2>
      <p>This deletes at once, and for good:</p>
      <ul>
        <li>your profile: e-mail address, name, password,</li>
        <li>all your written assessments,</li>
        <li>all sign-ins, on every device,</li>
        <li>the tests that you bought and have not used.</li>
      </ul>
      <p>
        It cannot be undone, and unused tests are not paid back. Your voice and your conversations
        were never stored. That something was bought stays recorded, without your name or address,
        as long as the law demands it.
      </p>
      <details>
        <summary>I want to delete my account</summary>
        <Form submit="Delete my account" look="end" onSubmit={submit}>
          <PasswordField name="password" label="Password" />
          <CheckField name="sure" label="I know that it cannot be undone" />
        </Form>
      </details>
    </section>
  );
}
