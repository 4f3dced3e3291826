/**
 * @file An incident as a short text for a ticket, in Markdown: always in the same layout, with the most important facts first and without empty fields. Times
 * are in UTC.
 */
import type { Origin } from '../incident-detail'
import type { AlertDetail, Comment, Entity, IncidentDetail } from '../../../../shared/contract/detail'
import { keyMs, timeKey } from '../../../../shared/values/instants'
import { classifications, determinations, labelOf, severityRank, worstVerdictRank } from '../../../../shared/vocabulary/incident-values'
import { entityTypeLabel } from '../../../../shared/vocabulary/entity-labels'
import { detectionSources, services } from '../../../../shared/vocabulary/sources'
import { defangedName } from './defanged'
import { codeSpan, literal } from './markdown'

/** Longer lists are cut, and the text states how many entries are missing. */
const maxAlerts = 10
const maxNames = 10
const maxIndicators = 15

type Labeled = readonly { readonly value: string, readonly label: string }[]
const labelIn = (known: Labeled, value: string): string => known.find(each => each.value === value)?.label ?? literal(value, 60)
const valueLabel = (value: string): string => labelOf(value) ?? literal(value, 60)
const sourceLabel = (value: string): string => labelIn([...services, ...detectionSources], value)

/** Returns a time as `2026-11-24 10:04 UTC`, and a text that is not a time unchanged. */
function timeText(time: string): string {
  const key = timeKey(time)
  return key === null ? literal(time, 40) : `${new Date(keyMs(key)).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

const joined = (parts: readonly string[], separator: string): string => parts.filter(part => part !== '').join(separator)
const more = (number: number): string => number > 0 ? ` and ${number} more` : ''

/** Returns a line of the list of facts; nothing for an empty value. */
const fact = (name: string, value: string): readonly string[] => value === '' ? [] : [`- **${name}:** ${value}`]

function spanText(first: string, last: string): string {
  const [from, to] = [timeText(first), timeText(last)]
  return from === to ? from : joined([from, to], ' → ')
}

/** Returns the first texts of a list. */
const namedText = (texts: readonly string[], max: number, length: number): string =>
  texts.slice(0, max).map(each => literal(each, length)).join(', ') + more(texts.length - max)

function namesText(entities: readonly Entity[], types: readonly string[]): string {
  const own = types.flatMap(type => entities.filter(entity => entity.type === type && entity.label !== ''))
  return own.slice(0, maxNames).map(entity => codeSpan(defangedName(entity), 120)).join(', ') + more(own.length - maxNames)
}

/** Returns the key by which alerts are sorted by time: of the first activity, or else of the creation. Alerts without a time come last. */
const timeOf = ({ firstActivity, created }: AlertDetail): string => timeKey(firstActivity) ?? timeKey(created) ?? '~'

const byText = (a: string, b: string): number => a < b ? -1 : a > b ? 1 : 0

/** The alerts with one title: the highest severity and the earliest time among them. */
function titleOf(own: readonly AlertDetail[]) {
  const [first = ''] = own.map(timeOf).toSorted(byText)
  const rank = Math.max(...own.map(({ severity }) => severityRank(severity)))
  const severity = own.find(each => severityRank(each.severity) === rank)?.severity ?? ''
  const techniques = [...new Set(own.flatMap(alert => alert.techniques))]
  return { first, rank, severity, techniques, title: own[0]?.title ?? '', service: own[0]?.service ?? '', count: own.length }
}

/** Returns one line for each title, the most severe first. */
function alertLines(alerts: readonly AlertDetail[]): readonly string[] {
  const byTitle = new Map<string, AlertDetail[]>()
  for (const alert of alerts) {
    const same = byTitle.get(alert.title)
    if (same) same.push(alert)
    else byTitle.set(alert.title, [alert])
  }
  const titles = Array.from(byTitle.values(), titleOf).sort((a, b) => b.rank - a.rank || byText(a.first, b.first))
  const lines = titles.slice(0, maxAlerts).map(({ first, severity, techniques, title, service, count }) => {
    const name = `${literal(title) || '(no title)'}${count > 1 ? ` ×${count}` : ''}`
    return `- ${joined([valueLabel(severity), name, sourceLabel(service), namedText(techniques, 5, 20), first === '~' ? '' : timeText(first)], ' · ')}`
  })
  return titles.length > maxAlerts ? [...lines, `- and ${titles.length - maxAlerts} more titles`] : lines
}

/** Types of entities that an attack used, as opposed to its targets. */
const indicatorTypes: ReadonlySet<string> = new Set(['Ip', 'Url', 'Dns', 'NetworkConnection', 'File', 'FileHash', 'Process', 'MailMessage', 'MailCluster', 'Registry', 'Malware', 'OAuthApplication'])

/** Returns the entities with the worst verdicts. Those without a threat are left out. */
function indicatorLines(entities: readonly Entity[]): readonly string[] {
  const threats = entities.filter(({ type, label, verdicts: [worst] }) => indicatorTypes.has(type) && label !== '' && worst !== 'NoThreatsFound')
    .toSorted((a, b) => worstVerdictRank(a) - worstVerdictRank(b))
  const lines = threats.slice(0, maxIndicators).map((entity) => {
    const type = entityTypeLabel(entity.type) ?? literal(entity.type, 60)
    return `- ${joined([`${type} ${codeSpan(defangedName(entity), 200)}`, entity.verdicts.map(valueLabel).join(', ')], ' · ')}`
  })
  return threats.length > maxIndicators ? [...lines, `- and ${threats.length - maxIndicators} more`] : lines
}

const section = (title: string, lines: readonly string[]): readonly string[] => lines.length > 0 ? ['', `**${title}**`, ...lines] : []

/** Returns the second line: what the incident is. */
function stateText({ id, status, priority, classification, determination, redirectedTo }: IncidentDetail['summary']): string {
  return joined([
    `Incident ${codeSpan(id, 200)}`,
    valueLabel(status),
    priority === null ? '' : `priority ${priority}`,
    joined([classification && labelIn(classifications, classification), determination && labelIn(determinations, determination)], ' / '),
    redirectedTo === null ? '' : `merged into ${codeSpan(redirectedTo, 200)}`,
  ], ' · ')
}

function commentLines(comments: readonly Comment[]): readonly string[] {
  const last = comments.at(-1)
  if (!last) return []
  return section(comments.length > 1 ? `Last of ${comments.length} comments` : 'Comment', [`> ${joined([literal(last.text, 500), joined([literal(last.by, 100), timeText(last.at)], ', ')], ' — ')}`])
}

/** The part of an incident's origin that the text states. */
export type TicketOrigin = Pick<Origin, 'sample' | 'file' | 'fetchedAt'>

/** Returns the text for a ticket. `link`: the incident's page in the portal; null if there is none. */
export function ticketText({ summary, alerts, entities, comments }: IncidentDetail, link: URL | null, origin: TicketOrigin): string {
  const alertCount = summary.alerts === null ? '' : `${summary.alerts}${summary.activeAlerts ? `, ${summary.activeAlerts} active` : ''}`
  const lines = [
    `### ${joined([valueLabel(summary.severity), literal(summary.name) || '(no name)'], ' · ')}`,
    '',
    ...(origin.sample ? ['**Sample data.** XDR Desk generated this incident.', ''] : []),
    ...(origin.file ? [`From the file ${codeSpan(origin.file.name, 200)}${origin.fetchedAt === null ? '' : `, fetched ${timeText(origin.fetchedAt)}`}.`, ''] : []),
    stateText(summary),
    '',
    ...fact('Activity', spanText(summary.firstActivity, summary.lastActivity)),
    ...fact('Users', namesText(entities, ['User', 'Mailbox'])),
    ...fact('Devices', namesText(entities, ['Device', 'IoTDevice'])),
    ...fact('Assigned to', summary.assignedTo === null ? '' : codeSpan(summary.assignedTo, 120)),
    ...fact('Techniques', namedText(summary.techniques, 15, 20)),
    ...fact('Tags', namedText(summary.tags, 8, 60)),
    ...fact('Alerts', alertCount),
    ...fact('Created', timeText(summary.created)),
    ...fact('Updated', timeText(summary.lastUpdate)),
    ...fact('Portal', link === null ? '' : `<${link.href}>`),
    ...section('Alerts', alertLines(alerts)),
    ...section('Indicators', indicatorLines(entities)),
    ...commentLines(comments),
  ]
  return `${lines.join('\n')}\n`
}
