import { build } from 'vite';

/** Builds the page that the tests open, unless they open the page of a running stack. */
export default async function (): Promise<void> {
  if (process.env.STACK_FILE === undefined) await build({ logLevel: 'warn' });
}
