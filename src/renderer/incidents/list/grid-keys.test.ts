import { expect, it } from 'vitest'
import { gridKey } from './grid-keys'

const place = { position: 10, last: 99, page: 5 }
const press = (key: string, held: { readonly ctrlKey?: boolean, readonly shiftKey?: boolean, readonly altKey?: boolean, readonly metaKey?: boolean } = {}) =>
  gridKey({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held }, place)

it.each([['j', 11], ['ArrowDown', 11], ['k', 9], ['ArrowUp', 9], ['PageDown', 15], ['PageUp', 5], ['Home', 0], ['End', 99]])('%s moves to row %i', (key, to) => {
  expect(press(key)).toEqual({ kind: 'move', to, extends: false })
})

it('moves between the cells of a row', () => {
  expect([press('ArrowRight'), press('ArrowLeft')]).toEqual([{ kind: 'cell', step: 1 }, { kind: 'cell', step: -1 }])
})

it('opens, closes, selects and stars', () => {
  expect(['Enter', ' ', 'Escape', 'x', 'X', 's'].map(key => press(key)?.kind)).toEqual(['open', 'open', 'close', 'select', 'select', 'star'])
})

it('extends the selection with Shift, and selects everything with Ctrl or Cmd', () => {
  expect(press('ArrowDown', { shiftKey: true })).toEqual({ kind: 'move', to: 11, extends: true })
  expect([press('a', { ctrlKey: true }), press('a', { metaKey: true })]).toEqual([{ kind: 'select-all' }, { kind: 'select-all' }])
})

it('leaves other keys to the app', () => {
  expect([press('s', { ctrlKey: true }), press('j', { metaKey: true }), press('ArrowDown', { altKey: true }), press('a'), press('Tab'), press('?')]).toEqual(Array.from({ length: 6 }, () => null))
})
