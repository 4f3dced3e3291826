import { describe, expect, it } from 'vitest'
import { entityKey, identityOfFields, readEntity, readingLabel, readingValues } from './entity-identity'

const fieldsOf = (fields: Readonly<Record<string, string>>) => Object.entries(fields).map(([name, value]) => ({ name, value }))
const key = (type: string, fields: Readonly<Record<string, string>>) => entityKey(type, fieldsOf(fields))

describe('the key of an entity', () => {
  it('is equal for one entity, whatever an alert says about it', () => {
    expect(key('Ip', { ipAddress: '2001:DB8::7', verdict: 'Malicious' })).toBe(key('Ip', { evidenceCreationTime: '1', ipAddress: '2001:db8::7 ' }))
    expect(key('Widget', { spin: '1', verdict: 'Malicious' })).toBe(key('Widget', { spin: '1' }))
  })

  it('differs between entities, also if only case or a later character differs', () => {
    const url = `https://x.example/${'a'.repeat(5000)}`
    expect(new Set([key('Ip', { ipAddress: '203.0.113.1' }), key('Ip', { ipAddress: '203.0.113.2' }), key('Url', { url: 'https://x/A' }), key('Url', { url: 'https://x/a' }), key('Url', { url: `${url}1` }), key('Url', { url: `${url}2` })]).size).toBe(6)
  })

  it('differs between identifiers of different kinds with the same text', () => {
    expect(key('File', { sha256: 'ab' })).not.toBe(key('File', { sha1: 'ab' }))
    expect(key('User', { userPrincipalName: 'eve' })).not.toBe(key('User', { accountName: 'eve' }))
  })

  it('has at most 200 characters', () => {
    expect(key('Url', { url: `https://x.example/${'a'.repeat(5000)}` }).length).toBeLessThan(200)
    expect(key('Widget', { spin: 'x'.repeat(100_000) }).length).toBeLessThan(200)
  })

  it.each<[string, object, object]>([
    ['User', { userPrincipalName: 'Eve@x' }, { userAccount: { userPrincipalName: 'eve@x' } }],
    ['User', { accountName: 'eve', domainName: 'C', aadUserId: 'u' }, { userAccount: { accountName: 'eve', domainName: 'C', azureAdUserId: 'u' } }],
    ['User', { accountName: 'eve', domainName: 'C' }, { userAccount: { accountName: 'eve', domainName: 'C' } }],
    ['Device', { mdatpDeviceId: 'd' }, { mdeDeviceId: 'd' }],
    ['Device', { aadDeviceId: 'd' }, { azureAdDeviceId: 'd' }],
    ['File', { sha256: 'ab', fileName: 'x' }, { fileDetails: { sha256: 'AB', fileName: 'x' } }],
    ['File', { fileName: 'x.exe', filePath: 'C:\\' }, { fileDetails: { fileName: 'x.exe', filePath: 'C:\\' } }],
    ['Process', { processId: 4, processCreationTime: 't' }, { processId: 4, processCreationDateTime: 't', mdeDeviceId: null }],
    ['Process', { processId: 4, processCreationTime: 't', deviceId: 'd' }, { processId: '4', processCreationDateTime: 't', mdeDeviceId: 'd' }],
    ['Mailbox', { mailboxAddress: 'a@b' }, { primaryAddress: 'a@b' }],
    ['Mailbox', { mailboxDisplayName: 'Finance' }, { displayName: 'Finance' }],
    ['MailMessage', { recipient: 'a@b', internetMessageId: '<1>' }, { recipientEmailAddress: 'a@b', internetMessageId: '<1>' }],
    ['OAuthApplication', { applicationId: 'a' }, { appId: 'a' }],
    ['SecurityGroup', { securityGroupName: 'Admins' }, { displayName: 'Admins' }],
  ])('of type %s is equal in both APIs for %j and %j', (type, defender, graph) => {
    expect(readEntity(type, defender).key).toBe(readEntity(type, graph).key)
    expect(readEntity(type, defender).key).not.toContain('{"name"')
  })
})

it('the label of an entity without a name is its first value that is neither a time nor a judgment', () => {
  expect(identityOfFields('Widget', fieldsOf({ createdTime: 't', verdict: 'Malicious', spin: '1' })).label).toBe('1')
  expect(identityOfFields('Widget', fieldsOf({ verdict: 'Malicious' })).label).toBe('')
})

describe('an entity as received', () => {
  const valuesOf = (type: string, entity: unknown) => readingValues(readEntity(type, entity)).filter(value => value !== '')

  it('has the values that name, identify and locate it', () => {
    expect(valuesOf('File', { sha1: 'b', sha256: 'c', fileName: 'x', filePath: 'C:\\', verdict: 'Malicious' }).sort()).toEqual(['C:\\', 'b', 'c', 'x'])
    expect(valuesOf('Process', { processId: 4, processCommandLine: 'cmd /c', imageFile: { sha256: 'h', filePath: 'C:\\' }, parentProcessImageFile: { fileName: 'p.exe' }, processCreationDateTime: 't' }).sort())
      .toEqual(['4', 'C:\\', 'cmd /c', 'h', 'p.exe', 't'])
  })

  it('has all its values if its type is unknown, except times and judgments', () => {
    expect(valuesOf('Widget', { name: 'w', verdict: 'Malicious', createdDateTime: 't', spin: { axis: 'z' } })).toEqual(['w', 'z'])
  })

  it('shares no text with the entity that was read before it', () => {
    expect(readEntity('Ip', { ipAddress: '203.0.113.1' }).key).toBe('203.0.113.1')
    expect(readingLabel(readEntity('Ip', { note: 'n' }))).toBe('n')
  })

  it.each<[string, unknown, boolean]>([
    ['CloudApplication', { appId: 7 }, true], ['CloudApplication', { appId: 2 ** 60 }, false], ['CloudApplication', { appId: [1, { a: 2 ** 60 }] }, false], ['CloudApplication', { appId: 7, other: 0.5 }, true],
    ['Widget', { spin: { angle: 0.5 } }, false], ['Widget', { spin: 1 }, true], ['Unknown', 2 ** 60, false], ['Unknown', 'text', true],
  ])('of type %s, %j, is exact: %s', (type, entity, isExact) => {
    expect(readEntity(type, entity).isExact).toBe(isExact)
  })
})
