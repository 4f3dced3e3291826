/** @file Saved views, stars, columns and times: what the files contain, who may read them, and when their content is deleted. */
import type { Page } from '@playwright/test'
import type { Bridge } from '../../src/shared/contract/ipc'
import type { Settings } from '../../src/shared/contract/model'
import type { ListPreferences, SavedView } from '../../src/shared/contract/preferences'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { callMethod, forgetCredentials, goTo, newProfile, profilePicker, signIn } from '../harness/user'
import { expect, test } from '../harness/fixtures'
import { findSecrets } from '../harness/secret-scan'

test.use({ tenant: { incidents: 5 } })

const query = 'device:workstation-77 status:active'
const view: SavedView = { id: '', name: 'My machine', query, showMerged: false, sort: [{ column: 'priority', descending: true }], columns: null, window: { kind: 'last', hours: 24 } }
const incidentId = 'incident-41207'
const layout = { columns: [{ column: 'name', width: 320, pinned: true }, { column: 'id', width: 80, pinned: false }], density: 'compact', sort: [], overview: 'folded' } as const
const defaults: ListPreferences = { views: [], starred: [], columns: null, density: 'comfortable', sort: [], overview: null, utc: false, me: '', exported: null }
const id = expect.stringMatching(/^[\da-f-]{36}$/) as unknown as string
const saved: ListPreferences = { ...layout, views: [{ ...view, id }], starred: [incidentId], utc: true, me: 'megan.bowen@contoso.example', exported: { what: 'shown', format: 'json', manifest: true, withIds: false, columns: 'all' } }

/** Calls a method and returns its value. */
async function valueOf<T>(page: Page, ...call: Parameters<typeof callMethod> extends [Page, ...infer Rest] ? Rest : never): Promise<T> {
  const reply = await callMethod(page, ...call) as { readonly ok: boolean, readonly value: T }
  expect(reply).toMatchObject({ ok: true })
  return reply.value
}

const preferencesOf = (page: Page): Promise<ListPreferences> => valueOf(page, 'preferences')
const profileIdOf = async (page: Page): Promise<string> => (await valueOf<Settings>(page, 'settings')).profileId

/** Sets up everything in the current profile. Returns its ID. */
async function setUpList(page: Page): Promise<string> {
  const profileId = await profileIdOf(page)
  await valueOf(page, 'saveView', { profileId, view })
  await valueOf(page, 'star', { profileId, ids: [incidentId, '41208'], starred: true })
  await valueOf(page, 'star', { profileId, ids: ['41208'], starred: false })
  await valueOf(page, 'saveLayout', { profileId, layout })
  await valueOf(page, 'saveTimes', { profileId, utc: true })
  await valueOf(page, 'saveMyName', { profileId, name: saved.me })
  await valueOf(page, 'saveExportChoice', { profileId, choice: saved.exported })
  return profileId
}

const contentOf = (userData: string, name: string): unknown => JSON.parse(readFileSync(path.join(userData, name), 'utf8'))

test('are on disk for their user only, without content of incidents, survive a restart, and are gone when forgotten', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await signIn(first.page, cloud)
  expect(await preferencesOf(first.page)).toEqual(defaults)
  const profileId = await setUpList(first.page)
  expect(await preferencesOf(first.page)).toEqual(saved)
  for (const name of ['views.json', 'stars.json']) expect(statSync(path.join(userData, name)).mode & 0o777).toBe(0o600)
  expect(contentOf(userData, 'views.json')).toEqual({ version: 1, profiles: { [profileId]: { ...layout, views: [{ ...view, id }], utc: true, me: saved.me, exported: saved.exported } } })
  expect(contentOf(userData, 'stars.json')).toEqual({ version: 1, profiles: { [profileId]: [incidentId] } })
  await first.close()

  const { page, electron } = await launch({ env })
  expect(await preferencesOf(page)).toEqual(saved)
  // A file that is damaged while the app runs is kept, until the profile is forgotten.
  const damaged = readFileSync(path.join(userData, 'views.json'), 'utf8').slice(0, -5)
  writeFileSync(path.join(userData, 'views.json'), damaged)
  await valueOf(page, 'saveTimes', { profileId, utc: true })
  const copies = () => readdirSync(userData).filter(name => name.startsWith('views.damaged-'))
  expect(copies().map(name => readFileSync(path.join(userData, name), 'utf8'))).toEqual([damaged])
  await goTo(page, 'Settings')
  await forgetCredentials({ electron, page })
  await expect(page.getByText('The credentials are forgotten')).toBeVisible()
  expect([contentOf(userData, 'views.json'), contentOf(userData, 'stars.json'), copies()]).toEqual([{ version: 1, profiles: {} }, { version: 1, profiles: {} }, []])
  expect(findSecrets([profileId, 'workstation-77', incidentId, saved.me], userData, '')).toEqual([])
})

test('belong to one profile: a copy has the views, a new profile has nothing, and the page learns of each change', async ({ cloud, keyring, launch }) => {
  const { env } = await keyring()
  const { page, electron } = await launch({ env })
  await signIn(page, cloud)
  const profileId = await setUpList(page)
  const events = await page.evaluateHandle(() => {
    const received: unknown[] = []
    const { xdrDesk } = globalThis as unknown as { xdrDesk: Pick<Bridge, 'on'> }
    xdrDesk.on('preferences', preferences => received.push(preferences))
    return received
  })
  await page.getByRole('button', { name: 'Duplicate profile' }).click()
  await expect(profilePicker(page).locator('option')).toHaveCount(2)
  await expect.poll(() => events.jsonValue()).toEqual([{ ...saved, starred: [] }])
  await newProfile(page)
  await expect.poll(() => events.jsonValue()).toEqual([{ ...saved, starred: [] }, defaults])
  const refused = await callMethod(page, 'saveView', { profileId: await profileIdOf(page), view })
  expect(refused).toMatchObject({ ok: false, failure: { code: 'no-credentials' } })
  expect(await callMethod(page, 'star', { profileId, ids: ['1'], starred: true })).toMatchObject({ ok: false, failure: { code: 'cancelled' } })
  await valueOf(page, 'chooseProfile', profileId)
  await expect.poll(() => events.jsonValue()).toEqual([{ ...saved, starred: [] }, defaults, saved])
  await valueOf(page, 'star', { profileId, ids: ['7'], starred: true })
  await expect.poll(() => events.jsonValue()).toHaveLength(4)
  expect((await events.jsonValue()).at(-1)).toEqual({ ...saved, starred: [incidentId, '7'] })
  // The copy keeps its views.
  await forgetCredentials({ electron, page })
  await expect(profilePicker(page).locator('option')).toHaveCount(1)
  expect(await preferencesOf(page)).toEqual({ ...saved, starred: [] })
})

test('that are damaged never keep the app from starting', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const first = await launch({ env })
  await signIn(first.page, cloud)
  const profileId = await setUpList(first.page)
  await first.close()
  writeFileSync(path.join(userData, 'views.json'), Buffer.alloc(200))
  writeFileSync(path.join(userData, 'stars.json'), JSON.stringify({ version: 9, profiles: { [profileId]: [incidentId, 7], other: { future: true } }, shared: 1 }))
  const { page } = await launch({ env })
  expect(await preferencesOf(page)).toEqual({ ...defaults, starred: [incidentId] })
  await valueOf(page, 'star', { profileId, ids: ['1'], starred: true })
  expect(contentOf(userData, 'stars.json')).toEqual({ version: 9, profiles: { [profileId]: [incidentId, 7, '1'], other: { future: true } }, shared: 1 })
})
