/** @file The text of the status `Collection`. */
import type { Collection, TimeWindow, Waiting } from '../../../shared/contract/model'
import { sameWindow } from '../../../shared/rules/time-window'
import { timeWindows } from '../../../shared/vocabulary/time-windows'
import { maxOutageWaitSeconds } from '../../../shared/vocabulary/waits'
import { clockTime, count, countdown, dateTime, duration, isToday, plural, relativeTime, secondsUntil, shortTime, withUnit } from '../format'
import { messageOf } from '../failures/messages'
import { missingText } from './completeness-text'

/** A part of the status. A color shows its tone. */
export interface StatusPart {
  readonly text: string
  readonly tone?: 'main' | 'ok' | 'warn'
  /** Whether the part follows the previous one without a separating `·`. */
  readonly continues?: boolean
  /** Whether screen readers do not announce the part, because it changes with time. */
  readonly silent?: boolean
  /** Whether a narrow window leaves the part out. */
  readonly minor?: boolean
  /** The tooltip. */
  readonly title?: string
}

/** Returns a window as a phrase: `the last 48 hours`, `updated since …`. */
export function windowText(window: TimeWindow): string {
  if (window.kind === 'last') return timeWindows.find(({ value }) => value === window.hours)?.phrase ?? ''
  const field = window.field === 'createdTime' ? 'created' : 'updated'
  return window.to ? `${field} ${dateTime(window.from)} to ${dateTime(window.to)}` : `${field} since ${dateTime(window.from)}`
}

/** Returns a window as an object: `the last 48 hours`, `incidents updated since …`. */
export const incidentsOfText = (window: TimeWindow): string => window.kind === 'last' ? windowText(window) : `incidents ${windowText(window)}`

/** Returns the label of the button that loads a window: `Load the last 48 hours`. null: the window is not valid. */
export const loadText = (window: TimeWindow | null): string => `Load ${window === null ? 'incidents' : incidentsOfText(window)}`

/** Returns what loading a window does: `XDR Desk loads every incident that was updated in the last 48 hours.` null: the window is not valid. */
export function everyIncidentText(window: TimeWindow | null): string {
  const which = window === null ? 'of the time window' : `that was ${window.kind === 'last' ? `updated in ${windowText(window)}` : windowText(window)}`
  return `XDR Desk loads every incident ${which}.`
}

/** Returns that a window had no incidents: `No incident was updated in the last 48 hours`. */
export const noIncidentText = (window: TimeWindow): string => `No incident was ${window.kind === 'last' ? `updated in ${windowText(window)}` : windowText(window)}`

/** Returns a window after a noun: ` of the last 48 hours`, ` updated since …`; '' if it equals `other`. */
function ofWindowText(window: TimeWindow, other: TimeWindow): string {
  if (sameWindow(window, other)) return ''
  return window.kind === 'last' ? ` of ${windowText(window)}` : ` ${windowText(window)}`
}

/** Returns the hint next to a list whose window is not the chosen one. */
export function otherWindowText(shown: TimeWindow, chosen: TimeWindow): string {
  return `Showing ${incidentsOfText(shown)}. Refresh to load ${incidentsOfText(chosen)}.`
}

/** Returns what a request waits for, and how long. `now` in ms. */
export function waitingText(waiting: Waiting, now: number): string {
  const seconds = secondsUntil(waiting.until, now)
  const left = countdown(seconds)
  if (waiting.for === 'quota') return `waiting ${left} for the API's quota`
  const failed = messageOf(waiting.cause).what.replace(/\.$/, '')
  if (waiting.for === 'retry') return `${failed}; trying again in ${left}${waiting.of > 1 ? ` (retry ${waiting.attempt} of ${waiting.of})` : ''}`
  // The limit does not apply to auto-refresh, which also waits for the rest of a longer wait.
  const limit = seconds <= maxOutageWaitSeconds ? ` (for up to ${withUnit(String(maxOutageWaitSeconds / 60), 'min')} in total)` : ''
  return `${failed} and asked to wait; trying again in ${left}${limit}`
}

/** Returns why a run is incomplete, in a few words; '' if it is not. */
export const reasonText = ({ outcome }: Collection): string => missingText(outcome)

/** Returns how far a run has read: `back to 27 Nov 08:11`. */
const reachedParts = ({ reached }: Collection, now: number): readonly StatusPart[] => reached === null ? [] : [{ text: `back to ${shortTime(reached, now)}` }]

/** Returns the progress of a run, and the list that is shown meanwhile: `Loading the last 48 hours · 1,200 incidents · 12 pages · waiting 12 s …`. */
export function runningParts(running: Collection, shown: Collection | null, mergedHidden: boolean, now: number): readonly StatusPart[] {
  const incomplete = shown?.outcome?.kind === 'incomplete' ? ', incomplete,' : ''
  return [
    { text: `Loading ${incidentsOfText(running.window)}`, tone: 'main' },
    { text: countText(running, mergedHidden) },
    ...reachedParts(running, now),
    { text: plural(running.pages, 'page'), minor: true },
    ...(running.waiting ? [{ text: waitingText(running.waiting, now), tone: 'warn' } as const] : []),
    ...(shown ? [{ text: `showing ${count(shown.incidents)}${ofWindowText(shown.window, running.window)}${incomplete} as of ${clockTime(shown.startedAt)}` }] : []),
  ]
}

