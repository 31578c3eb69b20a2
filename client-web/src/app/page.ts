import type { Api } from '../core/api/api.ts';
import type { AppConfigWatcher } from '../core/api/app-config-watcher.ts';
import type { SignIn } from '../core/api/sign-in.ts';
import type { ApiTickets } from '../core/api/tickets.ts';
import type { ClockPort } from '../core/clock.ts';
import type { Session } from '../core/session/session.ts';

/** What the page draws, and acts on. */
export interface Page {
  readonly api: Api;
  readonly appConfig: AppConfigWatcher;
  readonly signIn: SignIn;
  readonly tickets: ApiTickets;
  readonly session: Session;
  readonly clock: ClockPort;
}
