import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { version } from '../package.json';
import { App } from './app/App.tsx';
import { ErrorBoundary } from './app/ErrorBoundary.tsx';
import { Api } from './core/api/api.ts';
import { AppConfigWatcher } from './core/api/app-config-watcher.ts';
import { LocalStorageSignInStore, WebLocks } from './core/api/browser-ports.ts';
import { ClientEventReporter } from './core/api/client-event-reporter.ts';
import { HttpClient } from './core/api/http.ts';
import { PageConfigLoader } from './core/api/page-config.ts';
import { RegionSelector } from './core/api/region-selector.ts';
import { RetryingClient } from './core/api/retrying-client.ts';
import { SignIn } from './core/api/sign-in.ts';
import { ApiTickets } from './core/api/tickets.ts';
import { WebAudio } from './core/audio/web-audio.ts';
import { BrowserClock } from './core/clock.ts';
import { browserPorts } from './core/conversation/browser-ports.ts';
import { Conversation } from './core/conversation/conversation.ts';
import { reportConversation } from './core/conversation/telemetry.ts';
import './app/styles/index.css';

// For tests only: ?rawMic=1 turns the microphone's processing off, ?tap=1 records the playout.
const parameters = new URLSearchParams(location.search);
const audio = new WebAudio({
  rawMicrophone: parameters.get('rawMic') === '1',
  tap: parameters.get('tap') === '1',
});
const clock = new BrowserClock();
const http = new HttpClient((url, init) => fetch(url, init), clock);
const pageConfig = new PageConfigLoader(http);
const regions = new RegionSelector(pageConfig, http, clock);
const eventReporter = new ClientEventReporter(http, regions, clock, version);
const signIn: SignIn = new SignIn({
  store: new LocalStorageSignInStore(),
  lock: new WebLocks(),
  clock,
  refresh: (token) => api.call('refresh', { refresh_token: token }),
});
const api = new Api(
  new RetryingClient(http, regions, clock, Math.random, eventReporter.record),
  signIn,
);
const appConfig = new AppConfigWatcher(api, version, clock);
const tickets = new ApiTickets(
  api,
  () => crypto.randomUUID(),
  () => {
    const state = signIn.state();
    return state.name === 'in' ? state.user.attempts : undefined;
  },
);
const conversation = new Conversation(audio, browserPorts(tickets, clock, eventReporter.record));
reportConversation(conversation, clock, eventReporter.record);

// A conversation belongs to its user: another user must find nothing of it.
let userId: string | undefined;
signIn.subscribe(() => {
  const state = signIn.state();
  const isAnother = state.name === 'in' && userId !== undefined && userId !== state.user.user_id;
  if (state.name === 'out' || isAnother) conversation.signOut();
  if (state.name === 'in') userId = state.user.user_id;
});
void signIn.restore();
addEventListener('online', () => {
  if (signIn.state().name === 'unreachable') void signIn.restore();
});

// Otherwise the gateway would notice a closed tab only by an unanswered ping.
addEventListener('pagehide', conversation.leave);
addEventListener('pagehide', eventReporter.flush);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') eventReporter.flush();
  // The page may have been in the background for days.
  else void appConfig.refresh();
});

function crashed(): void {
  conversation.leave();
  eventReporter.record({ type: 'page_error', code: 'render' });
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary onError={crashed}>
      <App services={{ api, pageConfig, appConfig, signIn, tickets, conversation, clock }} />
    </ErrorBoundary>
  </StrictMode>,
);
