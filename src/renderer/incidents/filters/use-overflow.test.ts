import { expect, it } from 'vitest'
import { countOnFirstLine } from './use-overflow'

const child = (offsetTop: number, offsetWidth: number) => ({ offsetTop, offsetWidth })

it.each([
  ['no children', [], 0],
  ['one line', [child(4, 90), child(4, 90)], 2],
  ['two lines', [child(4, 90), child(4, 90), child(32, 90)], 2],
  ['a first child that is too wide', [child(4, 201), child(32, 90)], 0],
  ['a first child of exactly the width', [child(4, 200), child(32, 90)], 1],
])('counts the children on the first line: %s', (_name, children, fitting) => {
  expect(countOnFirstLine(children, 200)).toBe(fitting)
})
