/** @file Builds a tenant from a seed: its incidents as the exact JSON bytes that the API sends. */
import type { Json } from './evidence'
import type { Random } from '../../src/main/core/sample/random'
import { Buffer } from 'node:buffer'
import { device, entity, person } from './evidence'
import { createRandom } from '../../src/main/core/sample/random'

export interface StoredIncident {
  readonly id: string
  /** lastUpdateTime and createdTime in 100 ns since 1970. */
  readonly updated: bigint
  readonly created: bigint
  readonly status: string
  readonly redirected: boolean
  readonly assignedTo: string | null
  /** The JSON that the API sends and that an export must contain. */
  readonly bytes: Buffer
  /** The JSON that Microsoft Graph sends, with alerts; without it, `bytes` are converted. */
  readonly graph?: string
}

export interface TenantOptions {
  readonly incidents: number
  readonly seed?: number
  /** The time of the newest update, ms since 1970. */
  readonly now?: number
  /** Every incident was updated within this many hours before `now`. */
  readonly spanHours?: number
  /** The share of incidents that are merged into another. */
  readonly redirectedShare?: number
  /** Pads every incident to about this size. */
  readonly incidentBytes?: number
  /** The newest incident's ID; the other IDs count down from it. */
  readonly firstId?: number
  /** The host in the incidents' portal links. */
  readonly portal?: string
  /** Adds names, values and spellings that a program may handle incorrectly. */
  readonly awkward?: boolean
}

export interface Tenant {
  /** Newest update first, as the API sorts. */
  readonly incidents: readonly StoredIncident[]
  /** Returns the incidents updated within this many hours before `now`. */
  readonly within: (hours: number) => readonly StoredIncident[]
}

const ticksPerMs = 10_000n
const titles = ['Multi-stage incident involving Execution & Lateral movement on multiple endpoints', 'Suspicious PowerShell command line on one endpoint', 'Email messages containing malicious URL removed after delivery', 'Unfamiliar sign-in properties involving one user', 'Malware was prevented on one endpoint', 'Impossible travel activity involving one user', 'Suspicious inbox manipulation rule', 'Ransomware-linked activity on multiple endpoints', 'Password spray from an anonymous address']
const awkwardNames = ['<img src=x onerror=alert(1)>', '=cmd|\'/C calc\'!A0', 'Invoice \u202Egnp.exe', 'Trailing zero width\u200B', 'Line\nbreak and\ttab', '', `Long ${'name '.repeat(120)}`, '日本語のインシデント 🛡️', '"quoted" \\ back\\slash', '\u0000\u0007control']

/** Formats a time in 100 ns since 1970 as the API does: trailing zeros of the fraction are trimmed. */
export function apiTime(ticks: bigint): string {
  const iso = new Date(Number(ticks / ticksPerMs)).toISOString().slice(0, 19)
  const fraction = (ticks % 10_000_000n).toString().padStart(7, '0').replace(/0+$/, '')
  return `${iso}${fraction && `.${fraction}`}Z`
}

/** Returns an alert with random entities. */
export function alert(random: Random, incidentId: number, index: number, time: string): Json {
  const title = random.pick(titles)
  return {
    alertId: `${random.pick(['da', 'ca', 'fa', 'ad'])}${random.hex(32)}_${index}`,
    providerAlertId: random.hex(32),
    incidentId,
    serviceSource: random.pick(['MicrosoftDefenderForEndpoint', 'MicrosoftDefenderForOffice365', 'AADIdentityProtection', 'MicrosoftApplicationProtection']),
    creationTime: time,
    lastUpdatedTime: time,
    resolvedTime: null,
    firstActivity: time,
    lastActivity: time,
    title,
    description: `${title}.\nA process behaved in a way that is often seen in attacks. "Review" the timeline.`,
    category: random.pick(['SuspiciousActivity', 'Malware', 'InitialAccess', 'CommandAndControl', 'Ransomware', 'Execution']),
    status: random.pick(['New', 'InProgress', 'Resolved']),
    severity: random.pick(['Informational', 'Low', 'Medium', 'High']),
    investigationId: null,
    investigationState: random.pick(['UnsupportedAlertType', 'Running', 'Benign']),
    classification: null,
    determination: null,
    detectionSource: random.pick(['WindowsDefenderAtp', 'AutomatedInvestigation', 'OfficeATP', 'AAD']),
    detectorId: random.guid(),
    assignedTo: random.chance(0.2) ? 'Automation' : null,
    actorName: null,
    threatFamilyName: random.chance(0.1) ? 'Emotet' : null,
    mitreTechniques: random.chance(0.5) ? ['T1078.004', 'T1059.001'] : [],
    devices: Array.from({ length: random.int(0, 2) }, () => device(random)),
    entities: Array.from({ length: random.int(0, 4) }, () => entity(random)),
  }
}

