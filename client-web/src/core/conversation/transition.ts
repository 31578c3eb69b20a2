import type { ConversationState, Effect, Phase } from './state.ts';

/** Transition: the next state, and the effects to carry out in order. */
export interface Transition {
  readonly state: ConversationState;
  readonly effects: readonly Effect[];
}

/** Creates a transition to another phase. */
export function toPhase(
  state: ConversationState,
  name: Exclude<Phase['name'], 'ending' | 'ended' | 'failed'>,
  ...effects: readonly Effect[]
): Transition {
  return { state: { ...state, phase: { name } }, effects };
}

/** Creates a transition within the phase. */
export function samePhase(state: ConversationState, ...effects: readonly Effect[]): Transition {
  return { state, effects };
}
