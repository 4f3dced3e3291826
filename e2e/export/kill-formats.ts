/** @file Kills the app while it exports in each format with a manifest. Every file is then absent, the old one, or complete. */
import type { KillSetting } from '../harness/kill'
import type { RunningApp } from '../harness/app'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { launchApp } from '../harness/app'
import { killDuring, killMoments } from '../harness/kill'
import { chooseSavePath } from '../harness/system/save-dialog'
import { exportButton, exportIncidents, exportStatus, refresh, refreshButton, signIn } from '../harness/user'

/** The formats, the name that the user chooses and the number of files of a folder; 0 for one file. */
const formats = [['JSON Lines', 'lines.jsonl', 0], ['Excel', 'book.xlsx', 0], ['CSV', 'tables', 3], ['Parquet', 'columns', 3]] as const
const draft = /^\.xdr-desk-/

interface Written { readonly files: readonly { readonly name: string, readonly sha256: string }[] }

/** Expects the files beside a manifest to be those that it describes. Returns their names. */
function expectDescribed(folder: string, manifest: string): readonly string[] {
  const { files } = JSON.parse(readFileSync(path.join(folder, manifest), 'utf8')) as Written
  for (const { name, sha256 } of files) expect(createHash('sha256').update(readFileSync(path.join(folder, name))).digest('hex')).toBe(sha256)
  return files.map(({ name }) => name)
}

/** Expects that an export is absent or complete. Returns whether it is there. */
function expectWhole(target: string, name: string, files: number): boolean {
  if (!existsSync(path.join(target, name))) return false
  if (files > 0) {
    const folder = path.join(target, name)
    const described = expectDescribed(folder, `${name}.manifest.json`)
    expect(readdirSync(folder).sort()).toEqual([...described, `${name}.manifest.json`].sort())
    expect(described).toHaveLength(files)
    return true
  }
  // The manifest gets its name a moment after the file.
  const manifest = `${path.parse(name).name}.manifest.json`
  if (existsSync(path.join(target, manifest))) expect(expectDescribed(target, manifest)).toEqual([name])
  return true
}

type Choice = readonly [format: string, name: string, ...rest: readonly unknown[]]

async function exportAs({ page, electron }: Pick<RunningApp, 'page' | 'electron'>, target: string, [format, name]: Choice): Promise<void> {
  await chooseSavePath(electron, path.join(target, name))
  await exportIncidents(page, 'All', format)
}

/** Exports in each format, and kills the app `rounds` times in each. Returns how often a draft was left. */
export async function killFormats({ userData, folder, display, cloud, env }: KillSetting, rounds: number): Promise<number> {
  const target = path.join(folder, 'exports')
  mkdirSync(target)
  const launch = () => launchApp({ userData, display, switches: cloud.switches, env })
  const first = await launch()
  await signIn(first.page, cloud)
  await refresh(first.page)
  await first.close()
  const start = async () => {
    // The starts of all rounds together need more calls than the quota allows.
    rmSync(path.join(userData, 'quota.json'), { force: true })
    const app = await launch()
    await refreshButton(app.page).click()
    await expect(exportButton(app.page)).toBeEnabled({ timeout: 20_000 })
    return app
  }
  let during = 0
  for (const format of formats) {
    const [, name, files] = format
    const whole = await start()
    const began = Date.now()
    await exportAs(whole, target, format)
    await expect(exportStatus(whole.page)).toBeVisible({ timeout: 20_000 })
    const duration = Date.now() - began
    expect(expectWhole(target, name, files)).toBe(true)
    await whole.close()
    for (const when of killMoments(duration, rounds)) {
      for (const each of readdirSync(target)) if (!draft.test(each)) rmSync(path.join(target, each), { recursive: true })
      const app = await start()
      await killDuring({ app, folder: target, draft, act: () => exportAs(app, target, format), when })
      const isWhole = expectWhole(target, name, files)
      if (!isWhole && readdirSync(target).some(each => draft.test(each))) during++
    }
  }
  const last = await start()
  await exportAs(last, target, ['JSON Lines', 'last.jsonl'])
  await expect(exportStatus(last.page)).toBeVisible()
  // The last export has removed all drafts.
  expect(readdirSync(target).filter(each => draft.test(each))).toEqual([])
  await last.close()
  return during
}
