import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const DIST = new URL('../dist/', import.meta.url).pathname;
const MAX_BYTES = 120_000;

describe('the build', () => {
  const scripts = () => readdirSync(join(DIST, 'assets')).filter((name) => name.endsWith('.js'));

  it(`has less than ${MAX_BYTES} bytes of script, compressed`, () => {
    const sizes = scripts().map(
      (name) => gzipSync(readFileSync(join(DIST, 'assets', name))).length,
    );
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MAX_BYTES);
  });

  it('has the worklets as separate scripts, not in data: addresses', () => {
    expect(scripts().filter((name) => /^(capture|playout)\.worklet-/.test(name)).length).toBe(2);
    const page = scripts().find((name) => name.startsWith('index-')) ?? '';
    expect(readFileSync(join(DIST, 'assets', page), 'utf8')).not.toContain('data:video');
  });
});
