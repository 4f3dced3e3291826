/**
 * @file Times of the API: ISO 8601 in UTC with 0 to 7 fraction digits, trailing zeros trimmed (seen in captured
 * answers). `Date` keeps three digits and a plain text comparison is wrong across lengths, so both are avoided.
 */

const shape = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d+))?Z$/

/** A text of fixed width whose order is the order in time, by all digits; null for anything that is no such time. */
export function timeKey(text: string): string | null {
  const match = shape.exec(text)
  return match ? `${match[1]}.${(match[2] ?? '').padEnd(9, '0')}` : null
}

/** Whether `a` is later than `b`. A time that cannot be read counts as earlier than every other. */
export function isLater(a: string, b: string): boolean {
  return (timeKey(a) ?? '') > (timeKey(b) ?? '')
}

/** The time as OData takes it here: seven digits and `Z`, as Microsoft's sample sends it. */
export function odataTime(iso: string): string {
  return `${new Date(iso).toISOString().slice(0, -1)}0000Z`
}
