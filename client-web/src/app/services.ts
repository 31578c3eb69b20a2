import type { Api } from '../core/api/api.ts';
import type { AppConfigWatcher } from '../core/api/app-config-watcher.ts';
import type { PageConfigLoader } from '../core/api/page-config.ts';
import type { SignIn } from '../core/api/sign-in.ts';
import type { ApiTickets } from '../core/api/tickets.ts';
import type { ClockPort } from '../core/clock.ts';
import type { Conversation } from '../core/conversation/conversation.ts';
import type { WritingAttempt } from '../core/writing/writing-attempt.ts';

/** Services that the page renders and calls. */
export interface AppServices {
  readonly api: Api;
  readonly pageConfig: PageConfigLoader;
  readonly appConfig: AppConfigWatcher;
  readonly signIn: SignIn;
  readonly tickets: ApiTickets;
  readonly conversation: Conversation;
  readonly writing: WritingAttempt;
  readonly clock: ClockPort;
}
