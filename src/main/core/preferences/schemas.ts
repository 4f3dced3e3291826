/** @file The schemas of preferences from outside: arguments of the page, and members of their files. Their messages are fixed. */
import type { ColumnId } from '../../../shared/contract/row'
import * as v from 'valibot'
import { exportScopes } from '../../../shared/contract/export'
import { maxQueryLength } from '../../../shared/contract/list'
import { densities, maxMyName, maxViewName, overviewModes } from '../../../shared/contract/preferences'
import { columnIds } from '../../../shared/contract/row'
import { exportFormats } from '../../../shared/vocabulary/export-formats'
import { timeWindow } from '../base/time-window-schema'

/** Wider than any screen, in CSS pixels. */
const maxColumnWidth = 10_000

const column = v.picklist(columnIds, 'column')

const areDistinct = (layout: readonly { readonly column: ColumnId }[]): boolean => new Set(layout.map(each => each.column)).size === layout.length

export const sortBy = v.object({ column, descending: v.boolean('descending') })
export const columnLayout = v.object({
  column,
  width: v.pipe(v.number('width'), v.minValue(1, 'width'), v.maxValue(maxColumnWidth, 'width')),
  pinned: v.boolean('pinned'),
})

export const sort = v.pipe(v.array(sortBy, 'sort'), v.maxLength(columnIds.length, 'sort'))
/** A list without a column would show nothing. */
export const columns = v.nullable(v.pipe(v.array(columnLayout, 'columns'), v.minLength(1, 'columns'), v.check(layout => areDistinct(layout), 'columns')))
export const density = v.picklist(densities, 'density')
export const overview = v.nullable(v.picklist(overviewModes, 'overview'))

export const savedViewId = v.pipe(v.string('view'), v.regex(/^[\w-]{1,64}$/, 'view'))
export const viewName = v.pipe(v.string('name'), v.trim(), v.minLength(1, 'name'), v.maxLength(maxViewName, 'name'))
export const viewQuery = v.pipe(v.string('query'), v.maxLength(maxQueryLength, 'query'))
export const myName = v.pipe(v.string('name'), v.trim(), v.maxLength(maxMyName, 'name'))

/** A view to save. */
export const view = v.object({
  id: v.union([v.literal(''), savedViewId], 'view'),
  name: viewName,
  query: viewQuery,
  showMerged: v.boolean('merged'),
  sort,
  columns,
  window: v.nullable(timeWindow),
})

export const exportChoice = v.object({
  what: v.picklist(exportScopes, 'scope'),
  format: v.picklist(exportFormats, 'format'),
  manifest: v.boolean('manifest'),
  withIds: v.boolean('ids'),
  columns: v.picklist(['all', 'shown'], 'columns'),
})
