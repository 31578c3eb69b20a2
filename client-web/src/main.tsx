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
import { LocalStorageDraftStore } from './core/writing/browser-ports.ts';
import { WritingAttempt } from './core/writing/writing-attempt.ts';
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
  onSignOut: () => writing.forget(),
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

const writing = new WritingAttempt({
  api,
  clock,
  drafts: new LocalStorageDraftStore(),
  newKey: () => crypto.randomUUID(),
  onMarked: () => {
    // The test used an attempt.
    void api.call('me', undefined).then((result) => {
      if (result.ok) signIn.updateProfile(result.value);
    });
  },
});

// A conversation and a draft belong to their user: another user must find nothing of them.
let userId: string | undefined;
signIn.subscribe(() => {
  const state = signIn.state();
  const isAnother = state.name === 'in' && userId !== undefined && userId !== state.user.user_id;
  if (state.name === 'out' || isAnother) conversation.signOut();
  if (state.name === 'in') {
    userId = state.user.user_id;
    writing.open(userId);
  } else if (state.name === 'out') {
    writing.close(state.reason === 'ended');
  }
});
void signIn.restore();
addEventListener('online', () => {
  if (signIn.state().name === 'unreachable') void signIn.restore();
  writing.wake();
});

// Otherwise the gateway would notice a closed tab only by an unanswered ping.
addEventListener('pagehide', conversation.leave);
addEventListener('pagehide', eventReporter.flush);
addEventListener('pagehide', writing.flush);
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') {
    eventReporter.flush();
    writing.flush();
    return;
  }
  // The page may have been in the background for days.
  void appConfig.refresh();
});

function crashed(): void {
  conversation.leave();
  writing.flush();
  eventReporter.record({ type: 'page_error', code: 'render' });
}

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary onError={crashed}>
      <App
        services={{ api, pageConfig, appConfig, signIn, tickets, conversation, writing, clock }}
      />
    </ErrorBoundary>
  </StrictMode>,
);
