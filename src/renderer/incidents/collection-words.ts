/** @file The text of the status `Collection`. */
import type { Collection, TimeWindow, Waiting } from '../../shared/model'
import { mostOutageWaitSeconds } from '../../shared/waits'
import { clockTime, count, countdown, dateTime, duration, plural, relativeTime, secondsUntil } from '../format'
import { messageOf } from '../messages'

/** A part of the status; its tone is shown by a colour beside its words. */
export interface StatusPart {
  readonly text: string
  readonly tone?: 'main' | 'ok' | 'warn'
}

const names: Readonly<Record<number, string>> = { 24: 'the last 24 hours', 48: 'the last 48 hours', 168: 'the last 7 days', 720: 'the last 30 days' }

/** A window in words. */
export function windowWords(window: TimeWindow): string {
  if (window.kind === 'last') return names[window.hours] ?? ''
  const field = window.field === 'createdTime' ? 'created' : 'updated'
  return window.to ? `${field} ${dateTime(window.from)} to ${dateTime(window.to)}` : `${field} since ${dateTime(window.from)}`
}

/** What a request waits for. `retries`: how many there may be. */
export function waitingWords(waiting: Waiting, now: number, retries = 4): string {
  const seconds = secondsUntil(waiting.until, now)
  const left = countdown(seconds)
  if (waiting.for === 'quota') return `waiting ${left} for the API's quota`
  const failed = messageOf(waiting.cause).what.replace(/\.$/, '')
  if (waiting.for === 'retry') return `${failed}; trying again in ${left} (retry ${waiting.attempt} of ${retries})`
  // What starts by itself also waits for the rest of a longer wait.
  const limit = seconds <= mostOutageWaitSeconds ? ` (for up to ${mostOutageWaitSeconds / 60} min in all)` : ''
  return `${failed} and asked to wait; trying again in ${left}${limit}`
}

/** Why a collection ended early, in a few words; '' for a complete one. */
export function reasonWords({ outcome }: Collection): string {
  return outcome?.kind === 'incomplete' ? messageOf(outcome.failure).what.replace(/\.$/, '') : ''
}

/** What a run is doing, and what is shown meanwhile: `Collecting the last 48 hours · 1,200 incidents · 12 pages · waiting 12 s …`. */
export function runningParts(running: Collection, shown: Collection | null, now: number): readonly StatusPart[] {
  const incomplete = shown?.outcome?.kind === 'incomplete' ? ', incomplete,' : ''
  return [
    { text: `Collecting ${windowWords(running.window)}`, tone: 'main' },
    { text: plural(running.incidents, 'incident') },
    { text: plural(running.pages, 'page') },
    ...(running.waiting ? [{ text: waitingWords(running.waiting, now), tone: 'warn' } as const] : []),
    ...(shown ? [{ text: `showing ${count(shown.incidents)}${incomplete} as of ${clockTime(shown.startedAt)}` }] : []),
  ]
}

/** What is shown: `4,321 incidents (1,080 redirected, hidden) · 44 pages · 6.1 s · complete · 12 without alerts · as of 14:02`. */
export function shownParts(shown: Collection, redirectedHidden: boolean, withoutAlerts: number): readonly StatusPart[] {
  const redirected = shown.redirected > 0 ? ` (${count(shown.redirected)} redirected${redirectedHidden ? ', hidden' : ''})` : ''
  return [
    { text: plural(shown.incidents, 'incident') + redirected, tone: 'main' },
    { text: plural(shown.pages, 'page') },
    { text: duration(shown.elapsedMs) },
    shown.outcome?.kind === 'incomplete' ? { text: `incomplete: ${reasonWords(shown)}`, tone: 'warn' } : { text: 'complete', tone: 'ok' },
    ...(shown.kept ? [{ text: `${count(shown.kept.incidents)} of them kept from ${clockTime(shown.kept.startedAt)}`, tone: 'warn' } as const] : []),
    ...(shown.outside > 0 ? [{ text: `${count(shown.outside)} from before the window left out`, tone: 'warn' } as const] : []),
    ...(withoutAlerts > 0 ? [{ text: `${count(withoutAlerts)} without alerts`, tone: 'warn' } as const] : []),
    { text: `as of ${clockTime(shown.startedAt)}` },
  ]
}

/** The age of a list that a refresh failed to replace. */
export function agePart(shown: Collection, now: number): StatusPart {
  const age = relativeTime(shown.startedAt, now)
  return { text: `the last refresh failed, this list is from ${age === 'just now' ? 'a moment ago' : age}`, tone: 'warn' }
}

/** When a run ended, ISO. */
export function endOf({ startedAt, elapsedMs }: Collection): string {
  return new Date(Date.parse(startedAt) + elapsedMs).toISOString()
}
