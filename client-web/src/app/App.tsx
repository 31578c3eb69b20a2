import { lazy, Suspense, useEffect, useSyncExternalStore } from 'react';
import type { Profile } from '../core/api/result.ts';
import type { SignIn } from '../core/api/sign-in.ts';
import { Announcements } from './Announcements.tsx';
import { ApprovePage } from './ApprovePage.tsx';
import { AccountPage } from './account/AccountPage.tsx';
import { ConsentPage } from './ConsentPage.tsx';
import { Link, PageTitle, usePath } from './route.tsx';
import { Sheet } from './Sheet.tsx';
import { StandInNote } from './StandInNote.tsx';
import type { AppServices } from './services.ts';
import { SignInFlow } from './sign-in/SignInFlow.tsx';
import { TalkPage } from './TalkPage.tsx';
import { TERMS_VERSION } from './Terms.tsx';
import { type WritingRoute, writingRouteOf } from './writing/writing-route.ts';

/** Pages of the writing test, loaded when one of them is first shown. */
const WritingPages = lazy(() =>
  import('./writing/WritingPages.tsx').catch(() => ({ default: NotLoaded })),
);

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
  const route = writingRouteOf(path);
  // Free, also without an account.
  if (route?.page === 'sample') return <Writing services={services} route={route} />;
  switch (state.name) {
    case 'checking':
      return (
        <Sheet>
          <OneMoment />
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
  const isAgreed = user.consent.terms_version >= TERMS_VERSION;
  if (route !== undefined && isAgreed) {
    return <Writing services={services} user={user} route={route} />;
  }
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
      if (route !== undefined) break;
      return (
        <Sheet>
          <NotFound />
        </Sheet>
      );
  }
  if (!isAgreed) {
    return (
      <Sheet>
        <ConsentPage services={services} />
      </Sheet>
    );
  }
  return <TalkPage services={services} user={user} />;
}

interface WritingProps {
  readonly services: AppServices;
  /** Undefined on a page that needs no sign-in. */
  readonly user?: Profile;
  readonly route: WritingRoute;
}

function Writing({ services, user, route }: WritingProps) {
  return (
    <Sheet width={route.page === 'test' ? 'full' : 'wide'}>
      <Suspense fallback={<OneMoment />}>
        <WritingPages services={services} user={user} route={route} />
      </Suspense>
    </Sheet>
  );
}

function OneMoment() {
  return (
    <p className="waiting" role="status">
      One moment.
    </p>
  );
}

/** Shown without a network, or if a newer version has replaced the script. */
function NotLoaded() {
  return (
    <section className="card">
      <PageTitle>This page could not be loaded</PageTitle>
      <p>Check your connection to the internet, then try again.</p>
      <button type="button" className="button primary" onClick={() => location.reload()}>
        Try again
      </button>
    </section>
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
        <Link to="/">Speak with Maya</Link>, take a <Link to="/writing">writing test</Link>, or see{' '}
        <Link to="/account">your account</Link>.
      </p>
    </section>
  );
}
