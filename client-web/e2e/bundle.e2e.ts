import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';

const DIST = new URL('../dist/', import.meta.url).pathname;
/** Maximum size of the scripts that every visitor loads, and of each other script, compressed. */
const MAX_BYTES = 120_000;
const MAX_LAZY_BYTES = 40_000;
const LOADED_BY_ALL = /^(index-|(capture|playout)\.worklet-)/;

describe('the build', () => {
  const scripts = () => readdirSync(join(DIST, 'assets')).filter((name) => name.endsWith('.js'));

  const sizeOf = (name: string) => gzipSync(readFileSync(join(DIST, 'assets', name))).length;

  it(`has less than ${MAX_BYTES} bytes of script for every visitor, compressed`, () => {
    const sizes = scripts()
      .filter((name) => LOADED_BY_ALL.test(name))
      .map(sizeOf);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(MAX_BYTES);
  });

  it(`has less than ${MAX_LAZY_BYTES} bytes in each script that is loaded later`, () => {
    for (const name of scripts().filter((each) => !LOADED_BY_ALL.test(each))) {
      expect(sizeOf(name), name).toBeLessThan(MAX_LAZY_BYTES);
    }
  });

  it('has the worklets as separate scripts, not in data: addresses', () => {
    expect(scripts().filter((name) => /^(capture|playout)\.worklet-/.test(name)).length).toBe(2);
    const page = scripts().find((name) => name.startsWith('index-')) ?? '';
    expect(readFileSync(join(DIST, 'assets', page), 'utf8')).not.toContain('data:video');
  });
});
