import type { IndexedIncident } from '../../../shared/contract/row'
import type { Json } from '../json/values'
import { Buffer } from 'node:buffer'
import { describe, expect, it } from 'vitest'
import { incidentFrom, indexedFrom } from './fixtures'
import { readIndexed, readRow } from './read-row'
import { maxEntities, maxTextLength, maxValues, unlimited } from './row-lists'

const evidence = (type: string, fields: object) => ({ '@odata.type': `#microsoft.graph.security.${type}Evidence`, ...fields })

/** One incident in each API's form. */
const whole = {
  'defender-xdr': {
    incidentId: 5, incidentName: 'Spray', severity: 'High', status: 'Active', assignedTo: 'megan', lastUpdateTime: 'u', createdTime: 'c', redirectIncidentId: null,
    classification: 'TruePositive', determination: 'CompromisedUser', tags: ['VIP', ' VIP', 'Finance'], comments: [{ comment: 'a' }, { comment: 'b' }],
    alerts: [
      {
        title: 'Password spray', status: 'New', serviceSource: 'MicrosoftDefenderForEndpoint', detectionSource: 'WindowsDefenderAtp', category: 'InitialAccess', mitreTechniques: ['T1110', 'T1078'],
        firstActivity: '2026-11-23T10:04:00.5Z', lastActivity: '2026-11-23T10:04:00.25Z', devices: [{ deviceDnsName: 'pc-01', mdatpDeviceId: 'd1' }], entities: [{ entityType: 'User', userPrincipalName: 'megan@x', accountName: 'megan' }],
      },
      {
        title: 'Password spray', status: 'Resolved', serviceSource: 'MicrosoftDefenderForEndpoint', detectionSource: 'WindowsDefenderAtp', category: 'Malware', mitreTechniques: ['T1110'],
        firstActivity: '2026-11-23T10:04:00.45Z', lastActivity: '2026-11-26T04:40:00Z', entities: [{ entityType: 'MailBox', mailboxAddress: 'fin@x' }, { entityType: 'User', userPrincipalName: 'MEGAN@x', userSid: 'S-1' }],
      },
    ],
  },
  'microsoft-graph': {
    id: '5', displayName: 'Spray', severity: 'high', status: 'active', assignedTo: 'megan', lastUpdateDateTime: 'u', createdDateTime: 'c', redirectIncidentId: null, priorityScore: 87,
    classification: 'truePositive', determination: 'compromisedAccount', customTags: ['VIP'], systemTags: ['Finance', 'VIP'], comments: [{ comment: 'a' }, { comment: 'b' }],
    alerts: [
      {
        title: 'Password spray', status: 'new', serviceSource: 'microsoftDefenderForEndpoint', detectionSource: 'microsoftDefenderForEndpoint', category: 'Old', categories: ['InitialAccess', 'Malware'], mitreTechniques: ['T1110', 'T1078'],
        firstActivityDateTime: '2026-11-23T10:04:00.5Z', lastActivityDateTime: '2026-11-23T10:04:00.25Z', evidence: [evidence('device', { deviceDnsName: 'pc-01', mdeDeviceId: 'd1' }), evidence('user', { userAccount: { userPrincipalName: 'megan@x', accountName: 'megan' } })],
      },
      {
        title: 'Password spray', status: 'resolved', serviceSource: 'microsoftDefenderForEndpoint', detectionSource: 'microsoftDefenderForEndpoint', category: 'Malware', categories: [], mitreTechniques: ['T1110'],
        firstActivityDateTime: '2026-11-23T10:04:00.45Z', lastActivityDateTime: '2026-11-26T04:40:00Z', evidence: [evidence('mailbox', { primaryAddress: 'fin@x' }), evidence('user', { userAccount: { userPrincipalName: 'MEGAN@x', userSid: 'S-1' } })],
      },
    ],
  },
} as const

const apis = [
  { api: 'defender-xdr', id: 'incidentId', entities: 'entities', first: 'firstActivity', last: 'lastActivity', tags: 'tags' },
  { api: 'microsoft-graph', id: 'id', entities: 'evidence', first: 'firstActivityDateTime', last: 'lastActivityDateTime', tags: 'systemTags' },
] as const

const missing = {
  priority: null, classification: '', determination: '', tags: [], firstActivity: '', lastActivity: '', services: [], detectionSources: [], categories: [], techniques: [], devices: [], users: [], otherAssets: [], comments: null,
}

