/**
 * @file The incidents of the sample tenant, whichever API is to send them. Values are in the spelling of the Defender XDR API; times are in ms
 * since 1970.
 */

export interface Person {
  /** The part of the sign-in name before the `@`. */
  readonly alias: string
  readonly name: string
  readonly department: string
  readonly isVip: boolean
  readonly sid: string
  readonly objectId: string
}

export interface Device {
  /** The host name with its domain. */
  readonly name: string
  readonly platform: string
  readonly version: string
  readonly build: number
  readonly id: string
  readonly entraId: string
  readonly isCritical: boolean
  readonly ip: string
  /** The person who is signed in. */
  readonly user: Person
}

interface Verdict {
  readonly verdict: 'Suspicious' | 'Malicious' | 'Unknown'
  readonly remediation: 'None' | 'Active' | 'Remediated' | 'Prevented'
}

export interface FileFacts {
  readonly name: string
  readonly folder: string
  readonly sha1: string
  readonly sha256: string
  readonly bytes: number
}

export interface ProcessFacts {
  readonly image: FileFacts
  readonly commandLine: string
  readonly id: number
  readonly parentId: number
  readonly parent: string
  readonly user: Person
}

export interface MessageFacts {
  readonly subject: string
  readonly sender: string
  readonly senderIp: string
  readonly recipient: string
  readonly messageId: string
  readonly networkId: string
  readonly delivery: 'Blocked' | 'Delivered'
}

export type Entity = Verdict & (
  | { readonly type: 'User', readonly person: Person }
  | { readonly type: 'Ip', readonly address: string, readonly country: string }
  | { readonly type: 'Url', readonly url: string }
  | { readonly type: 'File', readonly file: FileFacts, readonly device: Device | null }
  | { readonly type: 'Process', readonly process: ProcessFacts, readonly device: Device }
  | { readonly type: 'Mailbox', readonly person: Person }
  | { readonly type: 'MailMessage', readonly message: MessageFacts }
  | { readonly type: 'MailCluster', readonly by: string, readonly value: string, readonly count: number }
  | { readonly type: 'OAuthApplication', readonly appId: string, readonly name: string, readonly publisher: string }
)

/** The services of Microsoft that raise the sample's alerts. */
export type Service
  = | 'MicrosoftDefenderForEndpoint' | 'MicrosoftDefenderForIdentity' | 'MicrosoftDefenderForCloudApps' | 'MicrosoftDefenderForOffice365'
    | 'AADIdentityProtection' | 'MicrosoftApplicationProtection' | 'DataLossPrevention' | 'MicrosoftSentinel' | 'Microsoft365Defender'

export type Severity = 'Informational' | 'Low' | 'Medium' | 'High'

/** The facts that all alerts of one kind share. */
export interface AlertKind {
  readonly title: string
  readonly description: string
  readonly actions: string
  readonly severity: Severity
  readonly service: Service
  readonly detection: string
  readonly category: string
  readonly techniques: readonly string[]
  readonly family: string | null
}

/** The analysts' or the service's judgment of a resolved incident. */
export interface Judgment {
  readonly classification: 'TruePositive' | 'InformationalExpectedActivity' | 'FalsePositive'
  readonly determination: string
  readonly comment: string
}

export interface SampleAlert {
  readonly kind: AlertKind
  readonly id: string
  readonly providerId: string
  readonly detectorId: string
  readonly severity: Severity
  readonly status: 'New' | 'InProgress' | 'Resolved'
  readonly firstActivity: number
  readonly lastActivity: number
  readonly created: number
  readonly updated: number
  readonly resolved: number | null
  readonly assignedTo: string | null
  readonly judgment: Judgment | null
  readonly devices: readonly Device[]
  readonly entities: readonly Entity[]
}

export interface SampleComment {
  readonly text: string
  readonly by: string
  readonly at: number
}

export interface SampleIncident {
  readonly id: number
  readonly name: string
  readonly severity: Severity
  readonly status: 'Active' | 'InProgress' | 'Resolved' | 'Redirected'
  readonly created: number
  readonly updated: number
  readonly assignedTo: string | null
  readonly judgment: Judgment | null
  readonly tags: readonly string[]
  /** Tags that the service adds. Only Microsoft Graph sends them. */
  readonly systemTags: readonly string[]
  /** 0 to 100. Only Microsoft Graph sends it. */
  readonly priority: number
  readonly comments: readonly SampleComment[]
  readonly mergedInto: number | null
  /** Oldest first. A merged incident has none. */
  readonly alerts: readonly SampleAlert[]
}
