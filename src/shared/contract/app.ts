/** @file What crosses about the app around the list: auto-refresh, files, commands. As model.ts: plain data, no run-time code. */
import type { NotifyFrom, RefreshMinutes } from '../vocabulary/auto-refresh'
import type { TimeWindow } from './model'

// ---- auto-refresh ----------------------------------------------------------------------------------------------

export interface AutoRefresh {
  readonly minutes: RefreshMinutes
  readonly notifyFrom: NotifyFrom
}

// ---- a collection that was interrupted -------------------------------------------------------------------------

/**
 * Why an interrupted collection is left to a person. `keyring`: it is not known to be open, and might ask; `secret`: it was kept for
 * that session only; `repeated`: it was started again and interrupted several times in a row.
 */
export type LeftBecause = 'keyring' | 'secret' | 'repeated'

/** What became of the collection that ran when the app ended. */
export type Interrupted
  = | { readonly kind: 'started', readonly window: TimeWindow, readonly run: number }
    | { readonly kind: 'left', readonly window: TimeWindow, readonly why: LeftBecause }

// ---- export and app --------------------------------------------------------------------------------------------

export interface ExportRequest {
  /** The profile whose list the person sees: none but its own is exported. */
  readonly profileId: string
  /** Must be true to export an incomplete collection: the person was told and agreed. */
  readonly acceptIncomplete: boolean
}

export type ExportOutcome
  = | { readonly kind: 'cancelled' }
    | { readonly kind: 'saved', readonly fileName: string, readonly folder: string, readonly incidents: number, readonly withoutAlerts: number, readonly bytes: number, readonly elapsedMs: number }

/** What came of a file of profiles. `skipped`: profiles that cannot be used, or entries of the file that cannot be read. */
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

/** Pages that help with the fix of a failure. Main knows their addresses. */
export type HelpPage = 'app-registrations' | 'enterprise-applications' | 'defender-portal' | 'permissions-help' | 'graph-permissions-help' | 'incidents-api-help'

/** What a menu entry or a shortcut asks of the page. */
export type Command = 'refresh' | 'search' | 'export' | 'show-incidents' | 'show-access' | 'show-settings' | 'show-setup' | 'next-profile' | 'about'

/** `asking`: main is about to call the keyring, which stops it until the OS's prompt is answered. */
export type KeyringState = 'asking' | 'answered'
