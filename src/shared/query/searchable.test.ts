import fc from 'fast-check'
import { expect, it } from 'vitest'
import { runs } from '../testing/property-runs'
import { fold } from '../values/fold'
import { aRandomIncident, anIncident } from './fixtures'
import { searchable } from './searchable'

it('contains each value once between separators', () => {
  const one = searchable(anIncident({ id: '7', name: 'Café', tags: ['VIP', 'B  c'], devices: ['PC-1'], users: [''], otherAssets: ['x\ny'], lastUpdate: '2026-11-24T10:00:00.5Z' }, {
    alertTitles: ['T'], entities: [{ type: 'File', key: '', label: 'a.exe', values: ['AB', 'cd'] }],
  }))
  expect(one).toMatchObject({ text: '\ncafe\n7\nvip\nb c\nt\na.exe\nab\ncd\n', name: '\ncafe\n', id: '\n7\n', tag: '\nvip\nb c\n', entity: '\na.exe\nab\ncd\n', asset: '\npc-1\nx y\n', device: '\npc-1\n' })
  expect([one.assignee, one.technique, one.user, one.category, one.mergedInto]).toEqual(['', '', '', '', ''])
  expect([one.updated, one.created]).toEqual([Date.parse('2026-11-24T10:00:00.5Z'), Number.NaN])
})

it('contains the same texts as values that are folded one by one', () => {
  fc.assert(fc.property(aRandomIncident, (incident) => {
    const { row, alertTitles, entities } = incident
    const joined = (values: readonly string[]) => {
      const folded = values.map(fold).filter(value => value !== '')
      return folded.length === 0 ? '' : `\n${folded.join('\n')}\n`
    }
    const inEntities = entities.flatMap(({ label, values }) => [label, ...values])
    const { text, tag, technique, entity, device, user, asset, category } = searchable(incident)
    expect({ text, tag, technique, entity, device, user, asset, category }).toEqual({
      text: joined([row.name, row.id, row.assignedTo ?? '', ...row.tags, ...row.techniques, ...alertTitles, ...inEntities]),
      tag: joined(row.tags), technique: joined(row.techniques), entity: joined(inEntities), device: joined(row.devices), user: joined(row.users),
      asset: joined([...row.devices, ...row.users, ...row.otherAssets]), category: joined(row.categories),
    })
  }), runs(2000))
})
