import type { Effect, Phase, SessionState } from './state.ts';

/** The next state and what is to be done, in this order. */
export interface Step {
  readonly state: SessionState;
  readonly effects: readonly Effect[];
}

/** Another phase. */
export function to(
  state: SessionState,
  name: Exclude<Phase['name'], 'ending' | 'ended' | 'failed'>,
  ...effects: readonly Effect[]
): Step {
  return { state: { ...state, phase: { name } }, effects };
}

/** The same phase. */
export function stay(state: SessionState, ...effects: readonly Effect[]): Step {
  return { state, effects };
}
