import type { KnownSource } from './sources'
import { describe, expect, it } from 'vitest'
import { isSameValue } from './known-values'
import * as sources from './sources'

const { canonicalDetectionSource, canonicalService, detectionSources, services } = sources

// What both APIs send for the same product.
it.each([
  ['MicrosoftDefenderATP', 'MicrosoftDefenderForEndpoint'], ['microsoftDefenderForOffice365', 'MicrosoftDefenderForOffice365'], ['OfficeATP', 'MicrosoftDefenderForOffice365'],
  ['MicrosoftCloudAppSecurity', 'MicrosoftDefenderForCloudApps'], ['azureAdIdentityProtection', 'AADIdentityProtection'], ['microsoftAppGovernance', 'MicrosoftApplicationProtection'],
  [' SomethingNew ', 'SomethingNew'], ['', ''],
])('converts the service %j to %j', (text, spelling) => {
  expect(canonicalService(text)).toBe(spelling)
})

it.each([
  ['antivirus', 'WindowsDefenderAv'], ['microsoftDefenderForEndpoint', 'WindowsDefenderAtp'], ['OfficeATP', 'MicrosoftDefenderForOffice365'], ['MCAS', 'MicrosoftDefenderForCloudApps'],
  ['cloudAppSecurity', 'MicrosoftDefenderForCloudApps'], ['AAD', 'AADIdentityProtection'], ['customTi', 'CustomerTI'], ['DefenderForDatabases', 'MicrosoftDefenderForDatabases'], ['odd', 'odd'],
])('converts the detection source %j to %j', (text, spelling) => {
  expect(canonicalDetectionSource(text)).toBe(spelling)
})

describe.each(['services', 'detectionSources'] as const)('the %s', (name) => {
  const known: readonly KnownSource[] = sources[name]
  const spellings = known.flatMap(({ value, graph, also = [] }) => [value, ...(isSameValue(value, graph) ? [] : [graph]), ...also])

  it('share no spelling and no label', () => {
    for (const texts of [spellings, known.map(({ label }) => label), known.map(({ short }) => short)]) {
      expect(texts.filter((a, index) => texts.findIndex(b => isSameValue(a, b)) !== index)).toEqual([])
    }
  })
})

it('call a value the same in both lists', () => {
  const both = services.flatMap((service: KnownSource) => detectionSources.filter(({ value }) => value === service.value).map(source => [service, source]))
  expect(both).toHaveLength(10)
  for (const [service, source] of both) expect([source?.label, source?.short]).toEqual([service?.label, service?.short])
})