describe.each(apis)('the row of an incident of $api', ({ api, id, entities, first, last, tags }) => {
  const read = (members: string) => indexedFrom(`{"${id}":5,${members}}`, api)
  const rowOf = (incident: object) => indexedFrom(JSON.stringify({ [id]: 5, ...incident }), api).row
  const withAlerts = (...alerts: readonly unknown[]) => rowOf({ alerts })

  it('has every field', () => {
    expect(indexedFrom(JSON.stringify(whole[api]), api)).toMatchObject({
      row: {
        id: '5', name: 'Spray', severity: 'High', status: 'Active', assignedTo: 'megan', alerts: 2, lastUpdate: 'u', created: 'c', redirectedTo: null, priority: api === 'microsoft-graph' ? 87 : null,
        classification: 'TruePositive', determination: 'CompromisedAccount', tags: ['VIP', 'Finance'], firstActivity: '2026-11-23T10:04:00.45Z', lastActivity: '2026-11-26T04:40:00Z', activeAlerts: 1,
        services: ['MicrosoftDefenderForEndpoint'], detectionSources: ['WindowsDefenderAtp'], categories: ['InitialAccess', 'Malware'], techniques: ['T1110', 'T1078'], devices: ['pc-01'], users: ['megan@x'], otherAssets: ['fin@x'], comments: 2,
      },
      alertTitles: ['Password spray'],
      entities: [
        { type: 'Device', key: 'pc-01', label: 'pc-01', values: ['d1'] }, { type: 'User', key: 'megan@x', label: 'megan@x', values: ['megan', 'MEGAN@x', 'S-1'] },
        { type: 'Mailbox', key: 'fin@x', label: 'fin@x', values: [] },
      ],
    })
  })

  it('may lack everything except its ID', () => {
    const alerts = api === 'defender-xdr' ? 0 : null
    const nothing = { ...missing, id: '5', name: '', severity: '', status: '', assignedTo: null, alerts, activeAlerts: alerts, lastUpdate: '', created: '', redirectedTo: null }
    expect(read('"x":1')).toEqual({ row: nothing, alertTitles: [], entities: [] })
    expect(read(`"priorityScore":null,"classification":null,"determination":"","${tags}":null,"comments":null,"alerts":null`).row).toEqual(nothing)
    expect(withAlerts({ status: null, title: null, serviceSource: ' ', category: '', categories: [null], mitreTechniques: {}, [first]: null, [last]: '', [entities]: null, devices: null }))
      .toMatchObject({ ...missing, alerts: 1, activeAlerts: 1 })
  })

  it.each([[0, 0], [100, 100], [12.5, 12.5], [-1, null], [101, null], ['87', 87], ['87.0', 87], ['', null], [' ', null], ['high', null], [[87], null], [true, null]])('reads the priority score %j as %j', (priorityScore, priority) => {
    expect(rowOf({ priorityScore }).priority).toBe(priority)
  })

  it.each([
    ['unknown', 'unknown', '', ''], ['Unknown', 'NotAvailable', '', ''], ['falsePositive', 'notMalicious', 'FalsePositive', 'Clean'], ['Odd', ' Odd ', 'Odd', 'Odd'], [5, ['a'], '5', 'a'],
  ])('reads the classification %j and the determination %j', (classification, determination, itsClassification, itsDetermination) => {
    expect(rowOf({ classification, determination })).toMatchObject({ classification: itsClassification, determination: itsDetermination })
  })

  it('counts comments and alerts as the detail does, and alerts of any other status than resolved as active', () => {
    expect(read('"comments":{"comment":"a"}').row.comments).toBe(1)
    expect(read('"comments":[null,"",{"comment":"a"}]').row.comments).toBe(1)
    expect(withAlerts({ status: 'RESOLVED ' }, { status: 'inProgress' }, {}, null, 'text', '')).toMatchObject({ alerts: 4, activeAlerts: 3 })
    expect(read('"alerts":{"status":"resolved"}').row).toMatchObject({ alerts: 1, activeAlerts: 0 })
  })

  it('prefers the activity of the incident, and ignores texts that are not instants', () => {
    const alert = { [first]: '2026-11-23T10:00:00Z', [last]: '2026-11-23T12:00:00+02:00' }
    expect(withAlerts(alert, { [first]: 'soon', [last]: '0001-01-01T00:00:00Z' })).toMatchObject({ firstActivity: '2026-11-23T10:00:00Z', lastActivity: '2026-11-23T12:00:00+02:00' })
    expect(withAlerts(alert, { [first]: '2026-11-23T10:00:00.000Z', [last]: '2026-11-23T10:00:00.1Z' })).toMatchObject({ firstActivity: '2026-11-23T10:00:00Z', lastActivity: '2026-11-23T10:00:00.1Z' })
    expect(rowOf({ [first]: '2026-11-24T10:00:00Z', [last]: 'never', alerts: [alert] })).toMatchObject({ firstActivity: '2026-11-24T10:00:00Z', lastActivity: '2026-11-23T12:00:00+02:00' })
  })

  it('takes techniques and detection sources of the incident, too, and single values as lists of one', () => {
    expect(rowOf({ mitreTechniques: 'T1566', detectionSource: 'Custom', alerts: [{ mitreTechniques: 'T1110', detectionSource: 'Other', categories: ' Malware ' }] }))
      .toMatchObject({ techniques: ['T1110', 'T1566'], detectionSources: ['Other', 'Custom'], categories: ['Malware'] })
    expect(rowOf({ [tags]: 'VIP' }).tags).toEqual(['VIP'])
    expect(rowOf({ [tags]: [null, '', 5, ['a', 'b'], { name: 'c' }] }).tags).toEqual(['5', 'a, b', 'name: c'])
  })

  it('limits texts, values and entities, unless it is read for an export', () => {
    const long = 'x'.repeat(maxTextLength + 1)
    const json = JSON.stringify({
      [id]: 5, [tags]: Array.from({ length: 2 * maxValues + 2 }, (_, index) => `t${index % (maxValues + 1)}`),
      alerts: [{ title: long, [entities]: [{ entityType: 'Url', url: long }, ...Array.from({ length: maxEntities }, (_, index) => ({ entityType: 'Ip', ipAddress: `${index}` }))] }],
    })
    const sizes = ({ row, alertTitles, entities: found }: IndexedIncident) => [row.tags.length, alertTitles[0]?.length, found.length, found[0]?.label.length]
    const limited = indexedFrom(json, api)
    expect(sizes(limited)).toEqual([maxValues, maxTextLength, maxEntities, maxTextLength])
    const whole = readIndexed(JSON.parse(json) as Json, limited.row, Buffer.from(json), api, unlimited)
    expect(sizes(whole)).toEqual([maxValues + 1, maxTextLength + 1, maxEntities + 1, maxTextLength + 1])
  })

  it('is read again from its bytes if JSON.parse may have rounded a number that identifies an entity', () => {
    // V8 provides exact numbers in Electron, but not in Node 20, so the bytes contain them as texts.
    const incident = (appId: string) => `{"${id}":5,"alerts":[{"${entities}":[{"entityType":"CloudApplication","appId":${appId}}]}]}`
    const keyOf = (parsed: string, bytes: string) => {
      const { row } = indexedFrom(parsed, api)
      return readIndexed(JSON.parse(parsed) as Json, row, Buffer.from(bytes), api).entities[0]?.key
    }
    expect(keyOf(incident('12345678901234567890'), incident('"12345678901234567890"'))).toBe('appId: 12345678901234567890')
    expect(keyOf(incident('7'), incident('"8"'))).toBe('appId: 7')
  })
})