/** Varies the spelling of the JSON in ways that only a byte-faithful export preserves. */
function awkwardSpelling(json: string, index: number): string {
  switch (index % 6) {
    case 0: return json.replace('"tags":', '"unknownNumber": 12345678901234567890.10,\n\t"tags" : ')
    case 1: return json.replace('"severity":"', '"escaped":"\\u0041\\/\\u00e9","severity":"')
    case 2: return json.replace('{"incidentId":', '{ "incidentId" : ')
    case 3: return json.replace('"tags":', '"twice":1,"twice":2,"exponent":1.0E+2,"tags":')
    default: return json
  }
}

function padded(json: string, bytes: number | undefined, random: Random): string {
  const missing = (bytes ?? 0) - Buffer.byteLength(json) - 20
  return missing > 0 ? `${json.slice(0, -1)},"padding":"${random.hex(64).repeat(Math.ceil(missing / 64)).slice(0, missing)}"}` : json
}

interface Draft { readonly index: number, readonly updated: bigint, readonly redirected: boolean, readonly options: TenantOptions, readonly random: Random }

function incidentText({ index, updated, redirected, options, random }: Draft, id: string, created: bigint, status: string, assignedTo: string | null): string {
  const updatedText = apiTime(updated)
  const hugeAlerts = options.awkward && index === 3
  const alerts = redirected ? [] : Array.from({ length: hugeAlerts ? 150 : random.int(1, 5) }, (_, n) => alert(random, Number(id), n, updatedText))
  const json = JSON.stringify({
    incidentId: 0,
    incidentUri: `https://${options.portal ?? 'security.microsoft.com'}/incidents/${id}?tid=11111111-2222-4333-8444-555555555555`,
    redirectIncidentId: redirected ? 1000 + random.int(1, 900) : null,
    incidentName: options.awkward && index % 7 === 5 ? random.pick(awkwardNames) : random.pick(titles),
    createdTime: apiTime(created),
    lastUpdateTime: updatedText,
    assignedTo,
    classification: random.pick(['Unknown', 'TruePositive', 'FalsePositive']),
    determination: random.pick(['NotAvailable', 'Malware', 'Phishing', 'Other']),
    status,
    severity: options.awkward && index % 97 === 50 ? 'Catastrophic' : random.pick(['UnSpecified', 'Informational', 'Low', 'Medium', 'Medium', 'High']),
    tags: random.chance(0.3) ? ['VIP', 'Ransomware'] : [],
    comments: random.chance(0.2) ? [{ comment: 'Looked at it <b>twice</b>.', createdBy: `${person(random)}@contoso.example`, createdTime: updatedText }] : [],
    alerts,
  }).replace('"incidentId":0', `"incidentId":${id}`)
  return padded(options.awkward ? awkwardSpelling(json, index) : json, options.incidentBytes, random)
}

function makeIncident(draft: Draft): StoredIncident {
  const { index, updated, redirected, options, random } = draft
  // One ID that no JavaScript number represents exactly.
  const id = options.awkward && index === 1 ? '9007199254740993' : String((options.firstId ?? 1_000_000) - index)
  const created = updated - BigInt(random.int(0, 72 * 3600)) * 10_000_000n
  const status = redirected ? 'Redirected' : options.awkward && index % 89 === 40 ? 'AwaitingAction' : random.pick(['Active', 'Active', 'InProgress', 'Resolved'])
  const assignedTo = random.chance(0.4) ? `${person(random)}@contoso.example` : null
  return { id, updated, created, status, redirected, assignedTo, bytes: Buffer.from(incidentText(draft, id, created, status, assignedTo)) }
}

/** Creates the tenant. The same options produce the same bytes. */
export function createTenant(options: TenantOptions): Tenant {
  const { incidents: count, seed = 1, now = Date.now(), spanHours = 47, redirectedShare = 0.25 } = options
  const random = createRandom(seed)
  const end = BigInt(now) * ticksPerMs
  const span = BigInt(Math.round(spanHours * 3600)) * 10_000_000n
  let updated = end
  const incidents = Array.from({ length: count }, (_, index) => {
    // Evenly spread with jitter. Every tenth shares the update time of the one before it, also at page boundaries.
    if (index % 10 !== 0 || index === 0) {
      updated = end - (span * BigInt(index)) / BigInt(count) - BigInt(random.int(1, 9_999_999)) / (random.chance(0.1) ? 10_000_000n : 1n)
    }
    return makeIncident({ index, updated, redirected: random.chance(redirectedShare), options, random })
  })
  const sorted = sortByUpdate(incidents)
  return {
    incidents: sorted,
    within: hours => sorted.filter(incident => incident.updated >= end - BigInt(hours) * 36_000_000_000n),
  }
}

/** Sorts by update time, newest first; equal times sort by ID, highest first. */
export function sortByUpdate(incidents: readonly StoredIncident[]): StoredIncident[] {
  return [...incidents].sort((a, b) => a.updated === b.updated ? Number(BigInt(b.id) - BigInt(a.id)) : a.updated < b.updated ? 1 : -1)
}
