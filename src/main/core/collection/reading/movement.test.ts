import type { Incident } from '../../incident/incident'
import type { PassEnd } from './read-pass'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { aSummary } from '../../../../shared/contract/fixtures'
import { createMovement } from './movement'

const now = Date.parse('2026-11-24T12:00:00Z')
const at = (ms: number) => new Date(ms).toISOString()
const incident = (id: number, lastUpdate = at(now - 3_600_000)): Incident => ({ summary: aSummary({ id: String(id), lastUpdate }), bytes: Buffer.from('{}') })

function setUp() {
  const movement = createMovement()
  /** One pass of one page. What it says of its end is that of a calm list, if the test says nothing else. */
  const pass = (incidents: readonly Incident[], end: Partial<PassEnd> = {}, serverTime: number | null = now) => {
    movement.beginPass()
    movement.add(incidents, serverTime)
    const seen = new Set(incidents.map(({ summary }) => summary.id))
    return movement.endPass({ seen, repeats: 0, stalled: false, mayHaveLost: false, hasGap: false, counted: null, ...end })
  }
  return { ...movement, pass }
}

describe('after a pass', () => {
  it('without a doubt nothing is left to read, and its incidents are counted once', () => {
    const { pass, count } = setUp()
    expect(pass([incident(1), incident(2), incident(1)])).toEqual({ next: 'done', isExplained: true, isHopeless: false })
    expect(count()).toBe(2)
  })

  it.each<[string, Partial<PassEnd>, string]>([
    ['in which rows came again', { repeats: 1 }, 'changes'],
    ['from which incidents may have left', { mayHaveLost: true }, 'changes'],
    ['that stalled', { stalled: true }, 'whole'],
    ['with a gap', { hasGap: true }, 'whole'],
    ['with a gap in which rows came again', { hasGap: true, repeats: 1 }, 'whole'],
  ])('%s', (_name, end, next) => {
    expect(setUp().pass([incident(1)], end)).toMatchObject({ next, isExplained: true })
  })
})

describe('rows that came again are explained by', () => {
  it('as many changed incidents that the pass did not read', () => {
    const { pass } = setUp()
    pass([incident(1), incident(2)], { repeats: 2 })
    expect(pass([incident(3, at(now)), incident(4, at(now))])).toMatchObject({ next: 'done', isExplained: true })
  })

  it.each<[string, readonly Incident[]]>([
    ['fewer', [incident(3, at(now))]],
    ['those that it read', [incident(1, at(now)), incident(2, at(now))]],
    ['those that changed after its end', [incident(3, at(now + 1001)), incident(4, at(now + 1001))]],
    ['those without a time', [incident(3, ''), incident(4, '')]],
  ])('no %s', (_name, incidents) => {
    const { pass } = setUp()
    pass([incident(1), incident(2)], { repeats: 2 })
    expect(pass(incidents, {}, null)).toMatchObject({ next: 'whole', isExplained: false })
  })

  it('those that changed in the second of its last page', () => {
    const { pass } = setUp()
    pass([incident(1)], { repeats: 1 })
    expect(pass([incident(2, at(now + 1000))], {}, now + 5000)).toMatchObject({ next: 'done', isExplained: true })
  })

  it('those that changed later by as much as the service\'s clocks differ', () => {
    const { pass } = setUp()
    pass([incident(1, at(now + 60_000))], { repeats: 1 })
    expect(pass([incident(2, at(now + 60_000))], {}, now + 90_000)).toMatchObject({ isExplained: true })
    const further = setUp()
    // More than two minutes ahead is a wrong time.
    further.pass([incident(1, at(now + 120_001))], { repeats: 1 })
    expect(further.pass([incident(2, at(now + 60_000))], {}, now + 90_000)).toMatchObject({ isExplained: false })
    const barely = setUp()
    barely.pass([incident(1, at(now + 120_000))], { repeats: 1 })
    expect(barely.pass([incident(2, at(now + 120_000))], {}, now + 90_000)).toMatchObject({ isExplained: true })
  })

  it('any that it did not read where the service did not say when it answered', () => {
    const { pass } = setUp()
    pass([incident(1)], { repeats: 1 }, null)
    expect(pass([incident(2, '')])).toMatchObject({ isExplained: true })
  })

  it('the next pass only', () => {
    const { pass } = setUp()
    pass([incident(1)], { repeats: 1 })
    pass([incident(2, at(now))], { repeats: 1 })
    expect(pass([], {})).toMatchObject({ next: 'whole', isExplained: false })
    expect(pass([incident(1), incident(2)])).toEqual({ next: 'done', isExplained: true, isHopeless: false })
  })

  it('nothing after the whole list was read again', () => {
    const { pass } = setUp()
    pass([incident(1)], { stalled: true, repeats: 1 })
    expect(pass([incident(1)])).toMatchObject({ next: 'done', isExplained: true })
  })
})

describe('it is hopeless', () => {
  it('once three passes over the whole list in a row brought nothing new', () => {
    const { pass } = setUp()
    const gap = { hasGap: true }
    expect([1, 2, 3, 4].map(() => pass([incident(1)], gap).isHopeless)).toEqual([false, false, false, true])
  })

  it('not while they bring new or changed incidents', () => {
    const { pass } = setUp()
    const passes = [1, 1, 1, 2].map(id => pass([incident(id)], { hasGap: true }))
    const changed = pass([incident(2, at(now))], { hasGap: true })
    expect([...passes, changed].some(({ isHopeless }) => isHopeless)).toBe(false)
    expect([1, 2, 3].map(() => pass([incident(2, at(now))], { hasGap: true }).isHopeless)).toEqual([false, false, true])
  })

  it('passes over the changes alone do not count', () => {
    const { pass } = setUp()
    const ends = Array.from({ length: 5 }, () => [pass([incident(1)], { repeats: 1 }), pass([], {})])
    expect(ends.flat().some(({ isHopeless }) => isHopeless)).toBe(true)
    const changes = setUp()
    changes.pass([incident(1)], { mayHaveLost: true })
    expect(Array.from({ length: 6 }, () => changes.pass([], { mayHaveLost: true }).isHopeless)).toEqual(Array(6).fill(false))
  })

  it('at once where the service repeats itself and the pass brought nothing new', () => {
    const { pass } = setUp()
    expect(pass([incident(1)], { stalled: true }).isHopeless).toBe(false)
    expect(pass([incident(1)], { stalled: true })).toMatchObject({ next: 'whole', isHopeless: true })
  })

  it('only where the whole list would be read again', () => {
    const { pass } = setUp()
    for (let nth = 0; nth < 3; nth++) pass([incident(1)], { hasGap: true })
    expect(pass([incident(1)])).toEqual({ next: 'done', isExplained: true, isHopeless: false })
  })
})
