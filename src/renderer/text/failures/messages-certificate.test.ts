import { expect, it } from 'vitest'
import { messageOf } from './messages'

it.each([['ec', 'EC'], ['rsa-pss', 'RSA-PSS'], ['ed25519', 'Ed25519']])('names a key of the kind %s as people do', (keyKind, name) => {
  expect(messageOf({ code: 'key-not-rsa', details: { keyKind } }).why).toContain(`of the kind ${name}.`)
})
