/** @file The data that main and the renderer exchange about the app itself: auto-refresh, files of profiles, help. Types only, as in model.ts. */
import type { NotifyFrom, RefreshMinutes } from '../vocabulary/auto-refresh'
import type { TimeWindow } from './model'

// ---- auto-refresh ----------------------------------------------------------------------------------------------

export interface AutoRefresh {
  readonly minutes: RefreshMinutes
  readonly notifyFrom: NotifyFrom
}

// ---- restart recovery ------------------------------------------------------------------------------------------

/**
 * Why the app does not restart an interrupted collection automatically. `keyring`: the keyring may be locked and prompt the user; `secret`: the secret was
 * stored for that session only; `repeated`: the collection was restarted and interrupted several times in a row.
 */
export type NotRestartedBecause = 'keyring' | 'secret' | 'repeated'

/** The collection that was running when the app ended: restarted, or left to the user. */
export type Interrupted
  = | { readonly kind: 'started', readonly window: TimeWindow, readonly run: number }
    | { readonly kind: 'left', readonly window: TimeWindow, readonly why: NotRestartedBecause }

// ---- profiles and app --------------------------------------------------------------------------------------------

/** The result of exporting or importing profiles. `skipped`: profiles that cannot be used, or entries that cannot be read. */
export type ProfilesOutcome
  = | { readonly kind: 'cancelled' }
    | { readonly kind: 'exported', readonly fileName: string, readonly skipped: number }
    | { readonly kind: 'imported', readonly count: number, readonly skipped: number }

export interface About {
  readonly version: string
  readonly electron: string
  readonly chromium: string
  readonly node: string
  readonly platform: string
}

/** Web pages that help to fix a failure. Main stores their URLs. */
export type HelpPage = 'app-registrations' | 'enterprise-applications' | 'defender-portal' | 'permissions-help' | 'graph-permissions-help' | 'incidents-api-help'

/** `asking`: main is about to call the keyring, which blocks main until the user answers the OS's prompt. */
export type KeyringState = 'asking' | 'answered'
