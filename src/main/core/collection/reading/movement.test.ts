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
  /** Performs a pass of one page. By default, it ends like a pass over a list that did not move. */
  const pass = (incidents: readonly Incident[], end: Partial<PassEnd> = {}, serverTime: number | null = now) => {
    movement.beginPass()
    movement.add(incidents, serverTime)
    const seen = new Set(incidents.map(({ summary }) => summary.id))
    return movement.endPass({ seen, repeats: 0, stalled: false, mayHaveLost: false, hasGap: false, counted: null, ...end })
  }
  return { ...movement, pass }
}

describe('after a pass', () => {
  it('that leaves no doubt, nothing is left to read, and each incident counts once', () => {
    const { pass, count } = setUp()
    expect(pass([incident(1), incident(2), incident(1)])).toEqual({ next: 'done', isExplained: true, isHopeless: false })
    expect(count()).toBe(2)
  })

  it.each<[string, Partial<PassEnd>, string]>([
    ['with repeated rows, the changes are read', { repeats: 1 }, 'changes'],
    ['that incidents may have left, the changes are read', { mayHaveLost: true }, 'changes'],
    ['that stalled, the whole list is read', { stalled: true }, 'whole'],
    ['with a gap, the whole list is read', { hasGap: true }, 'whole'],
    ['with a gap and repeated rows, the whole list is read', { hasGap: true, repeats: 1 }, 'whole'],
  ])('%s', (_name, end, next) => {
    expect(setUp().pass([incident(1)], end)).toMatchObject({ next, isExplained: true })
  })
})

describe('repeated rows are explained by', () => {
  it('the same number of changed incidents that the pass did not read', () => {
    const { pass } = setUp()
    pass([incident(1), incident(2)], { repeats: 2 })
    expect(pass([incident(3, at(now)), incident(4, at(now))])).toMatchObject({ next: 'done', isExplained: true })
  })

  it.each<[string, readonly Incident[]]>([
    ['fewer incidents', [incident(3, at(now))]],
    ['incidents that it read', [incident(1, at(now)), incident(2, at(now))]],
    ['incidents that changed after its end', [incident(3, at(now + 1001)), incident(4, at(now + 1001))]],
    ['incidents without a time', [incident(3, ''), incident(4, '')]],
  ])('no %s', (_name, incidents) => {
    const { pass } = setUp()
    pass([incident(1), incident(2)], { repeats: 2 })
    expect(pass(incidents, {}, null)).toMatchObject({ next: 'whole', isExplained: false })
  })

  it('incidents that changed within the second of the last page', () => {
    const { pass } = setUp()
    pass([incident(1)], { repeats: 1 })
    expect(pass([incident(2, at(now + 1000))], {}, now + 5000)).toMatchObject({ next: 'done', isExplained: true })
  })

  it('incidents that changed later, by no more than the difference of the service\'s clocks', () => {
    const { pass } = setUp()
    pass([incident(1, at(now + 60_000))], { repeats: 1 })
    expect(pass([incident(2, at(now + 60_000))], {}, now + 90_000)).toMatchObject({ isExplained: true })
    const further = setUp()
    // A time that is more than two minutes ahead is wrong.
    further.pass([incident(1, at(now + 120_001))], { repeats: 1 })
    expect(further.pass([incident(2, at(now + 60_000))], {}, now + 90_000)).toMatchObject({ isExplained: false })
    const barely = setUp()
    barely.pass([incident(1, at(now + 120_000))], { repeats: 1 })
    expect(barely.pass([incident(2, at(now + 120_000))], {}, now + 90_000)).toMatchObject({ isExplained: true })
  })

  it('any incidents that the pass did not read, if its last response has no Date', () => {
    const { pass } = setUp()
    pass([incident(1)], { repeats: 1 }, null)
    expect(pass([incident(2, '')])).toMatchObject({ isExplained: true })
  })

  it('the next pass only, not by later ones', () => {
    const { pass } = setUp()
    pass([incident(1)], { repeats: 1 })
    pass([incident(2, at(now))], { repeats: 1 })
    expect(pass([], {})).toMatchObject({ next: 'whole', isExplained: false })
    expect(pass([incident(1), incident(2)])).toEqual({ next: 'done', isExplained: true, isHopeless: false })
  })

  it('nothing after the whole list was read again, because they then need no explanation', () => {
    const { pass } = setUp()
    pass([incident(1)], { stalled: true, repeats: 1 })
    expect(pass([incident(1)])).toMatchObject({ next: 'done', isExplained: true })
  })
})

describe('further passes are hopeless', () => {
  it('after three passes in a row over the whole list read nothing new', () => {
    const { pass } = setUp()
    const gap = { hasGap: true }
    expect([1, 2, 3, 4].map(() => pass([incident(1)], gap).isHopeless)).toEqual([false, false, false, true])
  })

  it('unless they read new or changed incidents', () => {
    const { pass } = setUp()
    const passes = [1, 1, 1, 2].map(id => pass([incident(id)], { hasGap: true }))
    const changed = pass([incident(2, at(now))], { hasGap: true })
    expect([...passes, changed].some(({ isHopeless }) => isHopeless)).toBe(false)
    expect([1, 2, 3].map(() => pass([incident(2, at(now))], { hasGap: true }).isHopeless)).toEqual([false, false, true])
  })

  it('without counting passes over the changes', () => {
    const { pass } = setUp()
    const ends = Array.from({ length: 5 }, () => [pass([incident(1)], { repeats: 1 }), pass([], {})])
    expect(ends.flat().some(({ isHopeless }) => isHopeless)).toBe(true)
    const changes = setUp()
    changes.pass([incident(1)], { mayHaveLost: true })
    expect(Array.from({ length: 6 }, () => changes.pass([], { mayHaveLost: true }).isHopeless)).toEqual(Array(6).fill(false))
  })

  it('at once if a pass stalled and read nothing new', () => {
    const { pass } = setUp()
    expect(pass([incident(1)], { stalled: true }).isHopeless).toBe(false)
    expect(pass([incident(1)], { stalled: true })).toMatchObject({ next: 'whole', isHopeless: true })
  })

  it('only if the whole list would be read again', () => {
    const { pass } = setUp()
    for (let nth = 0; nth < 3; nth++) pass([incident(1)], { hasGap: true })
    expect(pass([incident(1)])).toEqual({ next: 'done', isExplained: true, isHopeless: false })
  })
})
