/** @file The text of the status `Collection`. */
import type { Collection, TimeWindow, Waiting } from '../../shared/model'
import { clockTime, count, countdown, dateTime, duration, plural, secondsUntil } from '../format'
import { messageOf } from '../messages'

const names: Readonly<Record<number, string>> = { 24: 'the last 24 hours', 48: 'the last 48 hours', 168: 'the last 7 days', 720: 'the last 30 days' }

/** A window in words. */
export function windowWords(window: TimeWindow): string {
  if (window.kind === 'last') return names[window.hours] ?? ''
  const field = window.field === 'createdTime' ? 'created' : 'updated'
  return window.to ? `${field} ${dateTime(window.from)} to ${dateTime(window.to)}` : `${field} since ${dateTime(window.from)}`
}

function waitingWords(waiting: Waiting, now: number): string {
  const left = countdown(secondsUntil(waiting.until, now))
  if (waiting.for === 'quota') return `waiting ${left} for the API's quota`
  return `${messageOf(waiting.cause).what.replace(/\.$/, '')}; trying again in ${left} (retry ${waiting.attempt} of 4)`
}

/** What a run is doing: `Collecting the last 48 hours · 1,200 incidents · 12 pages · waiting 12 s for …`. */
export function runningWords(running: Collection, now: number): string {
  return [
    `Collecting ${windowWords(running.window)}`,
    plural(running.incidents, 'incident'),
    plural(running.pages, 'page'),
    running.waiting && waitingWords(running.waiting, now),
  ].filter(Boolean).join(' · ')
}

/** Why a collection ended early, in a few words. */
export function reasonWords({ outcome }: Collection): string {
  return outcome?.kind === 'incomplete' ? messageOf(outcome.failure).what.replace(/\.$/, '') : ''
}

/** What is shown: `4,321 incidents (1,080 redirected, hidden) · 44 pages · 6.1 s · complete · as of 14:02`. */
export function shownWords(shown: Collection, redirectedHidden: boolean): string {
  const redirected = shown.redirected > 0 ? ` (${count(shown.redirected)} redirected${redirectedHidden ? ', hidden' : ''})` : ''
  return [
    plural(shown.incidents, 'incident') + redirected,
    plural(shown.pages, 'page'),
    duration(shown.elapsedMs),
    shown.outcome?.kind === 'incomplete' ? `incomplete: ${reasonWords(shown)}` : 'complete',
    `as of ${clockTime(shown.startedAt)}`,
  ].join(' · ')
}
