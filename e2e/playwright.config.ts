import process from 'node:process'
import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: '.',
  outputDir: process.env.XDR_DESK_OUTPUT ?? '../test-results',
  workers: 2,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...(process.env.PLAYWRIGHT_JSON_OUTPUT_NAME ? [['json'] as const] : [])],
  projects: [
    { name: 'app', testMatch: /(?<!\.package)\.spec\.ts$/ },
    { name: 'package', testMatch: /\.package\.spec\.ts$/ },
  ],
})
