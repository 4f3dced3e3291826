import type { Cloud } from '../cloud/start-cloud'
import type { TenantOptions } from '../cloud/tenant'
import type { LaunchOptions, RunningApp } from './app'
import type { Display } from './system/display'
import type { Keyring } from './system/keyring'
import type { Notifications } from './system/notifications'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { test as base, expect } from '@playwright/test'
import { startCloud } from '../cloud/start-cloud'
import { launchApp } from './app'
import { startDisplay } from './system/display'
import { startKeyring } from './system/keyring'
import { startNotifications } from './system/notifications'

interface Fixtures {
  /** Options of the stand-in's tenant; set them with `test.use`. */
  tenant: Partial<TenantOptions>
  cloud: Cloud
  /** A private folder, removed after the test. */
  folder: string
  userData: string
  /** Starts the app on `userData` with the cloud's switches. The test closes it at its end and expects no errors. */
  launch: (options?: Partial<LaunchOptions>) => Promise<RunningApp>
  /** Starts a keyring, which stops at the end of the test. */
  keyring: (options?: { readonly name?: string, readonly locked?: boolean }) => Promise<Keyring>
  /** Starts a notification daemon on the session bus of that keyring. It stops at the end of the test. */
  notifications: (session: Keyring) => Promise<Notifications>
}

export const test = base.extend<Fixtures, { display: Display }>({
  display: [async ({}, use) => {
    const display = await startDisplay()
    await use(display)
    await display.close()
  }, { scope: 'worker' }],

  tenant: [{ incidents: 250 }, { option: true }],

  cloud: async ({ tenant }, use) => {
    const cloud = await startCloud(tenant)
    await use(cloud)
    expect(cloud.foreignRequests, 'requests to a foreign host').toEqual([])
    expect(cloud.requests.filter(request => request.cookie !== undefined), 'requests with cookies').toEqual([])
    await cloud.close()
  },

  folder: async ({}, use) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-test-'))
    await use(folder)
    rmSync(folder, { recursive: true, force: true })
  },

  userData: async ({ folder }, use) => use(path.join(folder, 'user-data')),

  launch: async ({ cloud, display, userData }, use) => {
    const apps: RunningApp[] = []
    await use(async (options = {}) => {
      const app = await launchApp({ userData, display: display.name, switches: cloud.switches, ...options })
      apps.push(app)
      return app
    })
    for (const app of apps) {
      await app.close()
      expect(app.complaints(), 'errors and warnings of the page').toEqual([])
      expect(app.unexpected(), 'unexpected errors of main').toEqual([])
    }
  },

  keyring: async ({ folder, display }, use) => {
    const keyrings: Keyring[] = []
    await use(async ({ name = 'keyring', locked = false } = {}) => {
      const keyring = await startKeyring({ folder: path.join(folder, name), display: display.name, locked })
      keyrings.push(keyring)
      return keyring
    })
    for (const keyring of keyrings) await keyring.close()
  },

  notifications: async ({ folder, display }, use) => {
    const started: Notifications[] = []
    await use(async ({ env }) => {
      const notifications = await startNotifications({ folder, display: display.name, bus: env })
      started.push(notifications)
      return notifications
    })
    for (const each of started) await each.close()
  },
})

export { expect }
