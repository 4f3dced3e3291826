/** @file Finds the wait in the text of a refusal, which also contains other numbers and times. */

export interface Waits {
  /** Durations that the text states as a wait, in seconds, e.g. `try again in 25 seconds`. */
  readonly stated: readonly number[]
  /** All other durations, in seconds, e.g. `25 secs`. Used if no wait is stated. */
  readonly possible: readonly number[]
}

const unitSeconds: Readonly<Record<string, number>> = { ms: 0.001, milliseconds: 0.001, d: 86_400, h: 3600, m: 60, s: 1 }

/** `25`, `1.5`, `1,500`; not the end of a longer number or word. */
const amount = String.raw`(?<![\w.,-])(?:\d{1,3}(?:,\d{3}){1,3}|\d{1,15}(?:\.\d{1,9})?)`
const unit = String.raw`(?:ms|milliseconds?|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|[hms])(?![a-z])`
/** `1 minute and 5 seconds`, `1m5s`. */
const inUnits = String.raw`${amount}[ -]?${unit}(?:(?:,? and |, ?| )?\d{1,15}(?:\.\d{1,9})? ?${unit}){0,2}`
const iso8601 = String.raw`\bP(?:\d{1,9}D)?T(?=\d)(?:\d{1,9}H)?(?:\d{1,9}M)?(?:\d{1,9}(?:\.\d{1,9})?S)?\b`
/** `00:00:25`, as .NET writes a TimeSpan; not a time of day. */
const clock = String.raw`(?<![\d:.T-]|\d |\bat )\d\d:\d\d:\d\d(?:\.\d{1,9})?(?![\d:]|\.\d| ?(?:Z|UTC|GMT|[AP]M)\b)`
const duration = `(?:${inUnits}|${iso8601}|${clock})`
/** `a minute`. Without a preceding `lead` it is a rate: `50 calls a minute`. */
const oneUnit = String.raw`\b(?:an?|one) (?:second|minute|hour)\b`
const moment = String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)`

/** Words that precede a wait. The `gap` before the wait contains no other number, sentence or rate (`per minute`). */
const lead = String.raw`\b(?:try|retry|again\b|wait|reset|renew|replenished|available|unblocked|back[ -]?off)`
const gap = String.raw`(?:(?!\b(?:per|every|each|last|past|limit|quota of|calls an?|requests an?)\b)[^\d.!?<>{}]){0,40}?`
/** A number without a unit, as the value of a JSON member or directly after the words that announce a wait. */
const bare = String.raw`(?<=retry[ _-]?after(?:[ _-]?in)?(?:[ _-]?sec(?:ond)?s)?["']?[ :=]{1,3}["']?|again (?:in|after) )\d{1,15}(?:\.\d{1,9})?(?=["']|\.(?:\s|$)|\s*(?:$|,(?!\d)|[;})\]<\n]))`
const inMs = String.raw`(?<=retry[ _-]?after(?:[ _-]?in)?[ _-]?(?:ms|milliseconds?)["']?[ :=]{1,3}["']?)\d{1,15}(?:\.\d{1,9})?(?=["'\s,;})\]<]|$)`

function secondsOfUnits(text: string): number {
  let sum = 0
  for (const [, number = '', name = ''] of text.matchAll(/(\d[\d.,]*|\b(?:an?|one)(?= ))[ -]?([a-z]+)/gi)) {
    const size = unitSeconds[name.toLowerCase()] ?? unitSeconds[name.toLowerCase().startsWith('milli') ? 'ms' : name.charAt(0).toLowerCase()] ?? 0
    sum += (/^\d/.test(number) ? Number(number.replaceAll(',', '')) : 1) * size
  }
  return sum
}

function secondsOf(text: string): number {
  const iso = /P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?/i.exec(text)
  if (iso) return Number(iso[1] ?? 0) * 86_400 + Number(iso[2] ?? 0) * 3600 + Number(iso[3] ?? 0) * 60 + Number(iso[4] ?? 0)
  if (!text.includes(':')) return secondsOfUnits(text)
  const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number)
  return hours * 3600 + minutes * 60 + seconds
}

const every = (pattern: string): RegExp => new RegExp(pattern, 'gi')
const statedDuration = every(`${lead}${gap}(?<time>${duration}|${oneUnit})`)
const statedMoment = every(`${lead}${gap}(?<time>${moment})`)
const bareSeconds = every(bare)
const bareMs = every(inMs)
/** A duration that is neither a rate nor a window: `50 calls per 1 minute`, `calls in 1 hour`, `last 24 hours`, `60 second window`. */
const anyDuration = every(String.raw`(?<!\b(?:per|every|each|last|past|limit of|quota of) |\b(?:calls?|requests?|times)(?: \w{1,15})? (?:in|within|for|during|over) )${duration}(?![ -](?:window|period|interval|quota|limit|of ))`)

/** Returns the text of an HTML page without tags; any other text unchanged. */
function withoutTags(text: string): string {
  if (!/<(?:!doctype|html|head|body)\b/i.test(text)) return text
  return text.replace(/<(script|style)\b[\s\S]*?<\/\1\s*>/gi, ' ').replace(/<[^<>]*>/g, ' ').replace(/&nbsp;|&#160;/gi, ' ').replace(/\s+/g, ' ')
}

/** Returns the waits in the text of a refusal. `serverNow`: the server's time, ms since 1970, for a point in time such as `reset at …Z`. */
export function waitsIn(text: string, serverNow: number): Waits {
  const plain = withoutTags(text)
  const times = (pattern: RegExp) => Array.from(plain.matchAll(pattern), ({ 0: whole, groups }) => groups?.time ?? whole)
  const untilMoment = times(statedMoment).map(each => (Date.parse(each) - serverNow) / 1000)
  return {
    stated: [...times(statedDuration).map(secondsOf), ...untilMoment, ...times(bareSeconds).map(Number), ...times(bareMs).map(each => Number(each) / 1000)],
    possible: times(anyDuration).map(secondsOf),
  }
}
