import { MAX_RECONNECTS } from '../core/session/backoff.ts';
import type { Problem, SessionState } from '../core/session/state.ts';

/** What Maya is seen to do. */
export type Presence =
  | 'idle'
  | 'permission'
  | 'connecting'
  | 'reconnecting'
  | 'listening'
  | 'thinking'
  | 'speaking'
  | 'paused'
  | 'ended'
  | 'failed';

/** The word below Maya's ring. */
export const PRESENCE_WORD: Readonly<Record<Presence, string>> = {
  idle: 'Ready',
  permission: 'Microphone',
  connecting: 'Connecting',
  reconnecting: 'Reconnecting',
  listening: 'Listening',
  thinking: 'Thinking',
  speaking: 'Speaking',
  paused: 'Paused',
  ended: 'Finished',
  failed: 'Stopped',
};

/** What Maya is seen to do in this state. */
export function presence(state: SessionState): Presence {
  if (state.interrupted) return 'paused';
  switch (state.phase.name) {
    case 'idle':
      return 'idle';
    case 'microphone':
      return 'permission';
    case 'ticket':
    case 'opening':
    case 'connecting':
    case 'waiting':
      return state.wasLive ? 'reconnecting' : 'connecting';
    case 'retrying':
      return 'reconnecting';
    case 'live':
      return state.turn;
    case 'ending':
      return state.phase.reason === 'examiner' ? state.turn : 'ended';
    case 'ended':
      return 'ended';
    case 'failed':
      return 'failed';
  }
}

/** One line that says what the candidate may do or expect. */
export function hint(state: SessionState): string {
  switch (presence(state)) {
    case 'idle':
      return 'She asks, listens and answers, as in the test.';
    case 'permission':
      return 'Choose “Allow” when your browser asks for the microphone.';
    case 'connecting':
      return state.attempt > 0 ? `Trying again, ${attempts(state)}.` : 'Calling Maya.';
    case 'reconnecting':
      return state.attempt > 0
        ? `The connection was lost. Trying again, ${attempts(state)}.`
        : 'Maya will be back in a moment.';
    case 'listening':
      return state.muted ? 'You are muted. Maya hears silence.' : 'Speak as you would to a person.';
    case 'thinking':
      return 'One moment.';
    case 'speaking':
      return state.muted ? 'You are muted. Maya hears silence.' : 'You may interrupt her.';
    case 'paused':
      return 'A call or another program has taken the sound.';
    case 'ended':
      return 'Thank you for speaking with Maya.';
    case 'failed':
      return 'The conversation could not go on.';
  }
}

/** The connection in words, with a tone for its mark. */
export interface Connection {
  readonly text: string;
  readonly tone: 'off' | 'busy' | 'good' | 'bad';
}

/** How the connection fares. */
export function connection(state: SessionState): Connection {
  switch (state.phase.name) {
    case 'live':
      return { text: 'Connected', tone: 'good' };
    case 'ending':
      return { text: 'Ending', tone: 'off' };
    case 'failed':
      return { text: 'Disconnected', tone: 'bad' };
    case 'idle':
    case 'ended':
    case 'microphone':
      return { text: 'Not connected', tone: 'off' };
    case 'ticket':
    case 'opening':
    case 'connecting':
    case 'waiting':
    case 'retrying':
      return { text: state.wasLive ? 'Reconnecting' : 'Connecting', tone: 'busy' };
  }
}

/** What went wrong and what to do about it. */
export interface Help {
  readonly title: string;
  readonly text: string;
  readonly steps: readonly string[];
}

export const HELP: Readonly<Record<Problem, Help>> = {
  denied: {
    title: 'The microphone is blocked',
    text: 'Maya cannot hear you until this page may use your microphone.',
    steps: [
      'On a computer: select the icon to the left of the address and set Microphone to “Allow”.',
      'On a phone: open your browser’s settings for this site and allow the microphone.',
      'Then try again.',
    ],
  },
  missing: {
    title: 'No microphone was found',
    text: 'Your device says that it has none.',
    steps: ['Connect a microphone or a headset.', 'Then try again.'],
  },
  busy: {
    title: 'The microphone did not start',
    text: 'Another program may be using it.',
    steps: ['Close other programs that make calls or record.', 'Then try again.'],
  },
  unsupported: {
    title: 'This browser cannot make the call',
    text: 'It lacks the sound features that the conversation needs.',
    steps: [
      'Use a current Chrome, Edge, Firefox or Safari.',
      'Make sure that the address begins with https://.',
    ],
  },
  refused: {
    title: 'You could not be let in',
    text: 'No place in a conversation was given to this page.',
    steps: ['Reload the page, then try again.', 'If it stays so, wait a few minutes.'],
  },
  unreachable: {
    title: 'Maya cannot be reached',
    text: 'Several tries in a row had no answer.',
    steps: ['Check your connection to the internet.', 'Wait a minute, then try again.'],
  },
  fault: {
    title: 'The conversation broke off',
    text: 'The two programs did not understand each other. This is our fault, not yours.',
    steps: ['Reload the page to get its newest version.', 'Then try again.'],
  },
};

/** RMS or peak, 0 to 1, as a share of a meter from -60 to 0 dBFS. */
export function meterShare(level: number): number {
  return level <= 0.001 ? 0 : Math.min(1, 1 + (20 * Math.log10(level)) / 60);
}

function attempts({ attempt }: SessionState): string {
  return `${attempt} of ${MAX_RECONNECTS}`;
}
