import { expect, it } from 'vitest'
import { anAlert } from '../../../../shared/contract/fixtures'
import { groupAlerts } from './alert-groups'

const groupsOf = (titles: string) =>
  groupAlerts(Array.from(titles, title => anAlert({ title }))).map(({ title, alerts }) => [title, ...alerts.map(({ index }) => index)])

it('groups alerts by title only if there are many', () => {
  expect(groupsOf('aabbaacc')).toEqual([['a', 0], ['a', 1], ['b', 2], ['b', 3], ['a', 4], ['a', 5], ['c', 6], ['c', 7]])
  expect(groupsOf('aabbaaccd')).toEqual([['a', 0, 1, 4, 5], ['b', 2, 3], ['c', 6, 7], ['d', 8]])
})

it('summarizes a group by its highest severity and the span of its activity', () => {
  const rest = Array.from({ length: 6 }, (_, index) => anAlert({ title: `x${index}` }))
  const [group] = groupAlerts([
    anAlert({ title: 'a', severity: 'Low', firstActivity: '2026-11-24T10:00:00Z', created: '2026-11-24T08:00:00Z' }), anAlert({ title: 'a', severity: 'High', firstActivity: 'yesterday', created: '2026-11-24T09:00:00Z' }),
    anAlert({ title: 'a', severity: 'Medium' }), ...rest,
  ])
  expect([group?.severity, group?.first, group?.last]).toEqual(['High', '2026-11-24T09:00:00Z', '2026-11-24T10:00:00Z'])
  expect(groupAlerts([anAlert()])[0]).toMatchObject({ severity: '', first: '', last: '' })
})
