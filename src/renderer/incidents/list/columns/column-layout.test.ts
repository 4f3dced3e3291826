import type { ColumnLayout } from '../../../../shared/contract/preferences'
import type { ColumnId } from '../../../../shared/contract/row'
import { describe, expect, it } from 'vitest'
import { pinnedFirst, defaultColumns, maxWidth, moveColumnBy, moveColumnTo, togglePin, resizeColumn, toggleColumn } from './column-layout'
import { columnVariables, gridColumns } from './grid-columns'

const at = (column: ColumnId, pinned = false): ColumnLayout => ({ column, width: 100, pinned })
const idsOf = (columns: readonly ColumnLayout[]) => columns.map(({ column, pinned }) => pinned ? `|${column}` : column).join(' ')

describe('the app\'s own choice', () => {
  it('leaves room for names in rows of one line, and has a score only with Microsoft Graph', () => {
    const [compact, comfortable] = [defaultColumns('compact', 'defender-xdr'), defaultColumns('comfortable', 'defender-xdr')]
    expect(compact.length).toBeLessThan(comfortable.length)
    expect(idsOf(compact)).not.toContain('priority')
    expect(idsOf(defaultColumns('compact', 'microsoft-graph'))).toContain('priority')
  })
})

describe('changing columns', () => {
  const columns = [at('severity'), at('name'), at('id')]

  it('shows a column as the last one, hides it, and never hides the name', () => {
    expect(idsOf(toggleColumn(columns, 'tags'))).toBe('severity name id tags')
    expect(idsOf(toggleColumn(columns, 'severity'))).toBe('name id')
    expect(idsOf(toggleColumn(columns, 'name'))).toBe('severity name id')
    expect(idsOf(pinnedFirst([at('id')]))).toBe('name id')
  })

  it('moves a column by steps, and to another one', () => {
    expect(idsOf(moveColumnBy(columns, 'severity', 1))).toBe('name severity id')
    expect(idsOf(moveColumnTo(columns, 'id', 0))).toBe('id severity name')
    expect(idsOf(moveColumnBy(columns, 'id', 1))).toBe('severity name id')
    expect(idsOf(moveColumnBy(columns, 'severity', -1))).toBe('severity name id')
  })

  it('keeps pinned columns at the left', () => {
    const pinned = togglePin(columns, 'id')
    expect(idsOf(pinned)).toBe('|id severity name')
    expect(idsOf(moveColumnBy(pinned, 'severity', -1))).toBe('|severity |id name')
    expect(idsOf(moveColumnBy(pinned, 'id', 1))).toBe('severity id name')
    expect(idsOf(togglePin(pinned, 'id'))).toBe('id severity name')
  })

  it.each([[1, 140], [150.4, 150], [5000, maxWidth]])('limits the width %i to %i', (width, limited) => {
    expect(resizeColumn(columns, 'name', width)[1]?.width).toBe(limited)
  })
})

describe('the grid\'s columns', () => {
  it('have their places in rows of two lines, and their index after the first column', () => {
    const { lead, title, facts } = gridColumns([at('id'), at('severity'), at('name'), at('tags')])
    const shown = (columns: typeof lead) => columns.map(({ column, index }) => `${column.id} ${index}`)
    expect([shown(lead), shown(title), shown(facts)]).toEqual([['severity 3'], ['name 4'], ['id 2', 'tags 5']])
  })

  it('leave the rest to the name, and pinned columns beside each other', () => {
    expect(columnVariables([at('severity', true), at('id', true), at('name')])).toEqual({
      '--width-severity': '100px', '--left-severity': '84px', '--width-id': '100px', '--left-id': '196px', '--width-name': '100px',
      '--tracks': '72px 100px 100px minmax(100px, 1fr)', '--least-width': '420px',
    })
  })
})
