import { type ReactNode, useSyncExternalStore } from 'react';
import type { SignIn } from '../core/api/sign-in.ts';
import { Announcements } from './Announcements.tsx';
import { ApprovePage } from './ApprovePage.tsx';
import { AccountPage } from './account/AccountPage.tsx';
import { ConsentPage } from './ConsentPage.tsx';
import { Header } from './Header.tsx';
import { Link, Title, usePath } from './route.tsx';
import type { AppServices } from './services.ts';
import { SignInFlow } from './sign-in/SignInFlow.tsx';
import { TalkPage } from './TalkPage.tsx';
import { TERMS_VERSION } from './Terms.tsx';

/** Everything there is to see: what the path says, to a person who is signed in. */
export function App({ page }: { readonly page: AppServices }) {
  const path = usePath();
  const state = useSyncExternalStore(page.signIn.subscribe, page.signIn.state);
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
          <Unreachable signIn={page.signIn} />
        </Sheet>
      );
    case 'out':
      return (
        <Sheet>
          <Announcements appConfig={page.appConfig} />
          <SignInFlow page={page} requestedPath={path} reason={state.reason} />
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
          <AccountPage page={page} user={user} />
        </Sheet>
      );
    case '/approve':
      return (
        <Sheet>
          <ApprovePage api={page.api} />
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
        <ConsentPage page={page} />
      </Sheet>
    );
  }
  return <TalkPage page={page} user={user} />;
}

/** A page to read and fill in. */
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
      <Title>We cannot be reached</Title>
      <p>You are still signed in. Check your connection to the internet, then try again.</p>
      <div className="card-choices">
        <button type="button" className="button primary" onClick={signIn.open}>
          Try again
        </button>
        <button type="button" className="button" onClick={() => void signIn.end(false)}>
          Sign out here
        </button>
      </div>
    </section>
  );
}

function NotFound() {
  return (
    <section className="card">
      <Title>There is no such page</Title>
      <p>
        <Link to="/">Speak with Maya</Link>, or see <Link to="/account">your account</Link>.
      </p>
    </section>
  );
}
