/** @file The words for a pasted text that is no token. They never hold any of it. */
import type { ErrorCode } from '../../../shared/contract/failure'
import type { MessageOf } from './message'

const clipboard = 'It may still be on the clipboard: copy something else to replace it there.'
/** Of a text that holds a secret. */
const cleared = {
  why: 'XDR Desk cleared the box at once, kept nothing and sent nothing.',
  next: `${clipboard} Secrets belong in Settings; a token begins with “eyJ”.`,
} as const

export const pasteMessages = {
  'paste-no-token': () => ({
    what: 'That is not an access token.',
    why: 'A token of Entra begins with “eyJ” and has three parts with dots between them.',
    next: 'Paste the token alone, the whole Authorization header, or the whole JSON answer that holds access_token.',
  }),
  'paste-secret': () => ({ ...cleared, what: 'That looks like a client secret, not a token.', go: 'settings' }),
  'paste-with-secret': () => ({
    ...cleared,
    what: 'That text contains a client secret, a password or a refresh token.',
    next: `${clipboard} Then paste the access token alone.`,
  }),
  'paste-key': () => ({
    ...cleared,
    what: 'That contains a private key, not a token.',
    next: `${clipboard} To sign in with a key, choose its file in Settings.`,
    go: 'settings',
  }),
  'paste-password': () => ({ ...cleared, what: 'That looks like a password or a secret, not a token.' }),
  'paste-cut': () => ({
    what: 'The token is not whole.',
    why: 'It begins like one, but its claims cannot be decoded: a part is missing or has other characters in it.',
    next: 'Copy it again from its first character to its last.',
  }),
  'paste-encrypted': () => ({
    what: 'The token is encrypted.',
    why: 'It has five parts: only the API that it is for can read its claims.',
    next: 'Paste an access token for Defender XDR or Microsoft Graph.',
  }),
  'paste-too-long': () => ({
    what: 'That is too long for a token.',
    why: 'More than a megabyte of text was pasted; it was not looked at.',
    next: 'Paste the token alone.',
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>
