import { useEffect } from 'react';
import type { Profile } from '../../core/api/result.ts';
import { MODULE_NAME } from '../modules.ts';
import { Link, PageTitle } from '../route.tsx';
import type { AppServices } from '../services.ts';
import { DataSection } from './DataSection.tsx';
import { DeleteSection } from './DeleteSection.tsx';
import { GoalSection } from './GoalSection.tsx';
import { NameSection } from './NameSection.tsx';
import { PasswordSection } from './PasswordSection.tsx';
import { SignOutSection } from './SignOutSection.tsx';

/** Props of all sections. */
export interface SectionProps {
  readonly services: AppServices;
  readonly user: Profile;
}

/** Account page: everything that users can see and change of their account. */
export function AccountPage({ services, user }: SectionProps) {
  const { api, signIn } = services;
  useEffect(() => {
    void api.call('me', undefined).then((result) => {
      if (result.ok) signIn.updateProfile(result.value);
    });
  }, [api, signIn]);
  return (
    <div className="account">
      <PageTitle>Your account</PageTitle>
      <section className="card" aria-labelledby="who">
        <h2 id="who">{user.name ?? 'Profile'}</h2>
        <p>
          {user.email}
          <br />
          <span className="soft">
            Here since{' '}
            {new Date(user.created_at).toLocaleDateString(undefined, { dateStyle: 'long' })}
          </span>
        </p>
        <Attempts attempts={user.attempts} />
        <Link to="/approve" className="button">
          Approve a sign-in
        </Link>
      </section>
      <NameSection services={services} user={user} />
      <GoalSection services={services} user={user} />
      <PasswordSection services={services} user={user} />
      <SignOutSection services={services} user={user} />
      <DataSection services={services} user={user} />
      <DeleteSection services={services} user={user} />
    </div>
  );
}

function Attempts({ attempts }: { readonly attempts: Profile['attempts'] }) {
  if (attempts === undefined) {
    return <p>How many tests you have left cannot be told just now.</p>;
  }
  const entries = Object.entries(attempts);
  if (entries.length === 0) return <p>You have no tests yet. They are sold in the app.</p>;
  return (
    <dl className="facts" aria-label="Tests left">
      {entries.map(([module, count]) => (
        <div key={module}>
          <dt>{MODULE_NAME[module] ?? module}</dt>
          <dd>{count} left</dd>
        </div>
      ))}
    </dl>
  );
}
