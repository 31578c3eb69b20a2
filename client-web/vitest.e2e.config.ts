import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

/** Tests that measure audio, which stutters on a busy machine. */
const SOUND = ['lag', 'page', 'resume', 'stack'].map((name) => `e2e/${name}.e2e.ts`);

export default defineConfig({
  test: {
    projects: [
      project({
        name: 'silent',
        include: ['e2e/**/*.e2e.ts'],
        exclude: SOUND,
        maxWorkers: 2,
        // Java's modules are built beside them: a page may take long, but nothing hangs.
        testTimeout: 180_000,
        hookTimeout: 180_000,
        sequence: { groupOrder: 0 },
      }),
      // After all silent tests: two browsers and a stack leave half of two cores idle.
      project({
        name: 'sound',
        include: SOUND,
        globalSetup: ['e2e/support/stack.ts'],
        maxWorkers: 2,
        sequence: { groupOrder: 1 },
      }),
    ],
  },
});

function project(
  test: NonNullable<TestProjectInlineConfiguration['test']>,
): TestProjectInlineConfiguration {
  return { test: { environment: 'node', testTimeout: 60_000, hookTimeout: 60_000, ...test } };
}
