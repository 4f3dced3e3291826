/**
 * @file A failure as it crosses from main to the renderer: a code of a closed list and the details for its message.
 *
 * To add a code, add a row to its table in `failures/` (a failure of the sign-in, of a request or of the list), or a name to one of the unions below.
 * The compiler then reports every place that needs it:
 * - the table, until the row has all columns: the identifiers that the service uses (AADSTS number, HTTP status, Chromium's name) and what follows;
 * - `renderer/text/failures/messages*.ts`, until the code has a message. `npm run messages` writes it to docs/generated/messages.md.
 *
 * A new AADSTS number, HTTP status or network error of an existing code is one more identifier in its row, and nothing else.
 */
import type { CredentialKind } from './credential'
import type { ListErrorCode } from './failures/list'
import type { NetworkErrorCode, ResponseErrorCode } from './failures/requests'
import type { SignInErrorCode } from './failures/sign-in'
import type { ApiKind, CloudKind, TenantCloud } from '../vocabulary/clouds'

/** Settings, profiles and secrets. */
export type StorageErrorCode
  = 'no-credentials'
    | 'secret-missing'
    | 'settings-damaged'
    | 'settings-unreadable'
    | 'settings-unwritable'
    | 'keyring-locked'
    | 'keyring-changed'
    | 'keyring-unavailable'
    | 'secret-unreadable'
    | 'secret-mismatch'
    | 'profile-not-found'
    | 'profile-unusable'
    | 'profiles-unreadable'

/** Files of certificates and keys. */
export type CertificateErrorCode
  = 'certificate-missing'
    | 'certificate-not-chosen'
    | 'certificate-unreadable'
    | 'certificate-file-unreadable'
    | 'certificate-file-too-large'
    | 'certificate-unwritable'
    | 'passphrase-missing'
    | 'passphrase-wrong'
    | 'key-missing'
    | 'key-mismatch'
    | 'key-not-rsa'
    | 'key-too-short'
    | 'several-keys'

/** A token that the user pasted. */
export type PasteErrorCode
  = 'paste-no-token'
    | 'paste-secret'
    | 'paste-with-secret'
    | 'paste-key'
    | 'paste-password'
    | 'paste-cut'
    | 'paste-encrypted'
    | 'paste-too-long'

/** The app itself. */
export type AppErrorCode
  = 'cancelled'
    | 'no-token'
    | 'clock-off'
    | 'alerts-undelivered'
    | 'nothing-to-export'
    | 'list-incomplete'
    | 'incident-not-found'
    | 'link-not-allowed'
    | 'export-disk-full'
    | 'export-not-allowed'
    | 'export-read-only'
    | 'export-folder-gone'
    | 'export-failed'
    | 'invalid-input'
    | 'unexpected'

/** Every expected way in which an action fails. */
export type ErrorCode
  = StorageErrorCode | CertificateErrorCode | PasteErrorCode | AppErrorCode | SignInErrorCode | NetworkErrorCode | ResponseErrorCode | ListErrorCode

/** Facts that make a failure's message exact. Never holds a secret, a token or a header. All from outside: untrusted text. */
export interface FailureDetails {
  readonly host?: string
  /** The API that a token was asked for. */
  readonly api?: ApiKind
  /** Where the tenant lives, if it says so. */
  readonly tenantCloud?: TenantCloud
  /** What is signed in with, where it is not the client secret. */
  readonly credential?: CredentialKind
  /** The length of a key. */
  readonly bits?: number
  /** The kind of a key, e.g. `ec`. */
  readonly keyKind?: string
  /** ISO: when a certificate's validity begins or ended. */
  readonly date?: string
  /** Where a link or a redirect of the host leads: a host, with the scheme in front where that is not https. */
  readonly location?: string
  /** Microsoft's clouds that `location` belongs to. */
  readonly clouds?: readonly CloudKind[]
  /** HTTP status of the answer. */
  readonly status?: number
  /** The API's own error code, e.g. `BadRequest` or `invalid_client`. */
  readonly serverCode?: string
  /** The message of whoever responded, on one line, cut to 500 characters. */
  readonly serverMessage?: string
  /** `unknown`: the words are not in the form of the host's errors, so a gateway or a web filter on the way may have sent them. */
  readonly sender?: 'unknown'
  /** What a response of an unknown sender calls the program that sent it (its header Server). */
  readonly server?: string
  /** `error.target` of the Defender API: its tracking id, for Microsoft support. */
  readonly target?: string
  /** e.g. `AADSTS7000215`. */
  readonly aadsts?: string
  readonly correlationId?: string
  readonly traceId?: string
  /** When the server says it happened, in its own words. */
  readonly timestamp?: string
  /** Chromium's name, e.g. `ERR_NAME_NOT_RESOLVED`. */
  readonly netError?: string
  /** The proxy or proxies that the system's settings name, e.g. `PROXY proxy.example:8080`. */
  readonly proxy?: string
  /** What a refused TLS certificate says of itself. */
  readonly certificate?: CertificateFacts
  /** This computer's time (ISO), where it matters. */
  readonly clock?: string
  /** How often a request was tried in all. */
  readonly attempts?: number
  /** Seconds: how long the service asked to wait, or by how much the clock is off (positive: this computer is ahead). */
  readonly seconds?: number
  /** A file or folder of the user's. */
  readonly path?: string
  /** What a profile is called. */
  readonly profile?: string
  /** The member of its entry in the settings file that cannot be read; '' if the whole entry is none. */
  readonly field?: string
  readonly backend?: string
  /** The backend that sealed the secret, where it differs from `backend`. */
  readonly sealedBy?: string
  readonly count?: number
  /** How many the service says there are, where `count` are fewer. */
  readonly expected?: number
  /** Ids of incidents that could not be read, where an earlier list knows them. */
  readonly incidents?: readonly string[]
  /** Else the ids of the incidents before them, '' for the first of the list. */
  readonly after?: readonly string[]
  /** Their places in the list, from 1, where these are known. */
  readonly places?: readonly number[]
  readonly bytes?: number
}

/** Of a certificate, as it says itself; names as in RFC 4514, e.g. `CN=Example Root, O=Example`. Times are ISO. */
export interface CertificateFacts {
  readonly subject: string
  readonly issuer: string
  /** Who signed the last certificate of the chain, where that is another. */
  readonly root?: string
  /** The host names it is for. */
  readonly names: readonly string[]
  readonly validFrom: string
  readonly validTo: string
}

export interface Failure {
  readonly code: ErrorCode
  readonly details: FailureDetails
}
