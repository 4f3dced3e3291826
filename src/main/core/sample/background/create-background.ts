import type { UnnumberedIncident } from '../draft'
import type { Random } from '../random'
import { minuteMs } from '../incident-facts'
import { makeIncident, progressOf } from './incident'
import { kinds } from './kinds'

/** Returns the elements in a random order. */
function shuffled<T>(elements: readonly T[], random: Random): readonly T[] {
  const rest = [...elements]
  return elements.map(() => rest.splice(random.int(0, rest.length - 1), 1)).flat()
}

const spanMinutes = 47.5 * 60

/** Creates the ordinary incidents of the 48 hours before `now`, ms since 1970. */
export function createBackground(now: number, random: Random): readonly UnnumberedIncident[] {
  const order = shuffled(kinds.flatMap(kind => Array.from({ length: kind.count }, () => kind)), random)
  const step = spanMinutes / order.length
  return order.map((kind, index) => {
    const minutesAgo = 2 + index * step + random.next() * step
    return makeIncident(kind, Math.round(now - minutesAgo * minuteMs), progressOf(kind, index / order.length, random), random)
  })
}
