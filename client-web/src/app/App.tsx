import { type ReactNode, useEffect, useSyncExternalStore } from 'react';
import type { SignIn } from '../core/api/sign-in.ts';
import { Announcements } from './Announcements.tsx';
import { ApprovePage } from './ApprovePage.tsx';
import { AccountPage } from './account/AccountPage.tsx';
import { ConsentPage } from './ConsentPage.tsx';
import { Header } from './Header.tsx';
import { Link, PageTitle, usePath } from './route.tsx';
import { StandInNote } from './StandInNote.tsx';
import type { AppServices } from './services.ts';
import { SignInFlow } from './sign-in/SignInFlow.tsx';
import { TalkPage } from './TalkPage.tsx';
import { TERMS_VERSION } from './Terms.tsx';

/** Root of the page: the note of a local stack above the current screen. */
export function App({ services }: { readonly services: AppServices }) {
  const { pageConfig } = services;
  const config = useSyncExternalStore(pageConfig.subscribe, pageConfig.state);
  useEffect(() => void pageConfig.load(), [pageConfig]);
  return (
    <>
      <StandInNote examiner={config?.examiner} />
      <Screen services={services} />
    </>
  );
}

/** Screen of the current path, or the sign-in flow for a signed-out user. */
function Screen({ services }: { readonly services: AppServices }) {
  const path = usePath();
  const state = useSyncExternalStore(services.signIn.subscribe, services.signIn.state);
  switch (state.name) {
    case 'checking':
      return (
        <Sheet>
          <p className="waiting" role="status">
            One moment.
          </p>
        </Sheet>
      );
    case 'unreachable':
      return (
        <Sheet>
          <Unreachable signIn={services.signIn} />
        </Sheet>
      );
    case 'out':
      return (
        <Sheet>
          <Announcements appConfig={services.appConfig} />
          <SignInFlow services={services} requestedPath={path} reason={state.reason} />
        </Sheet>
      );
    case 'in':
      break;
  }
  const { user } = state;
  switch (path) {
    case '/account':
      return (
        <Sheet>
          <AccountPage services={services} user={user} />
        </Sheet>
      );
    case '/approve':
      return (
        <Sheet>
          <ApprovePage api={services.api} />
        </Sheet>
      );
    case '/':
      break;
    default:
      return (
        <Sheet>
          <NotFound />
        </Sheet>
      );
  }
  if (user.consent.terms_version < TERMS_VERSION) {
    return (
      <Sheet>
        <ConsentPage services={services} />
      </Sheet>
    );
  }
  return <TalkPage services={services} user={user} />;
}

/** Layout of a page to read and fill in. */
function Sheet({ children }: { readonly children: ReactNode }) {
  return (
    <div className="app" data-phase="idle">
      <Header>
        <nav aria-label="Pages" className="pages">
          <Link to="/">Speak with Maya</Link>
          <Link to="/account">Account</Link>
        </nav>
      </Header>
      <main className="sheet">{children}</main>
    </div>
  );
}

function Unreachable({ signIn }: { readonly signIn: SignIn }) {
  return (
    <section className="card">
      <PageTitle>We cannot be reached</PageTitle>
      <p>You are still signed in. Check your connection to the internet, then try again.</p>
      <div className="card-choices">
        <button type="button" className="button primary" onClick={signIn.restore}>
          Try again
        </button>
        <button type="button" className="button" onClick={() => void signIn.signOut(false)}>
          Sign out here
        </button>
      </div>
    </section>
  );
}

function NotFound() {
  return (
    <section className="card">
      <PageTitle>There is no such page</PageTitle>
      <p>
        <Link to="/">Speak with Maya</Link>, or see <Link to="/account">your account</Link>.
      </p>
    </section>
  );
}
