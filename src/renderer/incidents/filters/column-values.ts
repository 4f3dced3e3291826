/** @file The values of any column: their text, and the term that finds the incidents with one. */
import type { ColumnId } from '../../../shared/contract/row'
import type { FacetField } from '../../../shared/query/facets'
import type { FieldId } from '../../../shared/query/fields'
import type { Term, Value } from '../../../shared/query/query'
import { columnOf } from '../../../shared/columns/incident-columns'
import { readDate } from '../../../shared/query/dates'
import { facetFields } from '../../../shared/query/facets'
import { isBlank } from '../../../shared/values/fold'
import { fullTime } from '../../text/format'
import { facetText } from '../../text/incidents/query-text'
import { shownLine } from '../../text/visible-text'
import { facetColumns } from './facet-values'

const otherFields = {
  priority: 'priority', name: 'name', id: 'id', alerts: 'alerts', lastUpdate: 'updated', created: 'created', firstActivity: 'first', lastActivity: 'last',
  otherAssets: 'asset', comments: 'comments', redirectedTo: 'merged-into',
} as const satisfies Partial<Record<ColumnId, FieldId>>

type OtherColumn = keyof typeof otherFields

/** Returns the facet with the values of a column; null if there is none. */
export const facetOfColumn = (column: ColumnId): FacetField | null => facetFields.find(field => facetColumns[field] === column) ?? null

/** Returns the text of a value of a column. SECURITY: it is safe to show. */
export function columnValueText(column: ColumnId, value: string): string {
  const facet = facetOfColumn(column)
  if (facet) return facetText(facet, value)
  return isBlank(value) || columnOf(column).kind !== 'time' ? shownLine(value, 'None', 100) : fullTime(value)
}

function valueOf(column: OtherColumn, value: string): Value | null {
  if (isBlank(value)) return column === 'id' ? null : { kind: 'none' }
  switch (columnOf(column).kind) {
    case 'count': case 'score': return { kind: 'number', sign: '=', number: Number(value) }
    case 'time': {
      const date = readDate(`${value.slice(0, 'YYYY-MM-DDThh:mm:ss'.length)}Z`)
      return date !== null && value.endsWith('Z') ? { kind: 'date', sign: '=', date } : null
    }
    default: return { kind: 'text', text: value, whole: true }
  }
}

/** Returns the term that finds the incidents with a value of a column without a facet; null if no term can. */
export function columnTerm(column: ColumnId, value: string): Term | null {
  if (!(column in otherFields)) return null
  const of = column as OtherColumn
  const found = valueOf(of, value)
  return found && { field: otherFields[of], negated: false, values: [found] }
}
