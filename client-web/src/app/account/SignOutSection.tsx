import { Form } from '../Form.tsx';
import type { SectionProps } from './AccountPage.tsx';

/** Out, here or everywhere. */
export function SignOutSection({ page: { api, signIn } }: SectionProps) {
  const here = async () => {
    await api.call('signOut', undefined);
    // Whether or not that was heard: nothing stays on this device.
    await signIn.end();
    return undefined;
  };
  const everywhere = async () => {
    const answer = await api.call('signOutEverywhere', undefined);
    if (!answer.ok) return answer.trouble;
    await signIn.end();
    return undefined;
  };
  return (
    <section className="card" aria-labelledby="sign-out">
      <h2 id="sign-out">Sign out</h2>
      <p>Everywhere means every browser and phone, within a minute.</p>
      <div className="card-choices">
        <Form submit="Sign out" look="plain" onSubmit={here} />
        <Form submit="Sign out everywhere" look="plain" onSubmit={everywhere} />
      </div>
    </section>
  );
}
