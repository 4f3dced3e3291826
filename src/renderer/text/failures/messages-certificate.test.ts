import { expect, it } from 'vitest'
import { messageOf } from './messages'

it.each([['ec', 'EC'], ['rsa-pss', 'RSA-PSS'], ['ed25519', 'Ed25519']])('calls a key of type %s by its usual name', (keyKind, name) => {
  expect(messageOf({ code: 'key-not-rsa', details: { keyKind } }).why).toContain(`of type ${name}.`)
})
