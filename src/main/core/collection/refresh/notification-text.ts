/** @file The text of a desktop notification about new and raised incidents. */
import type { NotifyFrom } from '../../../../shared/vocabulary/auto-refresh'
import type { SourceKind } from '../../../../shared/contract/model'
import type { Announcement } from './announcements'
import { severityRank } from '../../../../shared/vocabulary/incident-values'

export interface NotificationText {
  readonly title: string
  readonly body: string
  /** The ID of the incident that the notification announces; null for several. */
  readonly incident: string | null
}

const limits: Readonly<Record<Exclude<NotifyFrom, 'none'>, string>> = { high: 'High and above', medium: 'Medium and above', low: 'Low and above' }

/** The maximum length of an incident's name in a notification. */
const maxNameLength = 100

/**
 * Returns a text as plain characters on one line, shortened. SECURITY: attackers choose names, and desktops may interpret a notification's text as
 * markup, or characters that hide and reorder others.
 */
export function plainLine(text: string): string {
  const plain = text.slice(0, maxNameLength * 4).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ').replace(/\s+/g, ' ').trim()
    .replaceAll('<', '‹').replaceAll('>', '›').replaceAll('&', '＆')
  const letters = Array.from(plain)
  return letters.length > maxNameLength ? `${letters.slice(0, maxNameLength).join('')}…` : plain
}

const incidents = (count: number): string => `${count} ${count === 1 ? 'incident' : 'incidents'}`

/** Returns one notification for all incidents of the chosen severity and above; null if there are none. */
export function notificationText(announcements: readonly Announcement[], from: NotifyFrom): NotificationText | null {
  if (from === 'none') return null
  const chosen = announcements.filter(({ summary }) => severityRank(summary.severity) >= severityRank(from))
  const [first] = chosen
  if (!first) return null
  if (chosen.length === 1) {
    const { id, severity, name } = first.summary
    return {
      title: first.isNew ? `1 new incident, ${plainLine(severity)}` : `1 incident raised to ${plainLine(severity)}`,
      body: plainLine(name) || plainLine(`Incident ${id}`),
      incident: id,
    }
  }
  const fresh = chosen.filter(each => each.isNew).length
  const raised = chosen.length - fresh
  const title = raised === 0
    ? `${fresh} new incidents, ${limits[from]}`
    : fresh === 0 ? `${incidents(raised)} raised, ${limits[from]}` : `${fresh} new and ${raised} raised incidents, ${limits[from]}`
  return { title, body: 'Show the list', incident: null }
}

/** Returns the notification with its source, unless the incidents are a tenant's. */
export function withSource(text: NotificationText, source: SourceKind | undefined): NotificationText {
  return source === 'sample' ? { ...text, title: `Sample data: ${text.title}` } : text
}
