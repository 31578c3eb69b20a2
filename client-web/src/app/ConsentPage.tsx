import { CheckField, Form } from './Form.tsx';
import { Title } from './route.tsx';
import type { AppServices } from './services.ts';
import { TERMS_VERSION, Terms } from './Terms.tsx';

/** Asks again when the terms have changed. */
export function ConsentPage({ page: { api, signIn } }: { readonly page: AppServices }) {
  const accept = async () => {
    const answer = await api.call('changeMe', { consent: { terms_version: TERMS_VERSION } });
    if (!answer.ok) return answer.trouble;
    signIn.updated(answer.value);
    return undefined;
  };
  return (
    <section className="card">
      <Title>Our terms have changed</Title>
      <p>Please read them before you go on.</p>
      <Form submit="Go on" onSubmit={accept}>
        <Terms />
        <CheckField name="consent" label="I agree" />
      </Form>
    </section>
  );
}
