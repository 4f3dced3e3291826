/** @file The incidents of the intrusion: the main one, those that were merged into it, and the attempt before it. */
import type { SampleAlert, SampleComment } from '../model'
import type { UnnumberedIncident } from '../draft'
import type { Random } from '../random'
import type { Step } from './alerts'
import { analysts } from '../contoso'
import { makeAlert, minuteMs, resolvedAlert } from '../incident-facts'
import { rehearsal, steps } from './alerts'

const { megan, nestor, lynne } = analysts

/** The incident's name, as the service composes it. */
export const intrusionName = 'Multi-stage incident involving Initial access & Exfiltration involving multiple users reported by multiple sources'

/** Minutes before now, author and text. */
const notes: readonly (readonly [number, string, string])[] = [
  [2290, nestor, 'Adele denies the sign-in and the rule. Password reset, sessions revoked, rule deleted.'],
  [1440, lynne, 'Mail Sync Pro still had a valid grant, so the intruder kept access after the reset. App disabled.'],
  [1360, megan, 'Patti opened the link in Adele\'s message. Merged the sign-in incidents here.'],
  [322, nestor, 'Files went to archive-box.example. Legal and the data protection officer informed.'],
  [29, megan, 'Patti\'s sessions revoked again, token protection switched on. Watching for 203.0.113.7.'],
]

function alertAt(random: Random, now: number, step: Step, state: Pick<SampleAlert, 'status' | 'assignedTo'>): SampleAlert {
  const { kind, first, last, alert, devices } = step
  const created = now - alert * minuteMs - random.int(0, 59) * 1000
  return makeAlert(random, {
    kind, devices, entities: step.entities(random), created, updated: created + random.int(40, 300) * 1000,
    firstActivity: now - first * minuteMs, lastActivity: now - last * minuteMs, judgment: null, resolved: null, ...state,
  })
}

const commentsAt = (now: number): readonly SampleComment[] => notes.map(([minutes, by, text]) => ({ text, by, at: now - minutes * minuteMs }))

function mainIncident(now: number, random: Random): UnnumberedIncident {
  const alerts = steps.map((step, index) => alertAt(random, now, step, { status: index < 3 ? 'InProgress' : 'New', assignedTo: index < 3 ? megan : null }))
  return {
    name: intrusionName,
    severity: 'High',
    status: 'InProgress',
    created: alerts[0]?.created ?? now,
    updated: now - 24 * minuteMs,
    assignedTo: megan,
    judgment: null,
    tags: ['VIP', 'Finance', 'Escalated'],
    systemTags: ['Credential Phish'],
    priority: 97,
    comments: commentsAt(now),
    alerts,
  }
}

const single = { devices: [], tags: [], systemTags: [], comments: [] } as const

/** Returns the incident of one step, as it was before it was merged into the main one. */
function mergedIncident(now: number, random: Random, { kind, alert }: Step): UnnumberedIncident {
  const created = now - (alert - 1) * minuteMs - random.int(0, 50) * 1000
  return {
    ...single, name: `${kind.title} involving one user`, severity: kind.severity, status: 'Redirected', created, updated: now - Math.min(alert - 2, 1_358) * minuteMs - random.int(0, 50) * 1000,
    assignedTo: null, judgment: null, priority: 0, alerts: [],
  }
}

/** The attempt before the intrusion, which an analyst resolved. */
function earlierAttempt(now: number, random: Random): UnnumberedIncident {
  const judgment = { classification: 'TruePositive', determination: 'MaliciousUserActivity', comment: 'No sign-in succeeded. Address blocked in Conditional Access.' } as const
  const resolved = now - 2_640 * minuteMs
  const alert = resolvedAlert(alertAt(random, now, rehearsal, { status: 'New', assignedTo: lynne }), judgment, resolved)
  return {
    ...single, name: `${rehearsal.kind.title} involving multiple users`, severity: rehearsal.kind.severity, status: 'Resolved', created: alert.created, updated: resolved, assignedTo: lynne, judgment,
    tags: ['VIP'], priority: 81, comments: [{ text: judgment.comment, by: lynne, at: resolved }], alerts: [alert],
  }
}

export interface Intrusion {
  readonly main: UnnumberedIncident
  /** The incidents that were merged into the main one. */
  readonly merged: readonly UnnumberedIncident[]
  readonly earlier: UnnumberedIncident
}

/** Creates the incidents of the intrusion, relative to `now`, ms since 1970. */
export function createIntrusion(now: number, random: Random): Intrusion {
  const later = steps.filter(({ kind }) => kind.severity === 'Medium' || kind.techniques.includes('T1528'))
  return { main: mainIncident(now, random), merged: later.map(step => mergedIncident(now, random, step)), earlier: earlierAttempt(now, random) }
}
