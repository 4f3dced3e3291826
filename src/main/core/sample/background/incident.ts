/** @file Creates an ordinary incident of a kind: its times, its progress, and the analysts' comments. */
import type { Judgment, SampleAlert, SampleComment } from '../model'
import type { UnnumberedIncident } from '../draft'
import type { Random } from '../random'
import type { IncidentKind, Scene } from './kind'
import { analysts } from '../contoso'
import { makeAlert, minuteMs, priorityOf, resolvedAlert, systemTagsOf, tagsOf } from '../incident-facts'

const everyAnalyst = Object.values(analysts)
const notes = [
  'Asked the user, waiting for a reply.', 'Checked the sign-in log: nothing else from this address.', 'Handed over to the next shift.', 'Owner of the device informed.',
  'Collected the investigation package.', 'Same source as yesterday, looking for a pattern.',
]

/** The analysts' progress on an incident. */
export interface Progress {
  readonly status: 'Active' | 'InProgress' | 'Resolved'
  readonly assignedTo: string | null
  readonly judgment: Judgment | null
  /** The minutes from the incident's creation to its last update. */
  readonly minutes: number
}

/** Returns the progress on an incident. `age`: 0 for the newest, 1 for the oldest. */
export function progressOf(kind: IncidentKind, age: number, random: Random): Progress {
  if (kind.isAutomatic && random.chance(0.9)) return { status: 'Resolved', assignedTo: 'Automation', judgment: random.pick(kind.outcomes), minutes: random.int(6, 42) }
  if (random.chance(0.12 + 0.6 * age)) return { status: 'Resolved', assignedTo: random.pick(everyAnalyst), judgment: random.pick(kind.outcomes), minutes: random.int(25, 720) }
  if (random.chance(0.35)) return { status: 'InProgress', assignedTo: random.pick(everyAnalyst), judgment: null, minutes: random.int(9, 300) }
  return { status: 'Active', assignedTo: null, judgment: null, minutes: random.int(4, 7) }
}

function commentsOf({ status, assignedTo, judgment }: Progress, updated: number, random: Random): readonly SampleComment[] {
  if (assignedTo === null) return []
  const note = status === 'InProgress' && random.chance(0.6) ? [random.pick(notes)] : []
  return [...note, ...(judgment ? [judgment.comment] : [])].map(text => ({ text, by: assignedTo, at: updated }))
}

function alertsOf({ alert: kind }: IncidentKind, { devices, entities }: Scene, created: number, random: Random): readonly SampleAlert[] {
  const count = random.chance(0.18) ? random.int(2, 3) : 1
  return Array.from({ length: count }, (_, index) => {
    const alertCreated = created + index * random.int(18, 70) * 1000
    const lastActivity = alertCreated - random.int(3, 20) * minuteMs
    return makeAlert(random, {
      kind, devices, entities, created: alertCreated, updated: alertCreated + random.int(2, 50) * 1000,
      firstActivity: lastActivity - random.int(1, 25) * minuteMs, lastActivity, status: 'New', assignedTo: null, judgment: null, resolved: null,
    })
  })
}

/** Returns the alerts in the state that matches the incident's progress. */
function inProgress(alerts: readonly SampleAlert[], { status, assignedTo, judgment }: Progress, updated: number): readonly SampleAlert[] {
  const owned = alerts.map((each): SampleAlert => ({ ...each, assignedTo, status: status === 'Active' ? 'New' : 'InProgress' }))
  return judgment ? owned.map(each => resolvedAlert(each, judgment, updated)) : owned
}

/** Makes an incident whose last update is at `updated`. */
export function makeIncident(kind: IncidentKind, updated: number, progress: Progress, random: Random): UnnumberedIncident {
  const scene = kind.scene(random)
  const created = updated - progress.minutes * minuteMs - random.int(0, 59) * 1000
  const { alert } = kind
  return {
    name: `${alert.title} ${scene.subject}`,
    severity: alert.severity,
    status: progress.status,
    created,
    updated,
    assignedTo: progress.assignedTo,
    judgment: progress.judgment,
    tags: tagsOf(scene, alert, progress.judgment),
    systemTags: systemTagsOf(alert, scene.devices),
    priority: priorityOf(random, { ...scene, severity: alert.severity }),
    comments: commentsOf(progress, updated, random),
    alerts: inProgress(alertsOf(kind, scene, created, random), progress, updated),
  }
}
