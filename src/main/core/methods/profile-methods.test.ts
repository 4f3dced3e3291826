import type { SwitchableSession, Profiles } from '../profiles/profiles'
import { expect, it } from 'vitest'
import { AppError } from '../base/errors'
import { createProfileMethods } from './profile-methods'

/** Creates the methods of the profile `p`, whose copy gets the ID `copy`. */
function setUp(copyViews: (from: string, to: string) => void) {
  let current = 'p'
  const effects: string[] = []
  const profiles = {
    currentId: () => current,
    duplicate: async () => { current = 'copy'; return 'copy' },
    settings: () => ({ profileId: current }),
  } as Partial<Profiles<SwitchableSession>> as Profiles<SwitchableSession>
  const methods = createProfileMethods({
    profiles,
    askWhereToSaveProfiles: async () => null,
    openProfiles: async () => null,
    writeFile: async () => 0,
    emitSettings: ({ profileId }) => { effects.push(`settings of ${profileId}`) },
    copyViews: (from, to) => { effects.push(`views of ${from} to ${to}`); copyViews(from, to) },
  })
  return { methods, effects }
}

it('a duplicated profile has the views of the original when the page learns of it', async () => {
  const { methods, effects } = setUp(() => undefined)
  expect(await methods.duplicateProfile()).toEqual({ profileId: 'copy' })
  expect(effects).toEqual(['views of p to copy', 'settings of copy'])
})

it('the page learns of a duplicated profile even if the views cannot be copied', async () => {
  const { methods, effects } = setUp(() => { throw new AppError('preferences-unwritable') })
  await expect(methods.duplicateProfile()).rejects.toMatchObject({ code: 'preferences-unwritable' })
  expect(effects).toEqual(['views of p to copy', 'settings of copy'])
})
