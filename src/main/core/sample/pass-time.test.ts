import type { Sample } from './create-sample'
import type { SampleIncident } from './model'
import { describe, expect, it } from 'vitest'
import { createSample } from './create-sample'
import { intrusionName } from './intrusion/create-intrusion'
import { passTime } from './pass-time'

const now = Date.parse('2026-11-27T06:04:00Z')
const start = createSample(now)

/** Returns the pairs of an incident before and after, for those that changed. */
function changedPairs(before: Sample, after: Sample): readonly (readonly [SampleIncident, SampleIncident])[] {
  const earlier = new Map(before.incidents.map(each => [each.id, each]))
  return after.incidents.flatMap((each) => {
    const own = earlier.get(each.id)
    return own && own !== each ? [[own, each] as const] : []
  })
}

describe('a refresh of the sample tenant', () => {
  const after = passTime(start, now + 60_000)
  const pairs = changedPairs(start, after)

  it('brings one new incident, which nobody has looked at', () => {
    const known = new Set(start.incidents.map(({ id }) => id))
    const added = after.incidents.filter(({ id }) => !known.has(id))
    expect(added).toHaveLength(1)
    expect(added[0]).toMatchObject({ status: 'Active', assignedTo: null, judgment: null, comments: [] })
    expect(added[0]?.id).toBeGreaterThan(Math.max(...known))
    expect(added[0]?.alerts.every(({ status }) => status === 'New')).toBe(true)
  })

  it('raises a severity, assigns one incident, resolves another with a judgment, and adds a comment to the intrusion', () => {
    expect(pairs).toHaveLength(4)
    expect(pairs.filter(([before, later]) => before.severity === 'Medium' && later.severity === 'High')).toHaveLength(1)
    expect(pairs.filter(([before, later]) => before.assignedTo === null && later.assignedTo !== null && later.status === 'InProgress')).toHaveLength(1)
    expect(pairs.filter(([before, later]) => before.status === 'InProgress' && later.status === 'Resolved' && later.judgment !== null)).toHaveLength(1)
    expect(pairs.filter(([before, later]) => later.name === intrusionName && later.comments.length === before.comments.length + 1)).toHaveLength(1)
  })

  it('dates every change between the two times, each at its own', () => {
    const times = after.incidents.slice(0, 5).map(({ updated }) => updated)
    expect(new Set(times).size).toBe(5)
    expect(times.every(time => time > now && time <= now + 60_000)).toBe(true)
    expect(after.incidents.slice(5).every(({ updated }) => updated <= now)).toBe(true)
  })

  it('leaves the earlier state as it was', () => {
    expect(start).toEqual(createSample(now))
  })

  it('is the same for the same times', () => {
    expect(passTime(start, now + 60_000)).toEqual(after)
  })
})

describe('many refreshes of the sample tenant', () => {
  it('bring something each time, also at the same moment', () => {
    let sample = start
    for (let round = 1; round <= 40; round++) {
      const next = passTime(sample, now)
      expect(next.incidents).toHaveLength(180 + round)
      expect(changedPairs(sample, next).length).toBeGreaterThanOrEqual(2)
      expect(new Set(next.incidents.map(({ id }) => id)).size).toBe(180 + round)
      sample = next
    }
  })
})
