/** @file Opens the app on a generated tenant, signed in by typing into Settings as a person would. */
import type { Cloud } from '../../e2e/cloud/start-cloud'
import type { RunningApp } from '../../e2e/harness/app'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { startCloud } from '../../e2e/cloud/start-cloud'
import { launchApp } from '../../e2e/harness/app'
import { startDisplay } from '../../e2e/harness/system/display'
import { startKeyring } from '../../e2e/harness/system/keyring'

export interface Desk extends RunningApp {
  readonly cloud: Cloud
  /** There is no screen to look at. */
  readonly virtual: boolean
  /** Starts the app anew on the same profile; without its keyring where that is said. The one before must be closed. */
  readonly restart: (keyring: 'open' | 'absent') => Promise<RunningApp>
  readonly end: () => Promise<void>
}

/** Starts the stand-in, a private keyring on Linux, and the app with an empty profile. `bare`: without the keyring and without trust in the stand-in. */
export async function openDesk(incidents: number, { bare = false } = {}): Promise<Desk> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'xdr-desk-demo-'))
  const cloud = await startCloud({ incidents, seed: 2026, spanHours: 700, awkward: true })
  const linux = process.platform === 'linux'
  const ownDisplay = !linux || process.env.DISPLAY ? null : await startDisplay()
  const display = ownDisplay?.name ?? process.env.DISPLAY ?? ''
  // Windows and macOS have the user's own only.
  const keyring = linux ? await startKeyring({ folder: path.join(folder, 'keyring'), display }) : null
  const session = process.env.XAUTHORITY ? { XAUTHORITY: process.env.XAUTHORITY } : {}
  let app: RunningApp
  const restart: Desk['restart'] = async (state) => {
    const env = { ...session, ...(state === 'open' && !bare ? keyring?.env : {}) }
    app = await launchApp({ userData: path.join(folder, 'user-data'), display, switches: bare ? cloud.untrustedSwitches : cloud.switches, env })
    return app
  }
  return {
    ...await restart('open'),
    restart,
    cloud,
    virtual: ownDisplay !== null,
    end: async () => {
      await app.close()
      await keyring?.close()
      await ownDisplay?.close()
      await cloud.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
