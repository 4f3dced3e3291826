/** @file What a cell of the list shows. Everything from outside is safe to show. */
import type { IncidentColumn } from '../../../../shared/columns/incident-columns'
import type { Density } from '../../../../shared/contract/preferences'
import type { IncidentRow } from '../../../../shared/contract/row'
import { isBlank } from '../../../../shared/values/fold'
import { classifications, determinations } from '../../../../shared/vocabulary/incident-values'
import { detectionSources, services } from '../../../../shared/vocabulary/sources'
import { count, fullTime, plural, withUnit } from '../../../text/format'
import { valueText } from '../../../text/incidents/value-text'
import { visibleLine } from '../../../text/visible-text'

interface CellText {
  readonly text: string
  /** How many values are left out, such as `+2`; '' if none is. */
  readonly more: string
  /** The whole value, if the cell does not show it; undefined otherwise. */
  readonly whole: string | undefined
}

/** A missing fact. It is never shown as 0. */
const missing: CellText = { text: '–', more: '', whole: undefined }

/** The maximum length of a value that always fits into its cell. */
const maxShortLength = 10
/** The maximum number of values of a list in a tooltip. */
const maxValues = 30

const labels = new Map<string, string>([...classifications, ...determinations].map(({ value, label }) => [value, label]))
interface SourceLabel {
  readonly short: string
  readonly label: string
}
type Labels = ReadonlyMap<string, SourceLabel>
const sourceLabels: Labels = new Map<string, SourceLabel>([...detectionSources, ...services].map(source => [source.value, source]))

const oneOf = (text: string, whole = text.length > maxShortLength ? text : undefined): CellText => ({ text, more: '', whole })

/** Returns the part of a user's name before the @: `megan` for `megan@contoso.example`. */
function shortName(person: string): string {
  const [, name] = /^([^@\s]+)@[^@\s]+$/.exec(person) ?? []
  return name ?? person
}

const nouns: Partial<Record<IncidentColumn['id'], string>> = { devices: 'device', users: 'user', otherAssets: 'other asset' }

const noSources: Labels = new Map()
const sourcesByValue = ({ kind }: IncidentColumn): Labels => kind === 'sources' ? sourceLabels : noSources

function listText(column: IncidentColumn, values: readonly string[], density: Density): CellText {
  const named = values.map(value => sourcesByValue(column).get(value) ?? { short: column.id === 'users' ? shortName(value) : value, label: value })
  const [first] = named
  if (!first) return missing
  const left = named.length - maxValues
  const whole = [...named.slice(0, maxValues).map(({ label }) => visibleLine(label, 100)), ...left > 0 ? [`and ${count(left)} more`] : []].join('\n')
  const noun = density === 'comfortable' ? nouns[column.id] : undefined
  if (noun && named.length > 1) return { text: plural(named.length, noun), more: '', whole }
  return { text: visibleLine(first.short, 100), more: named.length > 1 ? `+${count(named.length - 1)}` : '', whole }
}

function alertsText({ alerts, activeAlerts }: IncidentRow, density: Density): CellText | null {
  if (alerts === null) return null
  const isSplit = activeAlerts !== null && alerts > 0
  const text = isSplit ? `${count(activeAlerts)}/${count(alerts)}` : count(alerts)
  const whole = isSplit ? `${count(activeAlerts)} of ${plural(alerts, 'alert')} active` : plural(alerts, 'alert')
  return { text: density === 'comfortable' ? withUnit(text, alerts === 1 ? 'alert' : 'alerts') : text, more: '', whole }
}

/** Returns the text of a column's cell. Severities, scores, names and times are drawn by the cell itself. */
export function cellText(column: IncidentColumn, row: IncidentRow, density: Density): CellText {
  switch (column.kind) {
    case 'list':
    case 'sources': return listText(column, column.value(row), density)
    case 'count':
    case 'score': {
      const value = column.value(row)
      const text = column.id === 'alerts' ? alertsText(row, density) : value === null ? null : { ...missing, text: count(value) }
      return text ?? { ...missing, whole: column.unknownText }
    }
    default: {
      const value = column.value(row)
      if (isBlank(value)) return missing
      if (column.kind === 'time') return oneOf(visibleLine(value, 60), fullTime(value))
      if (column.kind === 'person') return oneOf(visibleLine(shortName(value)), visibleLine(value))
      if (column.kind === 'status') return oneOf(valueText(value))
      if (column.kind === 'value') return oneOf(labels.get(value) ?? visibleLine(value, 60))
      return oneOf(visibleLine(value, column.kind === 'id' ? 60 : 300))
    }
  }
}

/** The tone of a priority score: Microsoft's limits are above 85 for the top and below 15 for low ones. */
export const priorityTone = (score: number): 'top' | 'medium' | 'low' => score > 85 ? 'top' : score < 15 ? 'low' : 'medium'
