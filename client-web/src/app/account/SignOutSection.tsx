import { Form } from '../Form.tsx';
import type { SectionProps } from './AccountPage.tsx';

/** Maximum wait for the API before a local sign-out, ms. */
const MAX_WAIT_MS = 3000;

/** Sign-out on this device or on all devices. */
export function SignOutSection({ services: { api, signIn, clock } }: SectionProps) {
  const here = async () => {
    const timeout = new Promise<void>((resolve) => clock.schedule(MAX_WAIT_MS, resolve));
    const result = await Promise.race([api.call('signOut', undefined), timeout]);
    // Signs out locally even if the API did not respond; a signed-out user counts as revoked.
    const { name } = signIn.state();
    await signIn.signOut(result?.ok === true || name === 'out');
    return undefined;
  };
  const everywhere = async () => {
    const result = await api.call('signOutEverywhere', undefined);
    if (!result.ok) return result.problem;
    await signIn.signOut(true);
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
