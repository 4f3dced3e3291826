import { expect, it } from 'vitest'
import { encoded } from './fixtures'

const incident = JSON.stringify({
  incidentId: 5, incidentName: '=1+1', severity: 'High', status: 'Active', tags: ['VIP', 'a;b'], lastUpdateTime: '2026-11-24T12:00:00.1234567Z', createdTime: 'yesterday', comments: [{ comment: 'Hi', createdBy: 'adele', createdTime: 't' }],
  alerts: [{ alertId: 'a1', title: 'A "quoted", title\nof two lines', firstActivity: '2026-11-23T10:00:00Z', entities: [{ entityType: 'Ip', ipAddress: '203.0.113.7', verdict: 'Malicious' }, { entityType: 'Ip', ipAddress: '203.0.113.7', verdict: 'Suspicious' }] }],
})

it('writes a file per table with a byte order mark, a header and lines that end with CR LF', async () => {
  const files = await encoded('csv', [incident], { columns: ['name', 'alerts', 'priority', 'tags', 'lastUpdate', 'created'] })
  expect(files.map(({ name, rows }) => [name, rows])).toEqual([['incidents.csv', 1], ['alerts.csv', 1], ['indicators.csv', 1]])
  expect(files[0]?.bytes.toString()).toBe(
    '\uFEFFincidentId,incidentName,alerts,priorityScore,tags,lastUpdateTime,createdTime\r\n5,\'=1+1,1,,VIP; a;;b,2026-11-24T12:00:00.1234567Z,yesterday\r\n')
  expect(files[1]?.bytes.toString()).toContain('\r\n5,a1,"A ""quoted"", title\nof two lines",')
  expect(files[2]?.bytes.toString()).toMatch(/\r\n5,Ip,203\.0\.113\.7,203\.0\.113\.7,,,,Malicious; Suspicious,,1,a1,2026-11-23T10:00:00Z,,/)
})

it('keeps the order of the columns, and writes all fields if none are chosen', async () => {
  const [chosen] = await encoded('csv', [incident], { columns: ['status', 'id'] })
  expect(chosen?.bytes.toString()).toBe('\uFEFFstatus,incidentId\r\nActive,5\r\n')
  const [all] = await encoded('csv', [incident])
  expect(all?.bytes.toString().split('\r\n')[0]?.split(',')).toHaveLength(28)
  expect(all?.bytes.toString()).toContain('"t, adele: Hi"')
})

it('writes each header once, also without incidents', async () => {
  const [batches] = await encoded('csv', [incident, incident, incident], { columns: ['id'] }, 1)
  expect(batches?.bytes.toString()).toBe('\uFEFFincidentId\r\n5\r\n5\r\n5\r\n')
  const [none] = await encoded('csv', [], { columns: ['id'] })
  expect(none).toMatchObject({ rows: 0, name: 'incidents.csv' })
  expect(none?.bytes.toString()).toBe('\uFEFFincidentId\r\n')
})

it('reads Microsoft Graph\'s names, and knows no number of alerts if the list came without them', async () => {
  const graph = JSON.stringify({ id: '7', displayName: 'Spray', severity: 'high', status: 'active', priorityScore: 87.50, lastUpdateDateTime: '2026-11-24T12:00:00Z', incidentWebUrl: 'https://x' })
  const [file] = await encoded('csv', [graph], { api: 'microsoft-graph', columns: ['severity', 'alerts', 'priority', 'comments', 'lastUpdate'] })
  expect(file?.bytes.toString()).toContain('\r\n7,High,,87.5,,2026-11-24T12:00:00Z\r\n')
})
