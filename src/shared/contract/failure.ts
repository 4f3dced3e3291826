/**
 * @file A failure as main sends it to the renderer: a code from a closed list, and the details for its message.
 *
 * To add a code, add a row to its table in `failures/` (a failure of the sign-in, of a request or of the list), or a name to one of the unions below.
 * The compiler then reports every place that must handle it:
 * - the table, until the row has all columns: the identifiers that the service uses (AADSTS number, HTTP status, Chromium's name) and the consequences of
 * the failure;
 * - `renderer/text/failures/messages*.ts`, until the code has a message. `npm run messages` writes it to docs/generated/messages.md.
 *
 * To map another AADSTS number, HTTP status or network error to an existing code, only add it to the code's row.
 */
import type { CredentialKind } from './credential'
import type { ListErrorCode } from './failures/list'
import type { NetworkErrorCode, ResponseErrorCode } from './failures/requests'
import type { SignInErrorCode } from './failures/sign-in'
import type { ForeignFormat } from './opening'
import type { ApiKind, CloudKind, TenantCloud } from '../vocabulary/clouds'

/** Failures of settings, profiles and secrets. */
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
    | 'preferences-unwritable'
    | 'preferences-not-forgotten'
    | 'views-full'
    | 'stars-full'

/** Failures of files with certificates and keys. */
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

/** Failures of a token that the user pasted. */
export type PasteErrorCode
  = 'paste-no-token'
    | 'paste-secret'
    | 'paste-with-secret'
    | 'paste-key'
    | 'paste-password'
    | 'paste-cut'
    | 'paste-encrypted'
    | 'paste-too-long'

/** Failures of a file with incidents that the user opens. The last three are about its list. */
export type FileErrorCode
  = 'file-missing'
    | 'file-forbidden'
    | 'file-not-a-file'
    | 'file-unreadable'
    | 'file-empty'
    | 'file-other-format'
    | 'file-no-incidents'
    | 'file-changed'
    | 'file-parquet-too-large'
    | 'file-out-of-memory'
    | 'file-damaged'
    | 'file-one-page'
    | 'file-without-alerts'

/** Failures of the app itself. */
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
    | 'export-folder-taken'
    | 'export-name-taken'
    | 'export-too-many-rows'
    | 'manifest-missing'
    | 'manifest-several'
    | 'manifest-unreadable'
    | 'invalid-input'
    | 'unexpected'

/** Every expected way in which an action fails. */
export type ErrorCode
  = StorageErrorCode | CertificateErrorCode | PasteErrorCode | FileErrorCode | AppErrorCode
    | SignInErrorCode | NetworkErrorCode | ResponseErrorCode | ListErrorCode

/** The facts that a failure's message shows. SECURITY: they never include a secret, a token or a request header. They come from outside: untrusted. */
export interface FailureDetails {
  readonly host?: string
  /** The API that a token was requested for. */
  readonly api?: ApiKind
  /** The tenant's cloud, if its public configuration names it. */
  readonly tenantCloud?: TenantCloud
  /** The credential that was used to sign in, if it is not a client secret. */
  readonly credential?: CredentialKind
  /** The length of a key in bits. */
  readonly bits?: number
  /** The kind of a key, e.g. `ec`. */
  readonly keyKind?: string
  /** When a certificate becomes valid or has expired (ISO). */
  readonly date?: string
  /** The target of the host's link or redirect: a host name, preceded by the scheme unless it is https. */
  readonly location?: string
  /** The Microsoft clouds that `location` belongs to. */
  readonly clouds?: readonly CloudKind[]
  /** The HTTP status of the response. */
  readonly status?: number
  /** The API's own error code, e.g. `BadRequest` or `invalid_client`. */
  readonly serverCode?: string
  /** The message in the response, on one line, cut to 500 characters. */
  readonly serverMessage?: string
  /** `unknown`: the response does not have the format of the host's errors, so a gateway or a web filter may have sent it. */
  readonly sender?: 'unknown'
  /** The Server header of a response from an unknown sender: the program that sent it. */
  readonly server?: string
  /** `error.target` of the Defender API: its tracking ID, for Microsoft support. */
  readonly target?: string
  /** Entra's error number, e.g. `AADSTS7000215`. */
  readonly aadsts?: string
  readonly correlationId?: string
  readonly traceId?: string
  /** When the failure occurred, as the server wrote it. */
  readonly timestamp?: string
  /** Chromium's name for the error, e.g. `ERR_NAME_NOT_RESOLVED`. */
  readonly netError?: string
  /** The proxy or proxies in the system's settings, e.g. `PROXY proxy.example:8080`. */
  readonly proxy?: string
  /** The contents of a TLS certificate that Chromium rejected. */
  readonly certificate?: CertificateFacts
  /** This computer's time (ISO), if the failure depends on it. */
  readonly clock?: string
  /** The total number of attempts of the request. */
  readonly attempts?: number
  /** In seconds: the wait that the service requested, or the offset of this computer's clock (positive: the clock is ahead). */
  readonly seconds?: number
  /** The path or name of the user's file or folder. */
  readonly path?: string
  /** What a file is that cannot be opened. */
  readonly format?: ForeignFormat
  /** The name of a file beside `path` that can be opened instead. */
  readonly sibling?: string
  /** The profile's name. */
  readonly profile?: string
  /** The unreadable member of the profile's entry in the settings file; '' if the whole entry is unreadable. */
  readonly field?: string
  /** Electron's name of the keyring. */
  readonly backend?: string
  /** The keyring that sealed the secret, which may differ from `backend`. */
  readonly sealedBy?: string
  readonly count?: number
  /** The number that the service counts, if `count` is lower. */
  readonly expected?: number
  /** The IDs of incidents that could not be read, if an earlier list contains them. */
  readonly incidents?: readonly string[]
  /** If no earlier list contains them: the IDs of the incidents before the unread rows; '' for the first row of the list. */
  readonly after?: readonly string[]
  /** The numbers of the unread rows in the list, counted from 1, if known. */
  readonly rowNumbers?: readonly number[]
  readonly bytes?: number
}

/** The contents of a TLS certificate. Names are written as in RFC 4514, e.g. `CN=Example Root, O=Example`. Times are ISO. */
export interface CertificateFacts {
  readonly subject: string
  readonly issuer: string
  /** The issuer of the last certificate in the chain, if it is not `issuer`. */
  readonly root?: string
  /** The host names that the certificate is valid for. */
  readonly names: readonly string[]
  readonly validFrom: string
  readonly validTo: string
}

export interface Failure {
  readonly code: ErrorCode
  readonly details: FailureDetails
}
