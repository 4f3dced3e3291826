/** @file What Settings reports about each keyring backend, detected or selected by a switch. Without a real keyring, the app stores no secret. */
import { readFileSync } from 'node:fs'
import { accepted, goTo, refresh, secretStorage, signIn, typeCredentials } from '../harness/user'
import { expectComplete } from '../harness/expect-complete'
import { expect, test } from '../harness/fixtures'
import { settingsFile } from '../harness/settings-file'

const settingsText = (userData: string) => readFileSync(settingsFile(userData), 'utf8')
/** Returns the sealed secret in the settings file for each profile. */
const storedSeals = (userData: string) =>
  (JSON.parse(settingsText(userData)) as { profiles: { sealed: unknown }[] }).profiles.map(({ sealed }) => sealed)

interface Row {
  readonly name: string
  readonly switches: readonly string[]
  /** Additional environment variables for a running keyring. If undefined, there is no keyring. */
  readonly keyringEnv?: Readonly<Record<string, string>>
  readonly before: RegExp
  readonly after: RegExp
}

const everySwitch = /--password-store=gnome-libsecret.*--password-store=kwallet6.*--password-store=kwallet5/
const unrecognised = { before: /basic_text.*kept for this session only/, after: /found no keyring.*basic_text.*kept for this session only/ }
const rows: readonly Row[] = [
  { name: 'no desktop and no keyring', switches: [], ...unrecognised },
  { name: 'a keyring on an unknown desktop', switches: [], keyringEnv: { XDG_CURRENT_DESKTOP: 'sway' }, ...unrecognised },
  { name: 'a keyring that a switch disables', switches: ['--password-store=basic'], keyringEnv: {}, ...unrecognised },
  ...['kwallet', 'kwallet5', 'kwallet6'].map((store): Row => ({
    name: `${store} without a wallet`,
    switches: [`--password-store=${store}`],
    before: new RegExp(`will be encrypted by KDE Wallet \\(${store}\\)`),
    after: new RegExp(`KDE Wallet \\(${store}\\) does not respond.*kept for this session only.*Restart KDE Wallet`),
  })),
  {
    name: 'gnome-libsecret without a keyring',
    switches: ['--password-store=gnome-libsecret'],
    before: /will be encrypted by GNOME Keyring/,
    after: /GNOME Keyring \(gnome_libsecret\) does not respond.*kept for this session only.*Restart GNOME Keyring/,
  },
]
for (const { name, switches, keyringEnv, before, after } of rows) {
  test(`keeps the secret for this session only and explains how to save it, with ${name}`, async ({ cloud, keyring, launch, userData }) => {
    const env = keyringEnv ? { ...(await keyring()).env, ...keyringEnv } : {}
    const app = await launch({ env, switches: [...cloud.switches, ...switches] })
    const { page } = app
    await goTo(page, 'Settings')
    await expect(secretStorage(page)).toHaveText(before)
    await signIn(page, cloud)
    await expect(secretStorage(page)).toHaveText(after)
    if (after === unrecognised.after) await expect(secretStorage(page)).toHaveText(everySwitch)
    expect(storedSeals(userData)).toEqual([null])
    await refresh(page)
    await expectComplete(page)
  })
}

test('stores nothing even if Electron accepts plain text', async ({ cloud, launch, userData }) => {
  const { electron, page } = await launch()
  await electron.evaluate(({ safeStorage }) => safeStorage.setUsePlainTextEncryption(true))
  expect(await electron.evaluate(({ safeStorage }) => safeStorage.isEncryptionAvailable())).toBe(true)
  await signIn(page, cloud)
  await expect(secretStorage(page)).toHaveText(/this session only/)
  expect(storedSeals(userData)).toEqual([null])
})

test('reports a keyring that refuses to encrypt, and stores nothing', async ({ cloud, keyring, launch, userData }) => {
  const { env } = await keyring()
  const { electron, page } = await launch({ env })
  await electron.evaluate(({ safeStorage }) => Object.assign(safeStorage, { encryptString: () => { throw new Error('Error while encrypting the text: topaz') } }))
  await signIn(page, cloud)
  await expect(secretStorage(page)).toHaveText(/GNOME Keyring \(gnome_libsecret\) refused the encryption.*kept for this session only.*Unlock GNOME Keyring.*save the client secret again/)
  await expect(secretStorage(page)).not.toContainText('topaz')
  expect(storedSeals(userData)).toEqual([null])
  await refresh(page)
  await expectComplete(page, { incidents: 250 })
})

test('seals and reopens the secret on an unknown desktop with the switch that Settings shows', async ({ cloud, keyring, launch, userData }) => {
  const { env: known } = await keyring()
  const env = { ...known, XDG_CURRENT_DESKTOP: 'Hyprland' }
  const withSwitch = { env, switches: [...cloud.switches, '--password-store=gnome-libsecret'] }
  const first = await launch(withSwitch)
  await signIn(first.page, cloud)
  await expect(secretStorage(first.page)).toContainText('encrypted by GNOME Keyring (gnome_libsecret).')
  await first.close()
  const before = settingsText(userData)

  const second = await launch({ env })
  await goTo(second.page, 'Settings')
  await expect(secretStorage(second.page)).toHaveText(/encrypted by GNOME Keyring.*uses none \(basic_text\), which cannot decrypt it.*xdr-desk --password-store=gnome-libsecret$/)
  await refresh(second.page)
  await expect(second.page.getByRole('alert')).toHaveText(/belongs to another keyring.*xdr-desk --password-store=gnome-libsecret/)
  await typeCredentials(second.page, cloud)
  await expect(accepted(second.page)).toBeVisible()
  await second.close()
  expect(settingsText(userData)).toBe(before)

  const third = await launch(withSwitch)
  await refresh(third.page)
  await expectComplete(third.page)
})
