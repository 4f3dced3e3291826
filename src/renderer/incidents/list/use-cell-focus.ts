import { shallowRef } from 'vue'
import { columnOf } from '../../../shared/columns/incident-columns'
import { columnIds } from '../../../shared/contract/row'

/** The whole text of the cell with the focus. */
export interface CellText {
  readonly label: string
  readonly text: string
  /** The place in the list, as CSS. */
  readonly place: Readonly<Record<string, string>>
}

/** The space between a row and the text, and the room that the text should have, in pixels. */
const gap = 4
const width = 320
const height = 120

function textOf(cell: HTMLElement): CellText {
  const id = columnIds.find(each => cell.classList.contains(`col-${each}`))
  const boxOf = (selector: string) => cell.closest(selector)?.getBoundingClientRect() ?? new DOMRect()
  const [frame, row, own] = [boxOf('.grid-frame'), boxOf('[role="row"]'), cell.getBoundingClientRect()]
  // In rows of two lines, cells for which there is no room are below the row.
  const isInRow = own.bottom <= row.bottom
  const left = Math.max(gap, Math.min((isInRow ? own.left : row.left) - frame.left, frame.width - width))
  const isLow = row.bottom + height > frame.bottom
  const place = isLow ? { bottom: `${frame.bottom - row.top + gap}px` } : { top: `${row.bottom - frame.top + gap}px` }
  return { label: id ? columnOf(id).label : '', text: (cell.title || cell.textContent.trim()).replaceAll('\n', ', '), place: { left: `${left}px`, ...place } }
}

/** Moves the focus between a row and its cells, so that the whole text of a cut cell can be read without a pointer. */
export function useCellFocus() {
  const shown = shallowRef<CellText | null>(null)

  const focusCell = (cell: HTMLElement) => {
    // A press focuses the row, so a cell can have the focus only meanwhile.
    cell.tabIndex = -1
    cell.addEventListener('blur', () => {
      cell.removeAttribute('tabindex')
      shown.value = null
    }, { once: true })
    cell.focus({ preventScroll: true })
    if (!cell.closest('.row-facts')) cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    shown.value = textOf(cell)
  }

  return {
    shown,
    hide: () => { shown.value = null },
    /** Focuses the next cell of a row, or the previous one. In front of the first one, the row itself. */
    step: (row: HTMLElement, step: 1 | -1): void => {
      // Its cells are another row's.
      if (row.ariaBusy === 'true') return
      const cells = [...row.querySelectorAll<HTMLElement>('[role="gridcell"]:not(.cell-tools)')]
      const index = cells.findIndex(cell => cell === document.activeElement) + step
      const cell = cells[index]
      if (cell) focusCell(cell)
      else if (index < 0) row.focus({ preventScroll: true })
    },
  }
}
