import type { Format } from './format'
import type { EncodedFile } from './fixtures'
import { Buffer } from 'node:buffer'
import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import { encoded, encodedBy, someOptions } from './fixtures'
import { createXlsx, xlsx } from './xlsx'

const incident = (id: number, more: object = {}) => JSON.stringify({
  incidentId: id, incidentName: '=1+1', tags: ['VIP', '@SUM(1)'], lastUpdateTime: '2026-11-24T12:00:00.1234567Z', createdTime: 'yesterday',
  alerts: [{ alertId: 'a1', entities: [{ entityType: 'Ip', ipAddress: '203.0.113.7' }] }], ...more,
})
const options = someOptions({ format: 'xlsx', completenessLine: 'Complete: 2 incidents.', columns: ['name', 'tags', 'priority', 'alerts', 'lastUpdate', 'created'] })

/** Returns the rows of each sheet by its name. */
async function sheetsOf(file: EncodedFile | undefined) {
  const { sheets } = await readXlsx(file?.bytes ?? new Uint8Array())
  return Object.fromEntries(sheets.map(({ name, rows }) => [name, rows]))
}

function planOf({ planner }: Format, incidents: readonly string[]) {
  if (typeof planner !== 'function') throw new Error('no planner')
  const reader = planner(options)
  reader.add(incidents.map(text => Buffer.from(text)))
  return reader.plan()
}

describe('a workbook', () => {
  it('has a sheet per table and one about the export; texts are texts and times are dates', async () => {
    const [file] = await encodedBy(xlsx, [incident(5), incident(6)], options)
    expect(file).toMatchObject({ name: '', rows: 6 })
    const sheets = await sheetsOf(file)
    expect(Object.keys(sheets)).toEqual(['About', 'Incidents', 'Alerts', 'Indicators'])
    expect(sheets.About).toEqual([['Complete: 2 incidents.'], ['Times are in UTC.']])
    expect(sheets.Incidents?.slice(0, 2)).toEqual([
      ['incidentId', 'incidentName', 'tags', 'priorityScore', 'alerts', 'lastUpdateTime (UTC)', 'createdTime (UTC)'],
      ['5', '=1+1', 'VIP; @SUM(1)', null, 1, new Date('2026-11-24T12:00:00.123Z'), 'yesterday'],
    ])
    expect(sheets.Indicators).toHaveLength(3)
  })

  it('cuts texts that are too long, says so in the cell and on the first sheet, and counts them before', async () => {
    const long = incident(5, { incidentName: `${'x'.repeat(32_000)}\u{1F6E1}${'y'.repeat(1000)}`, tags: ['t'.repeat(32_767)] })
    expect(planOf(xlsx, [long, incident(6)]).limits).toEqual({ cutTexts: 1, tooManyRows: null })
    const sheets = await sheetsOf((await encodedBy(xlsx, [long], options))[0])
    const [, [, name, tags] = []] = sheets.Incidents ?? []
    expect(name).toHaveLength(32_767)
    expect(name).toMatch(/y… \[cut: 33,002 characters in all\]$/)
    expect(tags).toHaveLength(32_767)
    expect(sheets.About?.[2]).toEqual(['Texts of more than 32,767 characters that are cut: 1'])
  })

  it('keeps texts that look like an escape of Excel', async () => {
    const [file] = await encoded('xlsx', [incident(5, { incidentName: '_x0041_ _X00e9_ _xyz_ __x0041_\u0000' })], options)
    expect((await sheetsOf(file)).Incidents?.[1]?.[1]).toBe('_x0041_ _X00e9_ _xyz_ __x0041_⟨U+0000⟩')
  })
})

describe('many rows', () => {
  it('make a workbook per table, which begins with the line about completeness', async () => {
    const files = await encodedBy(createXlsx({ inMemory: 5, perSheet: 100 }), [incident(5), incident(6), incident(7)], options, 2)
    expect(files.map(({ name, rows }) => [name, rows])).toEqual([['incidents.xlsx', 3], ['alerts.xlsx', 3], ['indicators.xlsx', 3]])
    const { Incidents: rows } = await sheetsOf(files[0])
    expect(rows?.map(([first, second]) => [first, second])).toEqual([['Complete: 2 incidents.', null], ['incidentId', 'incidentName'], ['5', '=1+1'], ['6', '=1+1'], ['7', '=1+1']])
    expect(Object.keys(await sheetsOf(files[2]))).toEqual(['Indicators'])
  })

  it('are counted before: the first table with too many is named', () => {
    const format = createXlsx({ inMemory: 100, perSheet: 2 })
    expect(planOf(format, [incident(5), incident(6)])).toEqual({ files: [{ name: '', table: 'all' }], limits: { cutTexts: 0, tooManyRows: null } })
    const two = incident(6, { alerts: [{ alertId: 'a1' }, { alertId: 'a2' }] })
    expect(planOf(format, [incident(5), two]).limits.tooManyRows).toEqual({ table: 'Alerts', rows: 3, limit: 2 })
    expect(planOf(createXlsx({ inMemory: 5, perSheet: 2 }), [incident(5), incident(6)]).files.map(({ name }) => name)).toEqual(['incidents.xlsx', 'alerts.xlsx', 'indicators.xlsx'])
  })
})
