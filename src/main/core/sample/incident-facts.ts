/** @file Derives facts from an incident's alerts and people: IDs of alerts, tags and the priority score. */
import type { AlertKind, Device, Entity, Judgment, Person, SampleAlert, Service, Severity } from './model'
import type { Random } from './random'
import { createRandom } from './random'

export const minuteMs = 60_000

/** The prefixes of alert IDs, which name the service. */
const prefixes: Readonly<Record<Service, string>> = {
  MicrosoftDefenderForEndpoint: 'da', MicrosoftDefenderForIdentity: 'aa', MicrosoftDefenderForCloudApps: 'ca', MicrosoftDefenderForOffice365: 'fa', AADIdentityProtection: 'ad',
  MicrosoftApplicationProtection: 'ma', DataLossPrevention: 'dl', MicrosoftSentinel: 'sn', Microsoft365Defender: 'ra',
}

/** Returns the ID of the rule that detects a kind of alert: generated from its title, so that it is the same in every alert. */
function detectorOf({ title }: AlertKind): string {
  return createRandom([...title].reduce((sum, letter) => (Math.imul(sum, 31) + (letter.codePointAt(0) ?? 0)) | 0, 7)).guid()
}

export interface AlertDraft {
  readonly kind: AlertKind
  readonly firstActivity: number
  readonly lastActivity: number
  readonly created: number
  readonly updated: number
  readonly devices: readonly Device[]
  readonly entities: readonly Entity[]
  readonly status: SampleAlert['status']
  readonly assignedTo: string | null
  readonly judgment: Judgment | null
  readonly resolved: number | null
}

/** Completes an alert with its IDs. */
export function makeAlert(random: Random, draft: AlertDraft): SampleAlert {
  const { kind } = draft
  return { ...draft, severity: kind.severity, id: `${prefixes[kind.service]}${random.guid()}`, providerId: random.guid(), detectorId: detectorOf(kind) }
}

/** Returns an alert that an analyst or the service has resolved. */
export const resolvedAlert = (alert: SampleAlert, judgment: Judgment, at: number): SampleAlert => ({ ...alert, status: 'Resolved', judgment, resolved: at, updated: at })

const priorities: Readonly<Record<Severity, readonly [number, number]>> = { Informational: [3, 12], Low: [18, 34], Medium: [42, 63], High: [78, 92] }

interface Concerned {
  readonly severity: Severity
  readonly people: readonly Person[]
  readonly devices: readonly Device[]
}

/** Returns a priority score: the severity decides, important people and devices raise it. */
export function priorityOf(random: Random, { severity, people, devices }: Concerned): number {
  const [from, to] = priorities[severity]
  const isImportant = people.some(each => each.isVip) || devices.some(each => each.isCritical)
  return Math.min(99, random.int(from, to) + (isImportant ? 7 : 0))
}

/** Returns the tags that analysts give to incidents with these people, devices and judgment. */
export function tagsOf({ people, devices }: Omit<Concerned, 'severity'>, kind: AlertKind, judgment: Judgment | null): readonly string[] {
  return [
    ...(people.some(each => each.isVip) ? ['VIP'] : []),
    ...(devices.some(each => each.isCritical) ? ['Tier 0'] : []),
    ...(kind.service === 'DataLossPrevention' ? ['Customer data'] : []),
    ...(judgment?.determination === 'SecurityTesting' ? ['Security testing'] : []),
    ...(judgment?.determination === 'Phishing' && kind.service === 'MicrosoftDefenderForOffice365' ? ['Phishing campaign'] : []),
  ]
}

/** Returns the tags that the service adds. */
export function systemTagsOf({ category, title }: AlertKind, devices: readonly Device[]): readonly string[] {
  return [
    ...(category === 'Ransomware' ? ['Ransomware'] : []),
    ...(title.includes('URL click') ? ['Credential Phish'] : []),
    ...(devices.some(each => each.isCritical) ? ['Critical asset'] : []),
  ]
}
