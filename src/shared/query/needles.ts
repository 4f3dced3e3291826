/** @file The folded texts that a value looks for in a `Searchable`. */
import type { Value } from './query'
import { fold } from '../values/fold'
import { refang } from './defang'
import { separator } from './searchable'

const whole = (text: string): string => `${separator}${text}${separator}`

/** Returns the texts of which one must be contained: the typed text and, if it is defanged, the address it means. A whole value is taken as it is. */
export function needlesOf(value: Value, me: string | null): readonly string[] {
  if (value.kind === 'me') return me === null ? [] : [whole(fold(me))]
  if (value.kind !== 'text') return []
  if (value.whole) return [whole(fold(value.text))]
  return [...new Set([fold(value.text), fold(refang(value.text))])]
}
