import { expect, it } from 'vitest'
import { createPageSize } from './page-size'

it('a page size is the API\'s until a page fails', () => {
  const size = createPageSize(100)
  for (let page = 0; page < 9; page++) size.received()
  expect([size.current(), size.isFull()]).toEqual([100, true])
})

it('a page size doubles after four pages, up to that of the API', () => {
  const size = createPageSize(100)
  size.restartAt(30)
  const sizes = Array.from({ length: 9 }, () => {
    size.received()
    return size.current()
  })
  expect(sizes).toEqual([30, 30, 30, 60, 60, 60, 60, 100, 100])
  expect(size.isFull()).toBe(true)
})

it('a page size counts the four pages from zero after another page failed', () => {
  const size = createPageSize(100)
  size.restartAt(30)
  for (let page = 0; page < 3; page++) size.received()
  size.restartAt(25)
  size.received()
  expect([size.current(), size.isFull()]).toEqual([25, false])
  size.restartFull()
  expect(size.isFull()).toBe(true)
})
