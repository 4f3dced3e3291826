/** @file Opens the app on the sample tenant. */
import type { SampleTenant } from '../../e2e/cloud/sample-tenant'
import type { Cloud } from '../../e2e/cloud/start-cloud'
import type { RunningApp } from '../../e2e/harness/app'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { createSampleTenant } from '../../e2e/cloud/sample-tenant'
import { startCloud } from '../../e2e/cloud/start-cloud'
import { launchApp } from '../../e2e/harness/app'
import { startDisplay } from '../../e2e/harness/system/display'
import { startKeyring } from '../../e2e/harness/system/keyring'

export interface DemoApp extends RunningApp {
  readonly cloud: Cloud
  /** The tenant that the cloud serves. */
  readonly tenant: SampleTenant
  /** The app runs on an invisible virtual display. */
  readonly virtual: boolean
  /** Starts the app again with the same user data, with or without its keyring. Close the running app first. */
  readonly restart: (keyring: 'open' | 'absent') => Promise<RunningApp>
  readonly end: () => Promise<void>
}

/** Starts the stand-in, a private keyring on Linux, and the app with empty user data. `bare`: no keyring, and no trust in the stand-in's certificate. */
export async function openApp({ bare = false } = {}): Promise<DemoApp> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-demo-'))
  const tenant = createSampleTenant()
  const cloud = await startCloud({ tenant })
  const linux = process.platform === 'linux'
  const ownDisplay = !linux || process.env.DISPLAY ? null : await startDisplay()
  const display = ownDisplay?.name ?? process.env.DISPLAY ?? ''
  // Windows and macOS only have the user's own keyring.
  const keyring = linux ? await startKeyring({ folder: path.join(folder, 'keyring'), display }) : null
  const session = process.env.XAUTHORITY ? { XAUTHORITY: process.env.XAUTHORITY } : {}
  let app: RunningApp
  const restart: DemoApp['restart'] = async (state) => {
    const env = { ...session, ...(state === 'open' && !bare ? keyring?.env : {}) }
    app = await launchApp({ userData: path.join(folder, 'user-data'), display, switches: bare ? cloud.untrustedSwitches : cloud.switches, env })
    return app
  }
  const stopServices = async () => {
    await keyring?.close()
    await ownDisplay?.close()
    await cloud.close()
    rmSync(folder, { recursive: true, force: true })
  }
  const first = await restart('open').catch(async (error: unknown) => {
    await stopServices()
    throw error
  })
  return {
    ...first,
    restart,
    cloud,
    tenant,
    virtual: ownDisplay !== null,
    end: async () => {
      await app.close()
      await stopServices()
    },
  }
}