/** Returns `4,321 incidents (1,080 merged, hidden)`. */
function countText({ incidents, redirected }: Collection, mergedHidden: boolean): string {
  return plural(incidents, 'incident') + (redirected > 0 ? ` (${count(redirected)} merged${mergedHidden ? ', hidden' : ''})` : '')
}

const olderPart = (outside: number): StatusPart =>
  ({ text: `${count(outside)} from before the time window not shown`, title: `The API also sent ${plural(outside, 'incident')} from before the time window.` })

/** Returns what a list lacks, and what it carried over from an earlier one. */
function limitParts({ carriedOver, outside }: Collection, withoutAlerts: number): readonly StatusPart[] {
  return [
    ...(carriedOver ? [{ text: `${count(carriedOver.incidents)} of them kept from ${clockTime(carriedOver.startedAt)}`, tone: 'warn' } as const] : []),
    ...(outside > 0 ? [olderPart(outside)] : []),
    ...(withoutAlerts > 0 ? [{ text: `${count(withoutAlerts)} without alerts`, tone: 'warn' } as const] : []),
  ]
}

/** Returns that a list is complete, but never in green if alerts are missing. */
const completePart = (complete: string, withoutAlerts: number): StatusPart =>
  withoutAlerts > 0
    ? { text: `${complete}, but ${count(withoutAlerts)} without alerts`, tone: 'warn' }
    : { text: complete, tone: 'ok' }

/** The facts about the display of the list that its text depends on. */
export interface ShownOptions {
  readonly mergedHidden: boolean
  /** The number of incidents without their alerts. */
  readonly withoutAlerts: number
  /** The chosen window, which can differ from the list's. null if it is not valid. */
  readonly chosen: TimeWindow | null
}

/** Returns the list that is shown: `4,321 incidents (1,080 merged, hidden) · 44 pages · 6.1 s · complete, but 12 without alerts · as of 14:02`. */
export function shownParts(shown: Collection, { mergedHidden, withoutAlerts, chosen }: ShownOptions, now: number): readonly StatusPart[] {
  const scope = chosen && !sameWindow(shown.window, chosen) ? ` for ${incidentsOfText(shown.window)}` : ''
  return [
    { text: countText(shown, mergedHidden), tone: 'main' },
    { text: plural(shown.pages, 'page'), minor: true },
    { text: duration(shown.elapsedMs), minor: true },
    ...(shown.outcome?.kind === 'incomplete'
      ? [{ text: `incomplete${scope}: ${reasonText(shown)}`, tone: 'warn' } as const, ...reachedParts(shown, now), ...limitParts(shown, withoutAlerts)]
      : [completePart(`complete${scope}`, withoutAlerts), ...limitParts(shown, 0)]),
    { text: `as of ${clockTime(shown.startedAt)}` },
  ]
}

/** Returns the time of a list, with the day unless it is today. */
function timeOf({ startedAt }: Collection, now: number): string {
  return isToday(startedAt, now) ? clockTime(startedAt) : shortTime(startedAt, now)
}

/** Returns the text for a run that received no page: `Refresh failed` or `Refresh canceled`. */
const failedPart = ({ outcome }: Collection): StatusPart =>
  ({ text: outcome?.kind === 'incomplete' && outcome.failure.code === 'cancelled' ? 'Refresh canceled' : 'Refresh failed', tone: 'warn' })

/** Returns the status after a run without any page and without an earlier list: `Refresh failed · 0 incidents · incomplete: …`. */
export function nothingParts(failed: Collection): readonly StatusPart[] {
  return [failedPart(failed), { text: plural(failed.incidents, 'incident') }, { text: `incomplete: ${reasonText(failed)}`, tone: 'warn' }]
}

/** Returns the status after a run without any page, with the older list: `Refresh failed · 120 incidents · complete as of 06:04, 3 h ago`. */
export function olderParts(shown: Collection, failed: Collection, { mergedHidden, withoutAlerts }: ShownOptions, now: number): readonly StatusPart[] {
  const isIncomplete = shown.outcome?.kind === 'incomplete'
  return [
    failedPart(failed),
    { text: `${countText(shown, mergedHidden)}${ofWindowText(shown.window, failed.window)}`, tone: 'main' },
    { text: `${isIncomplete ? 'incomplete' : 'complete'} as of ${timeOf(shown, now)}` },
    { text: `, ${relativeTime(shown.startedAt, now)}`, continues: true, silent: true },
    ...(isIncomplete ? [{ text: `: ${reasonText(shown)}`, continues: true }] : []),
    ...limitParts(shown, withoutAlerts),
  ]
}

/** Returns when a run ended (ISO). */
export function endedAt({ startedAt, elapsedMs }: Collection): string {
  return new Date(Date.parse(startedAt) + elapsedMs).toISOString()
}
