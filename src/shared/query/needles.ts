/** @file The folded texts to find in a `Searchable` for a value. */
import type { Value } from './query'
import { fold } from '../values/fold'
import { refang } from './defang'
import { separator } from './searchable'

const whole = (text: string): string => `${separator}${text}${separator}`

/** Returns texts, one of which must be contained: the typed text and, if it is defanged, the original address. A whole value is used unchanged. */
export function needlesOf(value: Value, me: string | null): readonly string[] {
  if (value.kind === 'me') return me === null ? [] : [whole(fold(me))]
  if (value.kind !== 'text') return []
  if (value.whole) return [whole(fold(value.text))]
  return [...new Set([fold(value.text), fold(refang(value.text))])]
}
