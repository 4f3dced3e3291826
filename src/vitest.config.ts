import { defineConfig } from 'vitest/config'

export default defineConfig({
  root: import.meta.dirname,
  // Property tests take seconds on a busy machine, and no unit test waits for anything else.
  test: { include: ['**/*.test.ts', '../e2e/**/*.test.ts'], testTimeout: 60_000 },
})
