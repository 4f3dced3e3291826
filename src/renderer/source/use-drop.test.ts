import { expect, it } from 'vitest'
import { draggedIn } from './use-drop'

const transfer = (types: readonly string[], ...kinds: readonly string[]) =>
  ({ types, items: kinds.map(kind => ({ kind })) as unknown as DataTransferItemList }) as Pick<DataTransfer, 'types' | 'items'>

it.each([
  [null, null],
  [transfer(['text/plain'], 'string'), null],
  [transfer(['text/uri-list', 'text/html'], 'string', 'string'), null],
  [transfer(['Files'], 'file'), 'file'],
  [transfer(['Files'], 'file', 'file'), 'files'],
] as const)('only a single file can be dropped (%#)', (held, dragged) => {
  expect(draggedIn(held)).toBe(dragged)
})
