/** @file The schema of a time window from outside: an argument of the page, or a member of a state file. Its messages are fixed. */
import * as v from 'valibot'
import { valuesOf } from '../../../shared/vocabulary/known-values'
import { timeFields, timeWindows } from '../../../shared/vocabulary/time-windows'

const iso = v.pipe(v.string('time'), v.maxLength(40, 'time'), v.isoTimestamp('time'))

export const timeWindow = v.variant('kind', [
  v.object({ kind: v.literal('last'), hours: v.picklist(valuesOf(timeWindows), 'hours') }),
  v.pipe(
    v.object({ kind: v.literal('custom'), field: v.picklist(valuesOf(timeFields), 'field'), from: iso, to: v.nullable(iso) }),
    v.check(({ from, to }) => to === null || Date.parse(from) < Date.parse(to), 'order'),
  ),
])
