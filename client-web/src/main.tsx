import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App.tsx';
import { ErrorBoundary } from './app/ErrorBoundary.tsx';
import { WebAudio } from './core/audio/web-audio.ts';
import { browserPorts } from './core/session/browser-ports.ts';
import { Session } from './core/session/session.ts';
import './app/styles/index.css';

// For tests only: ?rawMic=1 turns the microphone's processing off, ?tap=1 records what is played.
const parameters = new URLSearchParams(location.search);
const audio = new WebAudio({
  rawMicrophone: parameters.get('rawMic') === '1',
  tap: parameters.get('tap') === '1',
});
const session = new Session(audio, browserPorts());

// Without it the gateway would learn of a closed tab only when its ping is not answered.
addEventListener('pagehide', session.leave);

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id "root"');
createRoot(root).render(
  <StrictMode>
    <ErrorBoundary onError={session.leave}>
      <App session={session} />
    </ErrorBoundary>
  </StrictMode>,
);