it('keeps entities of different types with the same key apart', () => {
  const mailbox = (mailboxAddress: string) => ({ entityType: 'MailBox', mailboxAddress })
  const entities = [{ entityType: 'User', userPrincipalName: 'a@b' }, mailbox('a@b'), { entityType: 'User', userPrincipalName: 'A@b' }, mailbox('A@b'), { entityType: 'Dns', domainName: 'x' }, ...['x', 'Url\nx'].map(url => ({ entityType: 'Url', url }))]
  expect(indexedFrom(JSON.stringify({ incidentId: 5, alerts: [{ entities }] }), 'defender-xdr').entities.map(({ type, label }) => [type, label]))
    .toEqual([['User', 'a@b'], ['Mailbox', 'a@b'], ['Dns', 'x'], ['Url', 'x'], ['Url', 'Url\nx']])
})

it.each<[string, string, object]>([
  ['devices', 'IoTDevice', { deviceName: 'x' }], ['otherAssets', 'CloudApplication', { displayName: 'x' }], ['otherAssets', 'OAuthApplication', { applicationName: 'x' }], ['otherAssets', 'AzureResource', { resourceId: 'x' }],
  ['otherAssets', 'AmazonResource', { amazonResourceId: 'x' }], ['users', 'User', { accountName: 'x' }],
])('lists %s of type %s', (list, entityType, fields) => {
  const { row } = indexedFrom(JSON.stringify({ incidentId: 5, entities: [{ entityType, ...fields }], alerts: [] }), 'defender-xdr')
  expect(row).toMatchObject({ devices: [], users: [], otherAssets: [], [list]: ['x'] })
})

it('the row without texts is the same, and names an asset once in whatever spelling', () => {
  const entity = (deviceDnsName: string) => ({ entityType: 'Device', deviceDnsName })
  const json = JSON.stringify({ incidentId: 1, alerts: [{ entities: [entity('PC-1'), { entityType: 'User', userPrincipalName: 'a@b' }] }, { entities: [entity('pc-1'), entity('pc-2')] }] })
  const incident = incidentFrom(json, 'defender-xdr')
  if (!incident) throw new Error('no incident')
  const row = readRow(JSON.parse(json) as Json, incident.summary, 'defender-xdr')
  expect([row.devices, row.users]).toEqual([['PC-1', 'pc-2'], ['a@b']])
  expect(row).toEqual(indexedFrom(json, 'defender-xdr').row)
})
