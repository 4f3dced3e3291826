import type { ApiKind } from '../../../shared/vocabulary/clouds'
import { describe, expect, it } from 'vitest'
import { incidentFrom } from './fixtures'
import { openIncident } from './incident-detail'

function detailOf(api: ApiKind, members: string) {
  const id = api === 'defender-xdr' ? 'incidentId' : 'id'
  const incident = incidentFrom(`{"${id}":5,${members}}`, api)
  if (!incident) throw new Error('no incident')
  const { detail, fieldsOf, tree } = openIncident(incident, { sample: false, file: null, fetchedAt: null, api, cloud: 'worldwide', tenantId: 'tenant' })
  return { ...detail, fieldsOf, raw: tree.json.toString() }
}

describe.each(['defender-xdr', 'microsoft-graph'] as const)('the detail of an incident of %s', (api) => {
  const read = (members: string) => detailOf(api, members)

  it.each(['null', '[]', '""', '[null,""," "]'])('has no comments if they are %s', (comments) => {
    expect(read(`"comments":${comments}`).comments).toEqual([])
  })

  it.each([
    ['["first",{"comment":"second"},3]', ['first', 'second', '3']],
    ['{"comment":"only","createdBy":"Eve"}', ['only']],
    ['"a text"', ['a text']],
    ['{"note":"another shape","by":null}', ['note: another shape']],
    ['{"comment":["a",null,"b"]}', ['a, b']],
    ['{"comment":{"text":"a"}}', ['text: a']],
  ])('shows the comments %s', (comments, texts) => {
    expect(read(`"comments":${comments}`).comments.map(({ text }) => text)).toEqual(texts)
  })

  it.each([
    [{ comment: 'a', createdBy: 'Eve', createdTime: 't' }], [{ comment: 'a', createdByDisplayName: 'Eve', createdBy: 'id', createdDateTime: 't' }],
    [{ comment: 'a', createdBy: 'Eve', createTime: 't' }], [{ comment: 'a', createdBy: 'Eve', createdTime: null, createTime: 't' }],
  ])('reads the author and time of the comment %j', (comment) => {
    expect(read(`"comments":[${JSON.stringify(comment)}]`).comments).toEqual([{ text: 'a', by: 'Eve', at: 't' }])
  })

  it('includes a comment with an author but no text', () => {
    expect(read('"comments":[{"comment":null,"createdBy":"Eve"}]').comments).toEqual([{ text: '', by: 'Eve', at: '' }])
  })

  it.each(['[]', '[null]', '[{},{}]', '[null,{"title":"a"},"text",5]', '{"title":"a"}', '"text"', '5', '[["a","b"]]', '12345678901234567890'])('lists as many alerts as the row counts for %s', (alerts) => {
    const detail = read(`"alerts":${alerts}`)
    expect(detail.alerts).toHaveLength(detail.summary.alerts ?? -1)
  })

  it('shows alerts that are not objects as text', () => {
    expect(read('"alerts":[null,{"title":"a","severity":3,"status":null},"text",5]').alerts.map(({ title, severity }) => [title, severity])).toEqual([['a', '3'], ['text', ''], ['5', '']])
  })

  it('prefers the categories of an alert to its single category', () => {
    expect(read('"alerts":[{"category":"Malware","categories":["Malware","Impact"]},{"category":"Malware"},{"categories":[null]}]').alerts.map(({ categories }) => categories))
      .toEqual([['Malware', 'Impact'], ['Malware'], []])
  })

  it('shows every other member with a value: lists without nulls, nested objects by their members', () => {
    expect(read('"notes":["a",null,"","b"],"mixed":[1,{"a":null,"b":[2,{"c":"d"}]}],"extra":{"deep":{"er":{"x":1,"y":null}}},"nothing":null,"blank":" ","empty":[{}],"no":false').fields).toEqual([
      { name: 'notes', value: 'a, b' }, { name: 'mixed', value: '1, {b: [2, {c: d}]}' }, { name: 'extra.deep.er', value: 'x: 1' }, { name: 'no', value: 'false' },
    ])
  })

  it.each([3000, 100_000])('shows an incident with %i nested lists, with its text as received', (depth) => {
    const deep = `${'['.repeat(depth)}"]"${']'.repeat(depth)}`
    const members = `"notes":${deep},"extra":{"a":${deep}},"comments":${deep},"alerts":[{"title":${deep},"evidence":${deep},"entities":${deep}}],"last":"x"`
    const detail = read(members)
    expect(detail.fields[0]).toEqual({ name: 'notes', value: '…' })
    expect(detail.raw.includes(members)).toBe(true)
    expect(detail.fields.map(({ name }) => name)).toEqual(['notes', 'extra.a', 'last'])
    expect(detail.fields[2]?.value).toBe('x')
    expect([detail.alerts.length, detail.comments.length]).toEqual([1, 1])
  })

  it('lists the members that the header shows among the other fields only if it cannot show them', () => {
    const tags = api === 'defender-xdr' ? 'tags' : 'customTags'
    const shown = `"description":"d","classification":"TruePositive","determination":"Phishing","priorityScore":87,"${tags}":["a","b"]`
    expect(read(shown)).toMatchObject({ description: 'd', fields: [], summary: { classification: 'TruePositive', determination: 'Phishing', priority: 87, tags: ['a', 'b'] } })
    expect(read('"priorityScore":87.0')).toMatchObject({ fields: [], summary: { priority: 87 } })
    const odd = read(`"priorityScore":"high","${tags}":[1,2,3,4,5,6,7,8,9],"${api === 'defender-xdr' ? 'firstActivity' : 'firstActivityDateTime'}":"yesterday"`)
    expect(odd.fields.map(({ value }) => value)).toEqual(['high', '1, 2, 3, 4, 5, 6, 7, 8, 9', 'yesterday'])
  })

  it('shortens a field of megabytes, and says so', () => {
    const [field] = read(`"padding":"${'x'.repeat(3_000_000)}"`).fields
    expect(field?.value).toBe(`${'x'.repeat(20_000)}… (the first of 3000000 characters; the raw JSON holds all)`)
  })

  it('knows the entities of each alert, and the worst verdict on them', () => {
    const ip = (ipAddress: string, verdict: string | null) => ({ '@odata.type': '#microsoft.graph.security.ipEvidence', 'entityType': 'Ip', ipAddress, verdict })
    const alerts = [{ a: [ip('1', 'Suspicious'), ip('2', null)] }, { a: [ip('2', 'noThreatsFound'), ip('2', 'malicious'), ip('1', null)] }, {}]
    const detail = read(`"alerts":${JSON.stringify(alerts).replaceAll('"a":', api === 'defender-xdr' ? '"entities":' : '"evidence":')}`)
    expect(detail.entities.map(({ label, alerts: number }) => [label, number])).toEqual([['1', 2], ['2', 2]])
    expect(detail.alerts.map(({ entities, verdict }) => [entities, verdict])).toEqual([[[0, 1], 'Suspicious'], [[0, 1], 'Malicious'], [[], '']])
  })

  it('returns all fields of an alert without its entities, and none behind the last alert', () => {
    const { fieldsOf } = read('"alerts":[{"title":"a","extra":{"x":1},"entities":[{"a":1}],"evidence":[{"a":1}],"devices":[{"a":1}]},"text"]')
    const rest = api === 'defender-xdr' ? ['evidence'] : ['entities', 'devices']
    expect(fieldsOf('alert', 0).map(({ name }) => name)).toEqual(['title', 'extra.x', ...rest])
    expect([fieldsOf('alert', 1), fieldsOf('alert', 2), fieldsOf('entity', 99)]).toEqual([[{ name: 'value', value: 'text' }], [], []])
  })
})
