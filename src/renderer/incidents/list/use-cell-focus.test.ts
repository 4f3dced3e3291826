import { expect, it, vi } from 'vitest'
import { useCellFocus } from './use-cell-focus'

const aRow = (ariaBusy: 'true' | 'false') => {
  const focus = vi.fn()
  return { focus, row: { ariaBusy, focus, querySelectorAll: () => [] } as unknown as HTMLElement }
}

it('moves the focus only in a row that has arrived, because the cells of the others are another row\'s', () => {
  const [arrived, waiting] = [aRow('false'), aRow('true')]
  useCellFocus().step(arrived.row, -1)
  expect(arrived.focus).toHaveBeenCalledOnce()
  useCellFocus().step(waiting.row, -1)
  expect(waiting.focus).not.toHaveBeenCalled()
})
