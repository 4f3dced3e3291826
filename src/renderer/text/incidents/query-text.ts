/** @file The text of a query's terms and of the values of facets. */
import type { FacetField } from '../../../shared/query/facets'
import type { FieldId } from '../../../shared/query/fields'
import type { AgeUnit, Sign, Term, Value } from '../../../shared/query/query'
import { facetFields, facetLabel } from '../../../shared/query/facets'
import { fields } from '../../../shared/query/fields'
import { count, plural, queryDate } from '../format'
import { shownLine, visibleLine } from '../visible-text'

const maxShown = 60

const isFacet = (field: FieldId): field is FacetField => (facetFields as readonly string[]).includes(field)

/** Returns the text of a value of a facet; '' is the missing value. SECURITY: the text is safe to show. */
export function facetText(field: FacetField, value: string): string {
  return shownLine(facetLabel(field, value), field === 'assignee' ? 'Unassigned' : 'None', maxShown)
}

const units: Readonly<Record<AgeUnit, string>> = { m: 'minute', h: 'hour', d: 'day', w: 'week' }
const ageSigns: Readonly<Record<Exclude<Sign, '='>, string>> = { '<': 'less than', '<=': 'at most', '>': 'more than', '>=': 'at least' }
const numberSigns: Readonly<Record<Sign, string>> = { '=': '', '<': 'less than ', '<=': 'at most ', '>': 'more than ', '>=': 'at least ' }

function dateText(sign: Sign, date: string): string {
  const text = queryDate(date)
  switch (sign) {
    case '=': return text
    case '<': return `before ${text}`
    case '>': return `after ${text}`
    case '<=': return `${text} or before`
    case '>=': return `${text} or after`
  }
}

function valueText(field: FieldId, value: Value): string {
  switch (value.kind) {
    case 'none': return isFacet(field) ? facetText(field, '') : 'None'
    case 'me': return 'me'
    case 'value': return isFacet(field) ? facetText(field, value.value) : value.value
    case 'text': return value.whole ? visibleLine(value.text, maxShown) : `“${visibleLine(value.text, maxShown)}”`
    case 'number': return `${numberSigns[value.sign]}${count(value.number)}`
    case 'date': return dateText(value.sign, value.date)
    case 'age': return `${ageSigns[value.sign]} ${plural(value.count, units[value.unit])} ago`
  }
}

/**
 * Returns a term in words: `Severity: High or Medium`, `not Category: “malware”`. Quotation marks mean that a part of the value is enough.
 * SECURITY: the text is safe to show.
 */
export function termText({ field, negated, values }: Term): string {
  return `${negated ? 'not ' : ''}${fields[field].label}: ${values.map(value => valueText(field, value)).join(' or ')}`
}
