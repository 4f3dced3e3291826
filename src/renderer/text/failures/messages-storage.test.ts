import { expect, it } from 'vitest'
import { messageText } from './fixtures'
import { messageOf } from './messages'

it('does not report a profile as damaged if it has a value from a newer version', () => {
  const { what, why } = messageOf({ code: 'profile-unusable', details: { profile: 'Contoso', field: 'cloud' } })
  expect(`${what} ${why}`).toBe('The profile “Contoso” cannot be used. This version of XDR Desk does not support its cloud. Nothing was deleted.')
})

it.each(['secret-missing', 'keyring-locked', 'keyring-changed', 'keyring-unavailable', 'secret-unreadable'] as const)('%s asks for the kind of credential that was saved', (code) => {
  expect(messageText(code)).toMatch(/enter the client secret/i)
  expect(messageText(code, { credential: 'certificate' })).toMatch(/choose the certificate's file/i)
})
