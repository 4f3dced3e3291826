import type { PackedRows } from '../../incident/packed-rows'
import { expect, it } from 'vitest'
import { packRows } from '../../incident/packed-rows'
import { watchIndex } from './watched-index'

function setUp(isShown: boolean) {
  const done: string[] = []
  const command = (name: string) => () => { done.push(name) }
  const watched = watchIndex({
    begin: command('begin'), add: command('add'), end: command('end'), replace: command('replace'), setChanges: command('setChanges'), clear: command('clear'),
  }, () => isShown)
  const page: PackedRows = packRows([])
  const { begin, add, end, replace, setChanges, clear } = watched.index
  const commands = {
    begin: () => begin('full'), add: () => add(page, []), end: () => end(null), replace: () => replace(page, { shown: true, running: false }),
    setChanges: () => setChanges([]), clear,
  }
  /** Returns by how much the version increases. */
  const increase = (act: () => void): number => {
    const before = watched.version()
    act()
    return watched.version() - before
  }
  return { done, commands, increase, lose: watched.lose }
}

it.each(['begin', 'add', 'end', 'replace', 'setChanges', 'clear'] as const)('counts %s while the first list arrives, and forwards it', (name) => {
  const { done, commands, increase } = setUp(false)
  expect(increase(commands[name])).toBe(1)
  expect(done).toEqual([name])
})

it.each([['begin', 0], ['add', 0], ['end', 1], ['replace', 1], ['setChanges', 1], ['clear', 1]] as const)('counts %s of a run behind a list %i times', (name, times) => {
  const { done, commands, increase } = setUp(true)
  expect(increase(commands[name])).toBe(times)
  expect(done).toEqual([name])
})

it('counts the loss of the index', () => {
  const { increase, lose } = setUp(true)
  expect(increase(lose)).toBe(1)
})
