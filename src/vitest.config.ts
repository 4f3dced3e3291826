import { defineConfig } from 'vitest/config'

/** Replaces a module for every file of its process. */
const replacing = 'write-file-order'

export default defineConfig({
  root: import.meta.dirname,
  test: {
    setupFiles: ['vitest.setup.ts'],
    // Property tests take seconds on a busy machine. No other unit test takes long.
    testTimeout: 60_000,
    // By default, Vitest leaves one core free: half of a small machine.
    maxWorkers: '100%',
    projects: [
      // Domain code has no state outside of what a test creates, so its tests share a process. Starting one for each file takes longer than most tests.
      { extends: true, test: { name: 'domain', include: ['main/core/**/*.test.ts', 'shared/**/*.test.ts'], exclude: [`**/${replacing}.test.ts`], isolate: false } },
      {
        extends: true,
        test: {
          name: 'app',
          include: ['**/*.test.ts', '../e2e/**/*.test.ts', '../scripts/**/*.test.ts'],
          exclude: [`main/core/**/!(${replacing}).test.ts`, 'shared/**'],
        },
      },
    ],
  },
})
