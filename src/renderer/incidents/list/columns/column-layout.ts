/** @file The columns of the grid: their order, their widths and which stay at the left. Pure. */
import type { SortBy } from '../../../../shared/contract/list'
import type { ColumnLayout, Density } from '../../../../shared/contract/preferences'
import type { ColumnId } from '../../../../shared/contract/row'
import type { ApiKind } from '../../../../shared/vocabulary/clouds'
import { columnOf } from '../../../../shared/columns/incident-columns'

/** The shown columns in their order. */
export type Columns = readonly ColumnLayout[]

/** The largest width that the user can set, in pixels. */
export const maxWidth = 800

/** The list's own order. */
export const defaultSort: readonly SortBy[] = [{ column: 'lastUpdate', descending: true }]

/** The minimum initial width of the name column, in pixels. If it were narrower, most names would be cut. */
const nameWidth = 240

const columnAt = (column: ColumnId): ColumnLayout => ({ column, width: column === 'name' ? nameWidth : columnOf(column).widthPx, pinned: false })

/**
 * Returns the default columns. Rows of one line show fewer columns, so that most names fit into a window of 1,280 pixels; Microsoft Graph's score takes the
 * place of the ID there.
 */
export function defaultColumns(density: Density, api: ApiKind): Columns {
  const isRated = api === 'microsoft-graph'
  if (density === 'compact') {
    const ids: readonly ColumnId[] = ['severity', 'name', isRated ? 'priority' : 'id', 'status', 'assignedTo', 'alerts', 'lastUpdate']
    return ids.map(columnAt)
  }
  const ids: readonly ColumnId[] = [
    'severity', 'name', 'id', 'status', 'assignedTo', 'alerts', 'lastUpdate', ...isRated ? ['priority'] as const : [],
    'created', 'devices', 'users', 'sources', 'tags', 'classification', 'techniques',
  ]
  return ids.map(columnAt)
}

/** Returns the columns with pinned ones first, as the grid shows them. The name is always shown. */
export function pinnedFirst(columns: Columns): Columns {
  const all = columns.some(({ column }) => column === 'name') ? columns : [columnAt('name'), ...columns]
  return [...all.filter(({ pinned }) => pinned), ...all.filter(({ pinned }) => !pinned)]
}

/** Shows a column as the last one, or hides it. */
export function toggleColumn(columns: Columns, id: ColumnId): Columns {
  if (id === 'name') return columns
  return columns.some(({ column }) => column === id) ? columns.filter(({ column }) => column !== id) : [...columns, columnAt(id)]
}

/** Sets the width of a column, within its limits. */
export function resizeColumn(columns: Columns, id: ColumnId, width: number): Columns {
  const limited = Math.round(Math.min(maxWidth, Math.max(columnOf(id).minWidthPx, width)))
  return columns.map(each => each.column === id ? { ...each, width: limited } : each)
}

/** Moves a column to the position of another one. Next to a pinned column it becomes pinned as well; next to an unpinned one, unpinned. */
export function moveColumnTo(columns: Columns, id: ColumnId, position: number): Columns {
  const from = columns.findIndex(({ column }) => column === id)
  const moved = columns[from]
  const target = columns[position]
  if (!moved || !target || from === position) return columns
  return columns.toSpliced(from, 1).toSpliced(position, 0, { ...moved, pinned: target.pinned })
}

/** Moves a column by a number of positions. */
export function moveColumnBy(columns: Columns, id: ColumnId, step: number): Columns {
  return moveColumnTo(columns, id, columns.findIndex(({ column }) => column === id) + step)
}

/** Pins a column to the left, or releases it. */
export function togglePin(columns: Columns, id: ColumnId): Columns {
  return pinnedFirst(columns.map(each => each.column === id ? { ...each, pinned: !each.pinned } : each))
}
