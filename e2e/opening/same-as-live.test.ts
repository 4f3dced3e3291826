/** @file Opens lists of mutated incidents, and compares them with the same incidents as the live list reads them. */
import type { ApiKind } from '../../src/shared/vocabulary/clouds'
import type { Page } from '../../src/main/core/collection/paging/page'
import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readPage } from '../../src/main/core/collection/paging/page'
import { encoded } from '../../src/main/core/export/formats/fixtures'
import { jsonPieces } from '../../src/main/core/export/export'
import { unpackRows } from '../../src/main/core/incident/packed-rows'
import { readToEnd, sourceOf } from '../../src/main/core/opening/fixtures'
import { readFile } from '../../src/main/core/opening/read-file'
import { runs } from '../../src/shared/testing/property-runs'
import { graphBytes } from '../cloud/graph-incident'
import { mutatedIncidents } from '../cloud/mutated-incidents'
import { createTenant } from '../cloud/tenant'

const now = Date.parse('2026-11-24T12:00:00Z')

const { incidents: tenant } = createTenant({ incidents: 10, incidentBytes: 2000, awkward: true, now })
/** Incidents that show the API of the file. */
const whole: Readonly<Record<ApiKind, readonly Buffer[]>> = {
  'defender-xdr': tenant.map(({ bytes }) => Buffer.from(bytes)),
  'microsoft-graph': tenant.map(incident => graphBytes(incident, { alerts: true, unknownMembers: true })),
}

/** Returns rows with their texts, which are read on demand otherwise. */
const rowsOf = (packed: Page['indexed']) => unpackRows(packed).map(({ row, alertTitles, entities }) => ({ row, alertTitles, entities }))

const plain = ({ incidents, indexed }: Pick<Page, 'incidents' | 'indexed'>) =>
  ({ bytes: incidents.map(({ bytes }) => bytes.toString()), summaries: incidents.map(({ summary }) => summary), rows: rowsOf(indexed) })

/** Reads a file as `plain` does a page. */
async function opened(bytes: Buffer) {
  const { incidents, batches, facts } = await readToEnd(readFile(sourceOf(bytes)), bytes)
  const [summaries, rows] = [batches.flatMap(batch => batch.summaries), batches.flatMap(batch => rowsOf(batch.rows))]
  return { plain: { bytes: incidents.map(String), summaries, rows }, facts }
}

it.each(['defender-xdr', 'microsoft-graph'] as const)('reads from files what the live list of %s reads from pages', { timeout: 120_000 }, async (api) => {
  await fc.assert(fc.asyncProperty(fc.array(mutatedIncidents(api, now), { maxLength: 4 }), async (mutated) => {
    const response = Buffer.concat([Buffer.from('{"value":['), ...[...whole[api], ...mutated].flatMap((each, index) => [Buffer.from(index > 0 ? ',' : ''), Buffer.from(each)]), Buffer.from(']}')])
    const page = readPage(response, api)
    const fromResponse = await opened(response)
    expect(fromResponse.plain).toEqual(plain(page))
    expect(fromResponse.facts).toMatchObject({ api, kind: 'pages', cutOffAt: null, unreadable: { count: page.unreadable.length } })

    const json = Buffer.concat(Array.from(jsonPieces(page.incidents), ({ bytes }) => bytes))
    expect((await opened(json)).plain).toEqual(plain(page))
    const [table] = await encoded('parquet', page.incidents.map(({ bytes }) => bytes), { api })
    expect((await opened(Buffer.from(table?.bytes ?? []))).plain).toEqual(plain(page))
    const [lines] = await encoded('jsonl', page.incidents.map(({ bytes }) => bytes), { api })
    const onLines = await opened(Buffer.from(lines?.bytes ?? []))
    expect(onLines.plain.rows).toEqual(plain(page).rows)
    expect(Buffer.from(`${onLines.plain.bytes.join('\n')}\n`).equals(Buffer.from(lines?.bytes ?? []))).toBe(true)
  }), { seed: 20261127, ...runs(15) })
})
