import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: import.meta.dirname,
  test: {
    include: ['**/*.test.ts', '../e2e/**/*.test.ts', '../scripts/**/*.test.ts'],
    setupFiles: ['vitest.setup.ts'],
    // Property tests take seconds on a busy machine. No other unit test takes long.
    testTimeout: 60_000,
  },
})
