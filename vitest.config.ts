import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/build-once.ts'],
    testTimeout: 30_000,
    // Most of the time goes to commands that are started: one core left free would stand idle.
    maxWorkers: '100%',
  },
});
