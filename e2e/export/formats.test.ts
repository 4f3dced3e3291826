/** @file Encodes mutated incidents in every format of the registry. */
import type { ApiKind } from '../../src/shared/vocabulary/clouds'
import type { EncodedFormat } from '../../src/main/core/export/formats/registry'
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encoded } from '../../src/main/core/export/formats/fixtures'
import { formats } from '../../src/main/core/export/formats/registry'
import { openIncident } from '../../src/main/core/incident/incident-detail'
import { incidentFrom } from '../../src/main/core/incident/fixtures'
import { runs } from '../../src/shared/testing/property-runs'
import { mutatedIncidents } from '../cloud/mutated-incidents'

const now = Date.parse('2026-11-24T12:00:00Z')
const names = Object.keys(formats) as EncodedFormat[]
const cases = names.flatMap(format => (['defender-xdr', 'microsoft-graph'] as const).map(api => [format, api] as const))

/** Returns the numbers of incidents, alerts and entities. */
function counted(texts: readonly Buffer[], api: ApiKind): readonly number[] {
  const details = texts.map((bytes) => {
    const incident = incidentFrom(bytes.toString(), api)
    if (!incident) throw new Error('no incident')
    return openIncident(incident, { sample: false, file: null, fetchedAt: null, api, cloud: 'worldwide', tenantId: 'tenant' }).detail
  })
  const sum = (of: (detail: (typeof details)[number]) => number) => details.map(of).reduce((total, each) => total + each, 0)
  return [details.length, sum(({ alerts }) => alerts.length), sum(({ entities }) => entities.length)]
}

describe.each(cases)('%s of %s', (format, api) => {
  it('holds every row of mutated incidents', { timeout: 120_000 }, async () => {
    await fc.assert(fc.asyncProperty(fc.array(mutatedIncidents(api, now), { maxLength: 6 }), fc.integer({ min: 1, max: 3 }), async (texts, batch) => {
      const incidents = texts.filter(text => incidentFrom(Buffer.from(text).toString(), api) !== null).map(text => Buffer.from(text))
      const files = await encoded(format, incidents, { api }, batch)
      const expected = counted(incidents, api)
      const rows = files.map(file => file.rows)
      expect(rows).toEqual(files.length === 1 ? [format === 'jsonl' ? expected[0] : expected.reduce((total, each) => total + each, 0)] : expected)
    }), { seed: 20261127, ...runs(60) })
  })
})

it('writes lines that each hold an incident as received', async () => {
  const texts = fc.sample(mutatedIncidents('defender-xdr', now), { seed: 5, numRuns: 300 }).map(text => Buffer.from(text))
  const [file] = await encoded('jsonl', texts)
  expect(file?.bytes.equals(Buffer.concat(texts.flatMap(text => [text, Buffer.from('\n')])))).toBe(true)
})
