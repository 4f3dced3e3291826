/** @file The facts in the header of an open incident. */
import type { AlertDetail, Entity, IncidentDetail } from '../../../../shared/contract/detail'
import { count, plural, shortTime } from '../../format'
import { classificationText, determinationText } from './detail-text'

/** Types that are counted, with their nouns, in this order. */
const counted: readonly (readonly [type: string, one: string, many: string])[] = [
  ['User', 'user', 'users'], ['Device', 'device', 'devices'], ['Mailbox', 'mailbox', 'mailboxes'], ['CloudApplication', 'cloud app', 'cloud apps'], ['OAuthApplication', 'OAuth app', 'OAuth apps'],
  ['Ip', 'IP address', 'IP addresses'],
]

/** Returns `2 users · 3 devices · 1 IP address`; '' if there is none of them. */
export function scopeText(entities: readonly Entity[]): string {
  return counted.flatMap(([type, one, many]) => {
    const number = entities.filter(entity => entity.type === type).length
    return number > 0 ? [plural(number, one, many)] : []
  }).join(' · ')
}

/** Returns `5, 3 active` or `5, all active`; '' if the number is not known. */
export function alertsText({ alerts, activeAlerts }: Pick<IncidentDetail['summary'], 'alerts' | 'activeAlerts'>): string {
  if (alerts === null) return ''
  return activeAlerts === null || alerts === 0 ? count(alerts) : `${count(alerts)}, ${activeAlerts === 0 ? 'none' : activeAlerts === alerts ? 'all' : count(activeAlerts)} active`
}

/** Returns `23 Nov 10:04 → 26 Nov 04:40`; one time if both are in the same minute; '' if neither is known. `now` in ms. */
export function activityText({ firstActivity, lastActivity }: Pick<IncidentDetail['summary'], 'firstActivity' | 'lastActivity'>, now: number): string {
  const [first, last] = [firstActivity, lastActivity].map(time => time === '' ? '' : shortTime(time, now))
  return first && last && first !== last ? `${first} → ${last}` : first || last || ''
}

/** Returns the judgment of an incident or an alert: `True positive / Phishing`; '' if neither is set. */
export function judgmentText({ classification, determination }: Pick<AlertDetail, 'classification' | 'determination'>): string {
  return [classification && classificationText(classification), determination && determinationText(determination)].filter(Boolean).join(' / ')
}
