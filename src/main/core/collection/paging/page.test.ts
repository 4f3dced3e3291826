import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../../../shared/testing/property-runs'
import { AppError } from '../../base/errors'
import { unpackRows } from '../../incident/packed-rows'
import { peekNextLink, readPage, readSingle } from './page'

const read = (json: string | Buffer) => readPage(Buffer.from(json), 'defender-xdr')
const code = (json: string | Buffer) => {
  try {
    read(json)
    return 'read'
  } catch (error) {
    return error instanceof AppError ? error.code : 'other'
  }
}

describe('readPage', () => {
  it.each([
    ['', 'cut-off'],
    ['\uFEFF \n', 'cut-off'],
    ['<html>', 'not-json'],
    ['Service {"value":[]}', 'not-json'],
    ['{"value":[{"incidentId":1}', 'cut-off'],
    ['{"value":[{"incidentId":1},{"incidentId":2,"alerts":[{"a":{}}', 'cut-off'],
    ['{"value":[{"incidentId":1},{"incidentName":"a}', 'cut-off'],
    ['{"value":[ ', 'cut-off'],
    ['\uFEFF{"value":[{"incidentId":1}', 'cut-off'],
    [Buffer.from([0x7B, 0x22, 0xFF, 0x22, 0x3A, 0x31, 0x7D]), 'damaged'],
    [Buffer.from([0x7B, 0x22, 0xC3]), 'cut-off'],
    ['{"value":[{"incidentId":1}]}{"value":[{"incidentId":1}]}', 'damaged'],
    ['{"value":[]}<html>', 'damaged'],
    ['{"value":[{"incidentId":1}}}', 'damaged'],
    ['{"value":[{"incidentId":1},]}', 'damaged'],
    ['{"value":[{"incidentId":1} {"incidentId":2}]}', 'damaged'],
    ['{"value":[{"incidentId":1}{"incidentId":2}]}', 'damaged'],
    ['{"value":[{"incidentId":1}]]}', 'damaged'],
    ['{"value":[{"incidentId":1}],}', 'damaged'],
    ['{"value":[{"incidentId":1\n"a"}]}', 'damaged'],
    ['{"value":[{"incidentId":"1\n"}]}', 'damaged'],
    ['{"val\\ue":[]}', 'damaged'],
    ['{"value":[{"incidentId":1}],"value":7}', 'unexpected-shape'],
    ['[]', 'unexpected-shape'],
    ['null', 'unexpected-shape'],
    ['{}', 'unexpected-shape'],
    ['{"value":null}', 'unexpected-shape'],
    ['{"value":{"0":1}}', 'unexpected-shape'],
    ['{"error":{"code":"Unavailable","message":"Not now."}}', 'error-in-page'],
    ['{"value":null,"error":"Not now."}', 'error-in-page'],
    ['{"value":[1,null,{},{"incidentId":"x"}]}', 'read'],
    ['{"value":[],"@odata.nextLink":7}', 'read'],
    ['{"value":[]}', 'read'],
    ['\uFEFF{"value":[{"incidentId":1}]}', 'read'],
  ])('reports %j as %s', (json, expected) => {
    expect(code(json)).toBe(expected)
  })

  it('returns the incidents, and the positions of elements that are not incidents', () => {
    const { incidents, rows, unreadable } = read('{"value":[{"incidentId":1},null,"text",7,[],{},{"incidentId":2},{"incidentId":{}},{"incidentId":""},{"incidentId":3}]}')
    expect(incidents.map(({ summary }) => summary.id)).toEqual(['1', '2', '3'])
    expect([rows, unreadable]).toEqual([10, [1, 2, 3, 4, 5, 7, 8]])
  })

  it('returns the row of each incident in the same order', () => {
    const { indexed } = read('{"value":[{"incidentId":1,"tags":["VIP"]},null,{"incidentId":2,"incidentName":"\u00E9","alerts":[{"title":"Spray"}]},{"incidentId":3}]}')
    expect(unpackRows(indexed).map(({ row: { id, name, tags }, alertTitles }) => [id, name, tags, alertTitles])).toEqual([['1', '', ['VIP'], []], ['2', '\u00E9', [], ['Spray']], ['3', '', [], []]])
    expect(unpackRows(read('{"value":[]}').indexed)).toEqual([])
    expect(unpackRows(readSingle(Buffer.from('\uFEFF {"incidentId":9007199254740993,"alerts":{"title":"Spray"}} '), 'defender-xdr').indexed))
      .toMatchObject([{ row: { id: '9007199254740993', alerts: 1 }, alertTitles: ['Spray'] }])
  })

  it('returns the link and the bytes of each incident as received', () => {
    const { incidents, nextLink } = read('{"value":[ { "incidentId" : 7,"n":1.0 } ,{"incidentId":8}],"@odata.nextLink":"https://x/"}')
    expect(incidents.map(each => each.bytes.toString())).toEqual(['{ "incidentId" : 7,"n":1.0 }', '{"incidentId":8}'])
    expect(nextLink).toBe('https://x/')
    expect(read('{"value":[]}').nextLink).toBeNull()
  })

  it('accepts and rejects the same texts as JSON.parse, however they are damaged', () => {
    const pages = fc.array(fc.json(), { maxLength: 4 }).map(extras =>
      JSON.stringify({ value: extras.map((extra, incidentId) => ({ incidentId, extra: JSON.parse(extra) as unknown })), more: extras }))
    const damage = fc.array(fc.record({ at: fc.nat(), gone: fc.integer({ min: 0, max: 2 }), put: fc.constantFrom('', '"', '\\', ',', ':', '[', ']', '{', '}', ' ', '\n', '0', '"value":[]') }), { maxLength: 3 })
    fc.assert(fc.property(pages, damage, (page, changes) => {
      const json = changes.reduce((text, { at, gone, put }) => {
        const place = at % (text.length + 1)
        return text.slice(0, place) + put + text.slice(place + gone)
      }, page)
      const judged = (() => {
        try {
          const parsed = JSON.parse(json) as { value?: unknown } | null
          const items = parsed?.value
          return Array.isArray(items) ? items.length : 'unexpected-shape'
        } catch {
          return ['not-json', 'cut-off', 'damaged']
        }
      })()
      const ours = code(json)
      if (ours === 'read') expect(read(json).rows).toBe(judged)
      else expect([judged].flat()).toContain(ours === 'error-in-page' ? 'unexpected-shape' : ours)
    }), runs(3000))
  })

  it('returns exact IDs, even beyond the range of exact numbers', () => {
    const [incident] = read('{"value":[{"incidentId":9007199254740993,"redirectIncidentId":90071992547409931,"alerts":[{"incidentId":1}]}]}').incidents
    expect(incident?.summary).toMatchObject({ id: '9007199254740993', redirectedTo: '90071992547409931', alerts: 1 })
  })

  it('accepts fields that are missing, null or empty', () => {
    const odd = ['{"incidentId":1}', '{"incidentId":1,"incidentName":null,"severity":"","status":[],"assignedTo":{},"alerts":null,"lastUpdateTime":" ","createdTime":null,"redirectIncidentId":"?"}']
    for (const json of odd) {
      expect(read(`{"value":[${json}]}`).incidents[0]?.summary).toEqual({
        id: '1', name: '', severity: '', status: '', assignedTo: null, alerts: 0, lastUpdate: '', created: '', redirectedTo: null,
      })
    }
  })
})

it.each([
  ['{"value":[],"@odata.nextLink":"https://x/?$skip=100"}', 'https://x/?$skip=100'],
  ['{"value":[],"@odata.nextLink" : "https:\\/\\/x\\u0026"} \n', 'https://x&'],
  ['{"value":["\\"@odata.nextLink\\":\\"a\\"}"]}', null],
  ['{"@odata.nextLink":"a","value":[]}', 'a'],
  ['{"@odata.context":"https://x/$metadata#y(alerts())","@odata.nextLink":"a\\"b", "value":[]}', 'a"b'],
  ['{"x":{"@odata.nextLink":"a"},"value":[]}', null],
  ['{"value":[],"x":{"@odata.nextLink":"a"}}', null],
  ['{"value":[]}', null],
  ['', null],
])('peekNextLink reads either end of %j', (json, link) => {
  const whole = Buffer.from(json)
  expect(peekNextLink([whole])).toBe(link)
  expect(peekNextLink([whole.subarray(0, -9), whole.subarray(-9)])).toBe(link)
})
