/** @file Changes the sample tenant between two refreshes. */
import type { Judgment, SampleIncident, Severity } from './model'
import type { Sample } from './create-sample'
import type { Random } from './random'
import { analysts } from './contoso'
import { makeIncident } from './background/incident'
import { kinds } from './background/kinds'
import { sorted } from './create-sample'
import { resolvedAlert } from './incident-facts'
import { intrusionName } from './intrusion/create-intrusion'
import { createRandom } from './random'

const judged: Judgment = { classification: 'InformationalExpectedActivity', determination: 'ConfirmedActivity', comment: 'Confirmed with the user. No further action.' }
const onIntrusion = [
  'Patti\'s laptop is with the forensics team.', 'No new sign-in from 203.0.113.7 since the sessions were revoked.', 'archive-box.example confirmed that the files were deleted.',
]
const raised: Readonly<Record<Severity, Severity>> = { Informational: 'Low', Low: 'Medium', Medium: 'High', High: 'High' }
const everyAnalyst = Object.values(analysts)

type Pick = (incident: SampleIncident) => boolean
type Edit = (incident: SampleIncident, at: number) => SampleIncident

const isUnassigned: Pick = ({ status, assignedTo }) => status === 'Active' && assignedTo === null
const isInWork: Pick = ({ status, name }) => status === 'InProgress' && name !== intrusionName

/** Returns the changes of one round, each with its incident. No incident changes twice in a round. */
function editsOf(round: number): readonly (readonly [Pick, Edit])[] {
  const analyst = everyAnalyst[round % everyAnalyst.length] ?? ''
  return [
    [each => each.status === 'Active' && each.severity === 'Medium', each => ({ ...each, severity: raised[each.severity], priority: Math.min(99, each.priority + 25) })],
    [isUnassigned, (each) => {
      return { ...each, status: 'InProgress', assignedTo: analyst, alerts: each.alerts.map(alert => ({ ...alert, status: 'InProgress' as const, assignedTo: analyst })) }
    }],
    [isInWork, (each, at) => ({
      ...each, status: 'Resolved', judgment: judged, alerts: each.alerts.map(alert => resolvedAlert(alert, judged, at)),
      comments: [...each.comments, { text: judged.comment, by: each.assignedTo ?? analyst, at }],
    })],
    [({ name }) => name === intrusionName, (each, at) =>
      ({ ...each, comments: [...each.comments, { text: onIntrusion[(round - 1) % onIntrusion.length] ?? '', by: each.assignedTo ?? analyst, at }] })],
  ]
}

/** Returns the tenant at `now`, ms since 1970: since the earlier state, an incident is new, and others are raised, assigned, resolved or commented on. */
export function passTime({ now: before, round: earlier, incidents }: Sample, now: number): Sample {
  const round = earlier + 1
  const random = createRandom(round)
  const edits = editsOf(round)
  // Each change has its own time, even if less than a second has passed.
  const at = (nth: number) => before + Math.max(now - before, edits.length + 2) * ((nth + 1) / (edits.length + 1))
  const changed = new Map<number, SampleIncident>()
  for (const [nth, [isWanted, edit]] of edits.entries()) {
    // The newest ones change first, as in a real queue.
    const incident = incidents.find(each => isWanted(each) && !changed.has(each.id))
    if (incident) changed.set(incident.id, { ...edit(incident, Math.round(at(nth))), updated: Math.round(at(nth)) })
  }
  const added = newIncident(incidents, Math.round(at(edits.length)), random)
  return { now, round, incidents: sorted([...incidents.map(each => changed.get(each.id) ?? each), added]) }
}

/** Returns an incident that nobody has looked at yet. */
function newIncident(incidents: readonly SampleIncident[], at: number, random: Random): SampleIncident {
  const manual = kinds.filter(({ isAutomatic, count }) => !isAutomatic && count > 1)
  const draft = makeIncident(random.pick(manual), at, { status: 'Active', assignedTo: null, judgment: null, minutes: 4 }, random)
  return { ...draft, id: Math.max(...incidents.map(({ id }) => id)) + random.int(1, 3), mergedInto: null }
}
