import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { from, respond } from '../cloud/faults'
import { certificateOption, chosenCertificate, collection, exportButton, exportIncidents, exportStatus, goTo, openExport, refresh, searchBox, signIn } from '../harness/user'
import { electronExecutable } from '../harness/app'
import { expect, test } from '../harness/fixtures'
import { saveByKeyboard, sendKeys, untilGone } from '../harness/system/keys'
import { output, until } from '../harness/system/process'
import { chooseSavePath } from '../harness/system/save-dialog'
import { sessionEnv } from '../harness/system/session-env'
import { expectWholeExport } from '../harness/expected-export'

for (const incidents of [0, 1, 101]) {
  test.describe(() => {
    test.use({ tenant: { incidents, seed: 31 } })

    test(`exports ${incidents} incidents as one JSON array, as received`, async ({ cloud, folder, launch }) => {
      const { page, electron } = await launch()
      await signIn(page, cloud)
      await refresh(page)
      // Filters do not affect the export.
      await searchBox(page).fill('nothing is called this')
      const file = path.join(folder, 'out.json')
      await chooseSavePath(electron, file)
      await exportIncidents(page)
      await expect(exportStatus(page)).toContainText(`Exported ${incidents} incident`)
      expectWholeExport(file, cloud)
      expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveLength(incidents)
      expect(statSync(file).mode & 0o777).toBe(0o600)
    })
  })
}

test('says that a list is incomplete before it is exported, asks if no sheet has said so, and marks the file name', async ({ cloud, folder, launch }) => {
  cloud.fault('api', from(3, respond(404, '')))
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  await expect(collection(page)).toHaveText(/^200\sincidents .* incomplete/)
  const file = path.join(folder, 'part.json')
  const dialog = await chooseSavePath(electron, file)
  await page.keyboard.press('Control+Shift+E')
  const question = page.getByRole('dialog', { name: 'Export an incomplete list?' })
  await expect(question).toContainText('200 incidents and is incomplete')
  await question.getByRole('button', { name: 'Do not export' }).click()
  await expect(question).toBeHidden()
  expect([await dialog.count(), existsSync(file)]).toEqual([0, false])
  await page.keyboard.press('Control+Shift+E')
  await question.getByRole('button', { name: 'Export incomplete list' }).click()
  await expect(exportStatus(page)).toContainText('Exported 200 incidents')
  await page.getByRole('button', { name: 'Dismiss' }).click()
  const sheet = await openExport(page)
  await expect(sheet.getByRole('note', { name: 'Completeness' })).toContainText('The list is incomplete')
  await sheet.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(exportStatus(page)).toContainText('Exported 200 incidents')
  const { title, defaultPath } = await dialog.options()
  expect(defaultPath).toMatch(/Latest Incidents \S+Z \(incomplete\)\.json$/)
  expect(title).toBe('Export 200 incidents of an incomplete list')
})

