import { readFileSync } from 'node:fs';

/** Addresses that a running stack writes into the file that STACK_FILE names. */
export interface Stack {
  /** The page and the tickets. */
  readonly web: string;
  /** Where a test asks the stand-in for Nova Sonic what it heard. */
  readonly sonicControl: string;
}

/** The stack that is running, or undefined if STACK_FILE names none. */
export function runningStack(): Stack | undefined {
  const file = process.env.STACK_FILE;
  return file === undefined ? undefined : JSON.parse(readFileSync(file, 'utf8'));
}

/** What Maya's stand-in heard so far in a session's first stream: PCM16 at 16 kHz. */
export async function heardBySonic(stack: Stack, sessionId: string): Promise<Uint8Array> {
  const response = await fetch(`${stack.sonicControl}/streams/${sessionId}-1/pcm`);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : new Uint8Array();
}
