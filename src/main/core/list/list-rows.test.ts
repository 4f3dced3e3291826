import { describe, expect, it } from 'vitest'
import { createListRows } from './list-rows'

function setUp() {
  const list = createListRows<string>()
  const put = (...ids: readonly string[]) => { for (const id of ids) list.put(id, `row ${id}`) }
  const run = (kind: 'full' | 'changes', ids: readonly string[], end: Parameters<typeof list.end>[0] = { dropped: [], carriedOver: [] }) => {
    list.begin(kind)
    put(...ids)
    list.end(end)
  }
  return { ...list, put, run, ids: () => [...list.visible().keys()] }
}

describe('the first run', () => {
  it('shows its rows while they arrive', () => {
    const { begin, put, end, ids } = setUp()
    begin('full')
    put('1')
    expect(ids()).toEqual(['1'])
    put('2', '1')
    end({ dropped: ['2'], carriedOver: [] })
    expect(ids()).toEqual(['1'])
  })

  it('leaves no rows if it ended without a page', () => {
    const { run, ids } = setUp()
    run('full', ['1'], null)
    expect(ids()).toEqual([])
  })
})

describe('a later run', () => {
  it('replaces the rows at its end, except those carried over', () => {
    const { run, begin, put, end, ids } = setUp()
    run('full', ['1', '2', '3'])
    begin('full')
    put('4')
    expect(ids()).toEqual(['1', '2', '3'])
    end({ dropped: [], carriedOver: ['2', '9'] })
    expect(ids()).toEqual(['4', '2'])
  })

  it('of changes updates the rows and removes those that left', () => {
    const { run, visible, ids } = setUp()
    run('full', ['1', '2'])
    run('changes', ['3', '2'], { dropped: ['1'], carriedOver: [] })
    expect(ids()).toEqual(['2', '3'])
    expect(visible().get('2')).toBe('row 2')
  })

  it('keeps the rows if it ended without a page', () => {
    const { run, ids } = setUp()
    run('full', ['1'])
    run('full', ['2'], null)
    expect(ids()).toEqual(['1'])
  })

  it('discards the rows of a run that it replaces', () => {
    const { begin, put, run, ids } = setUp()
    begin('full')
    put('1')
    run('full', ['2'])
    expect(ids()).toEqual(['2'])
  })
})

it('replaces a row only where it is, and where the caller says', () => {
  const { run, begin, put, replace, end, visible } = setUp()
  run('full', ['1', '2'])
  begin('changes')
  put('2')
  replace('1', 'shown', { shown: true, running: false })
  replace('2', 'running', { shown: false, running: true })
  replace('3', 'nowhere', { shown: true, running: true })
  expect([...visible().values()]).toEqual(['shown', 'row 2'])
  end({ dropped: [], carriedOver: [] })
  expect([...visible().values()]).toEqual(['shown', 'running'])
})

it('counts every change of the rows on screen, and no other', () => {
  const { run, begin, put, replace, clear, version } = setUp()
  const changes = (act: () => void) => {
    const before = version()
    act()
    return version() > before
  }
  expect(changes(() => run('full', ['1']))).toBe(true)
  begin('full')
  expect(changes(() => put('2'))).toBe(false)
  expect(changes(() => replace('2', 'x', { shown: false, running: true }))).toBe(false)
  expect(changes(() => replace('1', 'x', { shown: true, running: false }))).toBe(true)
  expect(changes(clear)).toBe(true)
})
