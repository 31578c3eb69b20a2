import { CheckField, Form } from './Form.tsx';
import { PageTitle } from './route.tsx';
import type { AppServices } from './services.ts';
import { TERMS_VERSION, Terms } from './Terms.tsx';

/** Asks for consent again when the terms have changed. */
export function ConsentPage({ services: { api, signIn } }: { readonly services: AppServices }) {
  const accept = async () => {
    const result = await api.call('changeMe', { consent: { terms_version: TERMS_VERSION } });
    if (!result.ok) return result.problem;
    signIn.updateProfile(result.value);
    return undefined;
  };
  return (
    <section className="card">
      <PageTitle>Our terms have changed</PageTitle>
      <p>Please read them before you go on.</p>
      <Form submit="Go on" onSubmit={accept}>
        <Terms />
        <CheckField name="consent" label="I agree" />
      </Form>
    </section>
  );
}
