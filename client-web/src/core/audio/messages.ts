import type { Playout } from '../protocol.ts';

/** Command of the page to the playout worklet. */
export type PlayoutCommand =
  | { readonly type: 'audio'; readonly epoch: number; readonly pcm: Int16Array<ArrayBuffer> }
  | { readonly type: 'end'; readonly epoch: number }
  | { readonly type: 'clear'; readonly epoch: number }
  | { readonly type: 'reset' }
  | { readonly type: 'steady'; readonly on: boolean };

/** Event of the playout worklet for the page. */
export type PlayoutEvent =
  | { readonly type: 'report'; readonly report: Playout }
  | { readonly type: 'playing'; readonly playing: boolean }
  | { readonly type: 'level'; readonly level: number }
  | TapEvent;

/** Event of the playout tap; sent only while it is on (see tap.ts). */
export type TapEvent =
  | { readonly type: 'tapQuantum'; readonly frame: number; readonly samples: Float32Array }
  | { readonly type: 'tapClear'; readonly epoch: number; readonly frame: number };

/** Names under which the worklets are registered. */
export const CAPTURE_PROCESSOR = 'maya-capture';
export const PLAYOUT_PROCESSOR = 'maya-playout';

/** Options of the playout worklet. */
export interface PlayoutOptions {
  readonly tap: boolean;
}
