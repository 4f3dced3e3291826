/** @file A list that is exported and opened again is the same list: its rows, facets, case files and exports. */
import type { IncidentDetail } from '../../src/shared/contract/detail'
import type { ListView } from '../../src/shared/contract/list'
import type { RunningApp } from '../harness/app'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expectComplete } from '../harness/expect-complete'
import { closeFile, fileIsRead, openByDialog, source } from '../harness/files/opening'
import { expect, test } from '../harness/fixtures'
import { chooseFiles } from '../harness/system/open-dialog'
import { chooseSavePath } from '../harness/system/save-dialog'
import { callMethod, collection, exportIncidents, exportStatus, grid, openExport, refresh, signIn, signInToGraph } from '../harness/user'

const incidents = 60
test.use({ tenant: { incidents, seed: 47 } })

/** Exports the list that is shown. Returns the bytes of the file. */
async function exportTo({ page, electron }: RunningApp, file: string, format: string): Promise<Buffer> {
  await chooseSavePath(electron, file)
  await exportIncidents(page, 'All', format)
  await expect(exportStatus(page)).toContainText(`incidents. ${path.basename(file)} ·`)
  return readFileSync(file)
}

/**
 * Returns everything that the page can show of the list: rows, counts, facets and all case files. The versions of views differ. `lengths`: with the lengths of
 * the incidents, which JSON Lines changes: it removes the line breaks within them.
 */
async function shownList({ page }: RunningApp, lengths: boolean): Promise<unknown> {
  const query = { text: '', showMerged: true, sort: [{ column: 'id', descending: false }], utc: true }
  const { json } = await callMethod(page, 'list', { query, range: { from: 0, to: 100 }, find: [], anchor: null }) as { readonly json: string }
  const view = JSON.parse(json) as ListView
  const ids = view.rows.map(({ row }) => row.id)
  const cases = []
  for (const id of ids) {
    const { json: detail } = await callMethod(page, 'incident', id) as { readonly json: string }
    const { bytes, ...rest } = JSON.parse(detail) as IncidentDetail
    cases.push(lengths ? { bytes, ...rest } : rest)
  }
  const alike = { ...view, version: 0, rows: view.rows.map(({ row }) => row) }
  return { alike, cases, frequencies: await callMethod(page, 'frequencies', { query, column: 'assignedTo' }) }
}

for (const api of ['Defender XDR', 'Microsoft Graph'] as const) {
  test(`rows, facets and case files are those of the live list, and exports are identical byte for byte: ${api}`, async ({ cloud, folder, launch }) => {
    test.setTimeout(120_000)
    const app = await launch()
    const { page, electron } = app
    await (api === 'Defender XDR' ? signIn : signInToGraph)(page, cloud)
    await refresh(page)
    const live = { json: await shownList(app, true), lines: await shownList(app, false) }
    const sheet = await openExport(page)
    await sheet.getByRole('checkbox', { name: 'Add a manifest' }).check()
    // The portal's page of an incident that came without a link depends on the tenant.
    await sheet.getByRole('checkbox', { name: 'Include tenant ID and client ID in the manifest' }).check()
    const [json, lines] = [path.join(folder, 'list.json'), path.join(folder, 'list.jsonl')]
    await chooseSavePath(electron, json)
    await sheet.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(exportStatus(page)).toHaveText(/incidents\.\s*list\.json ·/)
    const exported = { [json]: readFileSync(json), [lines]: await exportTo(app, lines, 'JSON Lines') }
    const requests = cloud.requests.length
    for (const [file, format] of [[json, 'JSON as received'], [lines, 'JSON Lines']] as const) {
      await openByDialog(app, file)
      await expect(collection(page)).toContainText(`${incidents} incidents`)
      await expect(source(page)).toContainText(`${api} · window of 48 hours`)
      expect(await shownList(app, file === json)).toEqual(file === json ? live.json : live.lines)
      const again = await exportTo(app, path.join(folder, `again-${path.basename(file)}`), format)
      expect(again.equals(exported[file] ?? Buffer.from('')), `${path.basename(file)} is the same file`).toBe(true)
    }
    expect(cloud.requests).toHaveLength(requests)
    await closeFile(page).click()
    await expectComplete(page, { incidents })
  })
}

test('what a manifest records survives a second export; what it does not is stated as unknown', async ({ cloud, folder, launch }) => {
  const app = await launch()
  const { page, electron } = app
  await signIn(page, cloud)
  await refresh(page)
  await page.getByRole('searchbox', { name: 'Search incidents' }).fill('severity:high')
  await expect.poll(async () => Number(await grid(page).getAttribute('aria-rowcount'))).toBeLessThan(incidents)
  const file = path.join(folder, 'high.jsonl')
  await chooseSavePath(electron, file)
  await exportIncidents(page, 'Shown', 'JSON Lines')
  await expect(exportStatus(page)).toHaveText(/incidents\.\s*high\.jsonl ·/)
  await openByDialog(app, file)
  await expect(source(page)).toContainText(`those of ${incidents} incidents that matched “severity:high”`)
  await exportTo(app, path.join(folder, 'again.jsonl'), 'JSON Lines')
  const manifestOf = (name: string) => JSON.parse(readFileSync(path.join(folder, `${name}.manifest.json`), 'utf8')) as Record<string, unknown>
  const again = manifestOf('again')
  expect(again).toEqual({ ...manifestOf('high'), exportedAt: again.exportedAt, files: again.files })

  await page.getByRole('button', { name: 'Dismiss' }).click()
  const plain = path.join(folder, 'plain.json')
  await exportTo(app, plain, 'JSON as received')
  await chooseFiles(electron, plain)
  await page.keyboard.press('Control+o')
  await fileIsRead(page, plain)
  const dialog = await chooseSavePath(electron, path.join(folder, 'unknown.jsonl'))
  await exportIncidents(page, 'All', 'JSON Lines')
  await expect(exportStatus(page)).toHaveText(/incidents\.\s*unknown\.jsonl ·/)
  expect(path.basename((await dialog.options()).defaultPath)).toBe('plain (completeness not recorded).jsonl')
  expect(manifestOf('unknown')).toMatchObject({ cloud: null, window: null, fetchedAt: null, completeness: { complete: null, reason: null } })
})
