import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

const RUN = new URL('../../../run', import.meta.url).pathname;
const START_MS = 240_000;

/** Addresses that a running stack writes into its folder. */
export interface Stack {
  /** The page and the tickets. */
  readonly web: string;
  /** The gateway's WebSocket. */
  readonly gateway: string;
  /** Where a test asks the stand-in for Nova Sonic what it heard. */
  readonly sonicControl: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    stack: Stack;
  }
}

/** What Maya's stand-in heard so far in a session's first stream: PCM16 at 16 kHz. */
export async function heardBySonic(stack: Stack, sessionId: string): Promise<Uint8Array> {
  const response = await fetch(`${stack.sonicControl}/streams/${sessionId}-1-1/pcm`);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : new Uint8Array();
}

/** Starts a stack as a person would, beside any other, for as long as the tests run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'maya-stack-'));
  const file = join(folder, 'stack.json');
  const run = spawn(RUN, ['up', '--folder', folder], {
    stdio: 'inherit',
    // It may build the page, which is to be the one for production and not the one for tests.
    env: { ...process.env, NODE_ENV: undefined },
  });
  await written(file, run);
  project.provide('stack', JSON.parse(readFileSync(file, 'utf8')));
  return async () => {
    const ended = new Promise((resolve) => run.once('exit', resolve));
    run.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
}

/** Waits for the file, or for the program that should write it to fail. */
async function written(file: string, run: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!existsSync(file)) {
    if (run.exitCode !== null) throw new Error(`./run ended with ${run.exitCode}`);
    if (Date.now() > deadline) throw new Error('./run was not ready in time');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
