import { describe, expect, it } from 'vitest'
import { readEnvelope } from './page-envelope'

const link = 'https://api.security.microsoft.com/api/incidents?$skip=100'

describe('readEnvelope', () => {
  it.each([
    '@odata.nextLink', '@nextLink', 'odata.nextLink', 'nextLink', '@odata.nextlink', '@OData.NextLink', 'next_link', '@odata.next', 'next', '__next', 'nextPageLink', 'nextPage', 'NextPageUri',
  ])('reads the link in the member %s', (name) => {
    expect(readEnvelope({ [name]: link })).toMatchObject({ nextLink: link, hasMore: true })
  })

  it.each([{ links: { next: link } }, { paging: { nextLink: ` ${link}\n` } }, { _links: { next: link } }])('reads the link in a group of members: %j', (members) => {
    expect(readEnvelope(members)).toMatchObject({ nextLink: link, hasMore: true })
  })

  it.each([
    { '@odata.nextLink': { href: link } }, { '@odata.nextLink': 7 }, { '@odata.nextLink': [link] }, { hasMore: true }, { hasMoreResults: 'true' }, { continuationToken: 'a' }, { $skiptoken: 'a' },
    { next: 100 }, { '@odata.nextLink': null, 'nextPageToken': 'b' }, { paging: { cursor: 1, next: 'b' } },
  ])('detects a next page without a link in %j', (members) => {
    expect(readEnvelope(members)).toMatchObject({ nextLink: null, hasMore: true })
  })

  it.each([
    'next', 'nextLink', 'nextPage', 'nextPageLink', 'nextPageUrl', 'nextPageUri', 'nextPageToken', 'nextUrl', 'nextUri', 'nextHref', 'nextToken', 'nextCursor', 'nextSkip', 'nextSkipToken',
    'nextRecordsUrl', 'hasMore', 'hasMoreResults', 'hasMoreData', 'hasMorePages', 'hasMoreRecords', 'hasNext', 'hasNextPage', 'more', 'moreResults', 'morePages', 'continuation',
    'continuationToken', 'continuationUri', 'skipToken',
  ])('detects a next page by the member %s, also in a group', (name) => {
    for (const members of [{ [name]: 'x' }, { pagination: { [name]: 'x' } }, { paging: { [name]: 'x' } }]) expect(readEnvelope(members).hasMore).toBe(true)
  })

  it.each(['odatanext', 'x@odata.next', 'xodata.nextLink', 'anext'])('does not remove a prefix from within the name %s', (name) => {
    expect(readEnvelope({ [name]: link })).toMatchObject({ nextLink: null, hasMore: false })
  })

  it('reads no link from a text around one', () => {
    expect(readEnvelope({ next: `see ${link}` })).toMatchObject({ nextLink: null, hasMore: true })
    expect(readEnvelope({ next: ` ${link}` }).nextLink).toBe(link)
    expect(readEnvelope({ '@odata.nextLink': 7, 'next': link }).nextLink).toBe(link)
    expect(readEnvelope({ next: [link] })).toMatchObject({ nextLink: null, hasMore: true })
  })

  it('prefers the link with OData\'s own name', () => {
    expect(readEnvelope({ 'next': 'https://other.example/', '@odata.nextLink': link }).nextLink).toBe(link)
  })

  it.each([
    {}, { '@odata.context': 'https://x/$metadata#Incidents' }, { '@odata.nextLink': null }, { '@odata.nextLink': '' }, { nextLink: ' ' }, { hasMore: false }, { next: 0 }, { nextUpdate: '2026-11-24T12:00:00Z' },
    { paging: {} }, { moreInformation: 'https://learn.microsoft.com' }, { value: { nextLink: link } },
  ])('does not detect a next page in %j', (members) => {
    expect(readEnvelope(members)).toMatchObject({ nextLink: null, hasMore: false })
  })

  it.each([
    [{ '@odata.count': 500 }, 500], [{ '@odata.count': '500' }, 500], [{ '@count': 0 }, null], [{ 'odata.count': '7' }, 7], [{ '@odata.count': '1,900' }, 1900], [{ '@odata.count': '1900' }, 1900], [{ count: 30, totalCount: 300 }, 300], [{ totalCount: 3 }, 3], [{ '@odata.count': -1 }, null], [{ '@odata.count': 1.5 }, null],
    [{ count: 300, totalCount: 30 }, 300], [{ total: 8 }, 8], [{ '@odata.count': 'x500' }, null], [{ '@odata.count': '500 of 900' }, null], [{ '@odata.count': '1,9' }, null], [{ count: 5, total: 'many' }, 5],
    [{ '@odata.count': true }, null], [{ '@odata.count': '0' }, 0], [{ '@odata.count': 'many' }, null], [{ '@odata.count': null }, null], [{}, null],
  ])('reads the number of incidents from %j', (members, total) => {
    expect(readEnvelope(members).total).toBe(total)
  })

  it.each([
    [{ error: { code: 'c', message: 'm', target: 't' } }, { serverCode: 'c', serverMessage: 'm', target: 't' }],
    [{ error: { message: 'm', innerError: { 'request-id': 'r' } } }, { serverMessage: 'm', target: 'r' }],
    [{ 'odata.error': { code: 'c', message: { lang: 'en', value: 'm' } } }, { serverCode: 'c', serverMessage: 'm' }],
    [{ error: 'text' }, { serverMessage: 'text' }], [{ Errors: [{ message: 'm' }] }, { serverMessage: 'm' }], [{ errors: ['a', 'b'] }, { serverMessage: 'a' }], [{ error: true }, {}],
    [{ error: { unknown: 1 } }, {}], [{ error: null }, null], [{ error: {} }, null], [{ error: '' }, null], [{ errors: [] }, null], [{ error: false }, null], [{}, null],
  ])('reads the error beside the incidents from %j', (members, error) => {
    expect(readEnvelope(members).error).toEqual(error)
  })
})
