import type { ConversationState, Effect, Phase } from './state.ts';

/** The next state and what is to be done, in this order. */
export interface Transition {
  readonly state: ConversationState;
  readonly effects: readonly Effect[];
}

/** Another phase. */
export function toPhase(
  state: ConversationState,
  name: Exclude<Phase['name'], 'ending' | 'ended' | 'failed'>,
  ...effects: readonly Effect[]
): Transition {
  return { state: { ...state, phase: { name } }, effects };
}

/** The same phase. */
export function samePhase(state: ConversationState, ...effects: readonly Effect[]): Transition {
  return { state, effects };
}
