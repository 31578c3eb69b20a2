import { MAX_RECONNECTS } from '../core/conversation/backoff.ts';
import {
  type ConversationProblem,
  type ConversationState,
  isActive,
  isMicrophoneOff,
} from '../core/conversation/state.ts';
import type { ConnectionQuality } from '../core/protocol.ts';

/** Visible state of Maya. */
type Presence =
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

/** Label below Maya's ring. */
export const PRESENCE_LABEL: Readonly<Record<Presence, string>> = {
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

/** Derives the visible state of Maya. */
export function presence(state: ConversationState): Presence {
  if (state.audioInterrupted) return 'paused';
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

/** Returns one line with what the candidate may do or expect. */
export function hint(state: ConversationState): string {
  switch (presence(state)) {
    case 'idle':
      return 'She asks, listens and answers, as in the test.';
    case 'permission':
      return 'Choose “Allow” when your browser asks for the microphone.';
    case 'connecting':
      return state.reconnects > 0 ? `Trying again, ${reconnectsOfMax(state)}.` : 'Calling Maya.';
    case 'reconnecting':
      if (state.skipping) return 'The test is skipped as soon as the connection is back.';
      if (state.reconnects === 0) return 'Maya will be back in a moment.';
      return state.resumable
        ? 'The connection was lost. You go on where you were as soon as it is back.'
        : `The connection was lost. Trying again, ${reconnectsOfMax(state)}.`;
    case 'listening':
      return microphoneHint(state) ?? 'Speak as you would to a person.';
    case 'thinking':
      return 'One moment.';
    case 'speaking':
      return microphoneHint(state) ?? 'You may interrupt her.';
    case 'paused':
      return 'A call or another program has taken the sound.';
    case 'ended':
      return isSkipped(state)
        ? 'You skipped the test. It can be begun three times before it is used up.'
        : 'Thank you for speaking with Maya.';
    case 'failed':
      return 'The conversation could not go on.';
  }
}

function microphoneHint(state: ConversationState): string | undefined {
  if (state.steady && state.talkPressed) return 'Maya hears you.';
  if (state.steady) return 'Hold the button while you speak.';
  return isMicrophoneOff(state) ? 'You are muted. Maya hears silence.' : undefined;
}

function isSkipped({ phase }: ConversationState): boolean {
  return phase.name === 'ended' && phase.reason === 'skipped';
}

/** Label of the connection, with the tone of its mark. */
export interface ConnectionLabel {
  readonly text: string;
  readonly tone: 'off' | 'busy' | 'good' | 'slow' | 'bad';
}

const LIVE_LABELS: Readonly<Record<ConnectionQuality['quality'], ConnectionLabel>> = {
  ok: { text: 'Connected', tone: 'good' },
  slow: { text: 'Slow connection', tone: 'slow' },
  bad: { text: 'Very slow connection', tone: 'bad' },
};

/** Derives the label of the connection. */
export function connectionLabel(state: ConversationState): ConnectionLabel {
  switch (state.phase.name) {
    case 'live':
      return LIVE_LABELS[state.connectionQuality?.quality ?? 'ok'];
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

/** Notice about a slow connection. */
interface LagNotice {
  readonly title: string;
  readonly text: string;
}

const RANK = ['ok', 'slow', 'bad'];

/** Returns the notice about a slow connection; undefined if there is none, or it was accepted. */
export function lagNotice(state: ConversationState): LagNotice | undefined {
  const { connectionQuality: link, acceptedQuality: accepted, steady } = state;
  if (link === undefined || !isActive(state) || state.phase.name === 'ending') return undefined;
  if (steady || RANK.indexOf(link.quality) <= RANK.indexOf(accepted)) return undefined;
  return link.quality === 'bad'
    ? {
        title: 'Your connection is too slow for a lively conversation.',
        text: 'Maya may hear you late or in pieces. You can go on, let her wait longer, or skip.',
      }
    : {
        title: 'Your connection is slow.',
        text: 'Maya’s answers may come late. You can go on, or let her wait longer for you.',
      };
}

/** Explanation of a problem, with the steps to solve it. */
interface ProblemHelp {
  readonly title: string;
  readonly text: string;
  readonly steps: readonly string[];
}

export const PROBLEM_HELP: Readonly<Record<ConversationProblem, ProblemHelp>> = {
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
  noAttempts: {
    title: 'You have no speaking test left',
    text: 'Each test that you finish uses one of those you bought.',
    steps: [
      'Buy another in the app on your phone.',
      'Bought one just now? It may take a minute to arrive here.',
    ],
  },
  testsStopped: {
    title: 'No new tests for the moment',
    text: 'We have stopped them for a short while. Nothing of yours was used.',
    steps: ['Please come back a little later.'],
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
  takenOver: {
    title: 'Your conversation goes on elsewhere',
    text: 'Another tab or device has taken it over. It can only be in one place.',
    steps: ['Go on in the other tab or on the other device.', 'Or begin a new one here.'],
  },
  revoked: {
    title: 'This conversation was ended',
    text: 'You signed out everywhere, or began another conversation of the same test.',
    steps: [
      'Sign in again if you were signed out.',
      'Then go on in the newest conversation, or begin one here.',
    ],
  },
  expired: {
    title: 'The interruption was too long',
    text: 'A conversation can be taken up again for 30 minutes.',
    steps: ['Check your connection to the internet.', 'Then begin a new conversation.'],
  },
  notResumed: {
    title: 'The conversation cannot be taken up again',
    text: 'Maya’s side no longer accepts what this page kept of it. This is not your fault.',
    steps: ['Begin a new conversation.'],
  },
};

/** Returns the label of the button that resumes or starts again after a problem. */
export function retryLabel({ phase, resumable }: ConversationState): string {
  if (resumable) return 'Try to go on';
  const isOver =
    phase.name === 'failed' &&
    ['takenOver', 'revoked', 'expired', 'notResumed'].includes(phase.problem);
  return isOver ? 'New conversation' : 'Try again';
}

/** Converts a level, RMS or peak from 0 to 1, to a share of a meter from -60 to 0 dBFS. */
export function meterShare(level: number): number {
  return level <= 0.001 ? 0 : Math.min(1, 1 + (20 * Math.log10(level)) / 60);
}

function reconnectsOfMax({ reconnects: attempt }: ConversationState): string {
  return `${attempt} of ${MAX_RECONNECTS}`;
}