test('writes no file and shows no message after a cancelled export', async ({ cloud, folder, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const dialog = await chooseSavePath(electron, null)
  await exportIncidents(page)
  await expect.poll(dialog.count).toBe(1)
  await expect(exportButton(page)).toBeEnabled()
  await expect(exportStatus(page)).toHaveCount(0)
  expect(readdirSync(folder)).toEqual(['user-data'])
})

test('replaces an old file atomically, and does not change drafts of other processes', async ({ cloud, folder, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const places = path.join(folder, 'places')
  mkdirSync(places)
  const real = path.join(places, 'real.json')
  writeFileSync(real, 'old')
  const others = '.xdr-desk-0123456789abcdef.tmp'
  writeFileSync(path.join(places, others), 'another process writes this')
  symlinkSync(real, path.join(places, 'link.json'))
  await chooseSavePath(electron, path.join(places, 'link.json'))
  await exportIncidents(page)
  await expect(exportStatus(page)).toContainText('Exported 250 incidents')
  expect(readdirSync(places).sort()).toEqual([others, 'link.json', 'real.json'])
  expectWholeExport(real, cloud)
})

test('adds .json to the name, and the OS asks before replacing an existing file', async ({ cloud, display, folder, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const file = path.join(folder, 'report.json')
  const question = 'Replace the file\\?'
  await exportIncidents(page)
  await saveByKeyboard(display.name, 'Export 250 incidents', path.join(folder, 'report'))
  await expect(exportStatus(page)).toHaveText(/incidents\.\s*report\.json ·/)
  expectWholeExport(file, cloud)
  writeFileSync(file, 'old')
  // If the file exists, the toolkit sometimes completes the typed name and asks before replacing it.
  await chooseSavePath(electron, path.join(folder, 'report'))
  for (const key of ['Escape', 'Return']) {
    await exportIncidents(page)
    await sendKeys(display.name, question, 'key', key)
    await untilGone(display.name, question)
    await expect(exportButton(page)).toBeEnabled()
    await expect(exportStatus(page)).toHaveCount(0)
    expect(readFileSync(file, 'utf8')).toBe('old')
  }
  await exportIncidents(page)
  await sendKeys(display.name, question, 'key', 'Tab', 'Return')
  await expect(exportStatus(page)).toHaveText(/incidents\.\s*report\.json ·/)
  expectWholeExport(file, cloud)
  expect(readdirSync(folder).sort()).toEqual(['report.json', 'user-data'])
})

test('adds the extension of each kind of file unless the name already has one', async ({ cloud, folder, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  // The end of the suggested name is not an extension.
  for (const [typed, saved] of [['Latest Incidents 2026-11-26T06.04.00.000Z', 'Latest Incidents 2026-11-26T06.04.00.000Z.json'], ['a.txt', 'a.txt.json'], ['b.JSON', 'b.JSON']] as const) {
    await chooseSavePath(electron, path.join(folder, typed))
    await exportIncidents(page)
    await expect(exportStatus(page)).toContainText(`incidents. ${saved} ·`)
  }
  await goTo(page, 'Settings')
  await chooseSavePath(electron, path.join(folder, 'profiles'))
  await page.getByRole('button', { name: 'Export profiles' }).click()
  await expect(page.getByText('Saved as profiles.json.')).toBeVisible()
  await certificateOption(page).check()
  await chooseSavePath(electron, path.join(folder, 'app'))
  await page.getByRole('button', { name: 'Create a certificate…' }).click()
  await expect(chosenCertificate(page)).toBeVisible()
  const names = ['Latest Incidents 2026-11-26T06.04.00.000Z.json', 'a.txt.json', 'app.cer', 'b.JSON', 'profiles.json', 'user-data']
  expect(readdirSync(folder).sort()).toEqual(names)
})

test('does not replace a write-protected file, and explains why', async ({ cloud, folder, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const file = path.join(folder, 'kept.json')
  writeFileSync(file, 'meant to stay')
  chmodSync(file, 0o444)
  await chooseSavePath(electron, file)
  await exportIncidents(page)
  await expect(page.getByRole('alert')).toHaveText(/the file is write-protected.*kept\.json.*Choose another name, or allow writing to the file/)
  expect(readFileSync(file, 'utf8')).toBe('meant to stay')
  expect(readdirSync(folder).sort()).toEqual(['kept.json', 'user-data'])
})

test('explains why a path cannot be written', async ({ cloud, folder, launch }) => {
  const { page, electron } = await launch()
  await signIn(page, cloud)
  await refresh(page)
  const locked = path.join(folder, 'locked')
  mkdirSync(locked)
  chmodSync(locked, 0o555)
  await chooseSavePath(electron, path.join(locked, 'x.json'))
  await exportIncidents(page)
  const alert = page.getByRole('alert')
  await expect(alert).toHaveText(/you don't have permission to write there.*Your account is not allowed to write .*EACCES.*No partial file was left.*Choose a folder that you can write to/)
  rmSync(locked, { recursive: true })
  await exportIncidents(page)
  await expect(alert).toHaveText(/the folder no longer exists.*ENOENT.*Choose another folder/)
  expect(existsSync(path.join(locked, 'x.json'))).toBe(false)

  mkdirSync(path.join(folder, 'taken.json'))
  writeFileSync(path.join(folder, 'plain'), '')
  symlinkSync('circle', path.join(folder, 'circle'))
  const refused: readonly (readonly [string, RegExp])[] = [
    [`${'n'.repeat(252)}.json`, /the name is too long.*ENAMETOOLONG.*Choose a shorter name/],
    ['taken.json', /a folder has that name.*is a folder, not a file \(EISDIR\).*Choose another name/],
    ['plain/x.json', /part of the path is not a folder.*ENOTDIR.*Choose another folder/],
    ['circle/x.json', /links form a loop.*ELOOP.*remove the link/],
  ]
  for (const [name, words] of refused) {
    await chooseSavePath(electron, path.join(folder, name))
    await exportIncidents(page)
    await expect(alert).toHaveText(words)
  }
})

test.describe(() => {
  test.use({ tenant: { incidents: 400, seed: 5, incidentBytes: 6000 } })

  test('reports a full disk and leaves no partial file', async ({ cloud, folder, display, launch }) => {
    // Run the app in its own mount namespace, with a disk of 200 kB as the folder.
    const disk = path.join(folder, 'disk')
    mkdirSync(disk)
    const listing = path.join(folder, 'listing')
    const wrapper = path.join(folder, 'electron-with-small-disk')
    writeFileSync(wrapper, [
      '#!/bin/sh',
      `exec unshare -rm --propagation private sh -c 'mount -t tmpfs -o size=200k tmpfs ${disk} && unshare --map-user=1000 --map-group=1000 -U ${electronExecutable()} "$@"; ls -A ${disk} > ${listing}' sh "$@"`,
      '',
    ].join('\n'))
    chmodSync(wrapper, 0o755)
    const probe = await output('unshare', ['-rm', 'true'], sessionEnv(display.name))
    expect(probe.ok, 'this machine lets an ordinary user mount a tmpfs of its own').toBe(true)
    const small = await launch({ executable: wrapper })
    await signIn(small.page, cloud)
    await refresh(small.page)
    for (const [format, name] of [['JSON as received', 'full.json'], ['JSON Lines', 'full.jsonl'], ['Excel', 'full.xlsx'], ['CSV', 'full'], ['Parquet', 'full']] as const) {
      await chooseSavePath(small.electron, path.join(disk, name))
      await exportIncidents(small.page, 'All', format)
      await expect(small.page.getByRole('alert'), format).toHaveText(/the disk is full.*ENOSPC.*Free up some space/)
    }
    await small.close()
    await until('the end of the wrapper', () => existsSync(listing))
    expect(readFileSync(listing, 'utf8')).toBe('')
  })
})

test.describe(() => {
  test.use({ tenant: { incidents: 3000, seed: 6, incidentBytes: 12_000 } })

  test('finishes writing before the window closes', async ({ cloud, folder, launch }) => {
    const { page, electron } = await launch()
    await signIn(page, cloud)
    await refresh(page)
    const file = path.join(folder, 'large.json')
    await chooseSavePath(electron, file)
    // Main closes the window as soon as the draft appears, in the same turn of the event loop.
    const closed = electron.waitForEvent('close')
    await electron.evaluate(({ BrowserWindow }, target) => {
      const { watch } = process.getBuiltinModule('node:fs')
      const { dirname } = process.getBuiltinModule('node:path')
      const watcher = watch(dirname(target), (_event, name) => {
        if (!name?.startsWith('.xdr-desk-')) return
        watcher.close()
        BrowserWindow.getAllWindows()[0]?.close()
      })
    }, file)
    await exportIncidents(page)
    await closed
    expectWholeExport(file, cloud)
    expect(readdirSync(folder).filter(name => name.startsWith('.xdr-desk'))).toEqual([])
  })
})
