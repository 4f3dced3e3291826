/** @file The columns as the grid draws them. Widths are CSS variables, so that a change of width renders no cell again. Pure. */
import type { IncidentColumn } from '../../../../shared/columns/incident-columns'
import type { ColumnId } from '../../../../shared/contract/row'
import type { Columns } from './column-layout'
import { columnOf } from '../../../../shared/columns/incident-columns'

export interface GridColumn {
  readonly column: IncidentColumn
  /** Its aria-colindex. The first column contains the boxes and stars. */
  readonly index: number
  /** The style that places a pinned column in rows of one line; null for other columns. Text, because Vue sets the members of an object at every render. */
  readonly pin: string | null
  /** The style of the width in the second line of rows of two lines. */
  readonly size: string
}

/** The columns of rows of one line, and their places in rows of two lines. */
export interface GridColumns {
  readonly all: readonly GridColumn[]
  /** Beside both lines: the severity. */
  readonly lead: readonly GridColumn[]
  /** The first line: the name. */
  readonly title: readonly GridColumn[]
  /** The second line: everything else. */
  readonly facts: readonly GridColumn[]
}

/** The kinds of columns whose values are often longer than the column. */
const growing: ReadonlySet<IncidentColumn['kind']> = new Set(['list', 'sources', 'value', 'person'])

/** Returns the style of a column's width. Long values may take free space, up to twice the width, unless the user has chosen another width. */
function sizeOf(column: IncidentColumn, width: number): string {
  const size = `width: var(--width-${column.id})`
  return growing.has(column.kind) && width === column.widthPx ? `${size}; flex-grow: 1; max-width: calc(2 * var(--width-${column.id}))` : size
}

/** Returns the columns with their places. */
export function gridColumns(columns: Columns): GridColumns {
  const all = columns.map(({ column: id, pinned, width }, position) => {
    const column = columnOf(id)
    return { column, index: position + 2, pin: pinned ? `left: var(--left-${id})` : null, size: sizeOf(column, width) }
  })
  const only = (id: ColumnId): readonly GridColumn[] => all.filter(({ column }) => column.id === id)
  return { all, lead: only('severity'), title: only('name'), facts: all.filter(({ column: { id } }) => id !== 'severity' && id !== 'name') }
}

/** The space between columns and the width of the first column with boxes and stars, in pixels, as in ../grid.css. */
const gap = 12
const toolsWidth = 72

/** Returns the CSS variables of the columns' widths and of the places of pinned ones. */
export function columnVariables(columns: Columns): Readonly<Record<string, string>> {
  const variables: Record<string, string> = {}
  let left = toolsWidth + gap
  for (const { column, width, pinned } of columns) {
    variables[`--width-${column}`] = `${width}px`
    if (!pinned) continue
    variables[`--left-${column}`] = `${left}px`
    left += width + gap
  }
  // The name takes the remaining width. A pinned name has a fixed width, because the next pinned column is beside it.
  const tracks = columns.map(({ column, width, pinned }) => column === 'name' && !pinned ? `minmax(${width}px, 1fr)` : `${width}px`)
  variables['--tracks'] = [`${toolsWidth}px`, ...tracks].join(' ')
  variables['--least-width'] = `${columns.reduce((sum, { width }) => sum + width + gap, toolsWidth) + gap}px`
  return variables
}
