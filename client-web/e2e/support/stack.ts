import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import type { Session } from '../../src/core/api/result.ts';
import { saveSignIn } from './browser.ts';

const RUN = new URL('../../../run', import.meta.url).pathname;
const START_MS = 240_000;

/** Addresses that a running stack writes into its folder. */
export interface Stack {
  /** Address of the page. */
  readonly web: string;
  /** Address of the gateway's WebSocket. */
  readonly gateway: string;
  /** Control address of the stand-in for Nova Sonic. */
  readonly sonicControl: string;
  /** Account with attempts left. */
  readonly demoEmail: string;
  readonly demoPassword: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    stack: Stack;
  }
}

/** Returns the audio that the stand-in received in a session's first stream: PCM16 at 16 kHz. */
export async function receivedBySonic(stack: Stack, sessionId: string): Promise<Uint8Array> {
  const response = await fetch(`${stack.sonicControl}/streams/${sessionId}-1-1/pcm`);
  return response.ok ? new Uint8Array(await response.arrayBuffer()) : new Uint8Array();
}

/** Opens the page with a saved sign-in of the demo account. */
export async function openSignedIn(stack: Stack, page: Page, path: string): Promise<void> {
  const config = await (await fetch(`${stack.web}/app-config.json`)).json();
  const response = await fetch(`${config.api['us-east-1']}/auth/sign-in`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: stack.demoEmail, password: stack.demoPassword }),
  });
  if (!response.ok) throw new Error(`sign-in of the demo account: ${response.status}`);
  await page.goto(`${stack.web}/favicon.svg`);
  await saveSignIn(page, (await response.json()) as Session);
  await page.goto(stack.web + path);
}

/** Starts a stack by `./run`, beside any other, for the time of the tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'maya-stack-'));
  const file = join(folder, 'stack.json');
  const run = spawn(RUN, ['up', '--folder', folder], {
    stdio: 'inherit',
    // A page built by ./run must be that for production, not that for tests.
    env: { ...process.env, NODE_ENV: undefined },
  });
  await waitForFile(file, run);
  project.provide('stack', JSON.parse(readFileSync(file, 'utf8')));
  return async () => {
    const ended = new Promise((resolve) => run.once('exit', resolve));
    run.kill('SIGTERM');
    await ended;
    await rm(folder, { recursive: true, force: true });
  };
}

/** Waits for a file; fails if the program that should write it ends, or at the deadline. */
async function waitForFile(file: string, run: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!existsSync(file)) {
    if (run.exitCode !== null) throw new Error(`./run ended with ${run.exitCode}`);
    if (Date.now() > deadline) throw new Error('./run was not ready in time');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
