/**
 * @file Times that the user types. Shown as everywhere in the app, with the month by name; ISO dates can be typed, too. A date with slashes is refused,
 * because some countries write the month first.
 */

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

/** A time that the user can type, for notes. */
export const exampleTime = '24 Nov 2026, 14:02'

const padded = (value: number, length = 2): string => String(value).padStart(length, '0')

/** Returns the month (1 to 12) of its name or the first letters of it, at least three; 0 if there is none. */
const monthOf = (name: string): number => months.findIndex(month => name.slice(0, 3).toLowerCase() === month.toLowerCase()) + 1

const timeOfDay = String.raw`(?:[ ,T]+(?<hour>\d{1,2}):(?<minute>\d{2}))?`
const forms: readonly RegExp[] = [
  new RegExp(String.raw`^(?<year>\d{4})-(?<month>\d{1,2})-(?<day>\d{1,2})${timeOfDay}$`),
  new RegExp(String.raw`^(?<day>\d{1,2})\.? +(?<name>[a-z]{3,9})\.?,? +(?<year>\d{4})${timeOfDay}$`, 'i'),
  new RegExp(String.raw`^(?<name>[a-z]{3,9})\.? +(?<day>\d{1,2}),? +(?<year>\d{4})${timeOfDay}$`, 'i'),
]

/** Reads a typed time as `YYYY-MM-DDTHH:MM`. A day without a time of day begins at midnight. null if the text is not a time, such as 31 Feb. */
export function readTimeInput(text: string): string | null {
  const groups = forms.map(form => form.exec(text.trim())?.groups).find(found => found !== undefined)
  if (!groups) return null
  const month = groups.name === undefined ? Number(groups.month) : monthOf(groups.name)
  const [year, day, hour, minute] = [groups.year, groups.day, groups.hour ?? 0, groups.minute ?? 0].map(Number) as [number, number, number, number]
  const wall = `${padded(year, 4)}-${padded(month)}-${padded(day)}T${padded(hour)}:${padded(minute)}`
  const ms = Date.parse(`${wall}:00.000Z`)
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(wall) ? wall : null
}

/** Returns a time `YYYY-MM-DDTHH:MM` as it is shown in its box: `24 Nov 2026, 14:02`. Other texts stay unchanged. */
export function timeInputText(wall: string): string {
  const [, year, month, day, time] = /^(\d{4})-(\d\d)-(\d\d)T(\d\d:\d\d)$/.exec(wall) ?? []
  return time === undefined ? wall : `${Number(day)} ${months[Number(month) - 1] ?? ''} ${year ?? ''}, ${time}`
}
