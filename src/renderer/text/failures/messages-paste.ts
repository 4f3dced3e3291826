/** @file Messages for a pasted text that is not a token. They never contain any part of the text. */
import type { PasteErrorCode } from '../../../shared/contract/failure'
import type { MessageOf } from './message'

const clipboard = 'It may still be on the clipboard: copy something else to overwrite it.'
/** The message for a text that contains a secret. */
const cleared = {
  why: 'XDR Desk cleared the box at once and neither stored nor sent anything.',
  next: `${clipboard} Secrets belong in Settings; a token begins with “eyJ”.`,
} as const

export const pasteMessages = {
  'paste-no-token': () => ({
    what: 'That is not an access token.',
    why: 'An Entra token begins with “eyJ” and has three parts separated by dots.',
    next: 'Paste the token, the Authorization header or the full JSON response.',
  }),
  'paste-secret': () => ({ ...cleared, what: 'That looks like a client secret, not a token.', go: 'settings' }),
  'paste-with-secret': () => ({
    ...cleared,
    what: 'That text contains a client secret, a password or a refresh token.',
    next: `${clipboard} Then paste only the access token.`,
  }),
  'paste-key': () => ({
    ...cleared,
    what: 'That contains a private key, not a token.',
    next: `${clipboard} To sign in with a key, choose its file in Settings.`,
    go: 'settings',
  }),
  'paste-password': () => ({ ...cleared, what: 'That looks like a password or a secret, not a token.' }),
  'paste-cut': () => ({
    what: 'Part of the token is missing.',
    why: 'It begins like a token, but its claims cannot be decoded: characters are missing or were changed.',
    next: 'Copy it again, from its first character to its last.',
  }),
  'paste-encrypted': () => ({
    what: 'The token is encrypted.',
    why: 'It has five parts: only the API that it was issued for can read its claims.',
    next: 'Paste an access token for Defender XDR or Microsoft Graph.',
  }),
  'paste-too-long': () => ({
    what: 'That is too long for a token.',
    why: 'You pasted more than a megabyte of text. XDR Desk did not read it.',
    next: 'Paste only the token.',
  }),
} satisfies Record<PasteErrorCode, MessageOf>
