import process from 'node:process'
import { defineConfig } from '@playwright/test'

/** Specs that run on every system. The others need Linux's keyring, dialogs, notifications, certificate store or processes. */
const portable = /[\\/](?:access|collection|graph-alerts|graph-changes|inspect-token|mutated-incidents|odd-values|page-crash|reconnect|setup|sign-in-errors|tenants|unsaved-certificate)\.spec\.ts$/
const onLinux = process.platform === 'linux'

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
    { name: 'app', testMatch: onLinux ? /(?<!\.(?:package|soak))\.spec\.ts$/ : portable },
    // `npm run soak` clicks for hours in one test.
    { name: 'soak', testMatch: /\.soak\.spec\.ts$/, timeout: 3_600_000 },
    { name: 'package', testMatch: /\.package\.spec\.ts$/ },
  ],
})
