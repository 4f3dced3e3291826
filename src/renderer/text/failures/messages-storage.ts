/** @file The words for settings, profiles and the keyring. */
import type { ErrorCode, FailureDetails } from '../../../shared/contract/failure'
import type { Message, MessageOf } from './message'
import { backendName, startCommand } from '../keyring-text'

const file = (details: FailureDetails): string => details.path ?? 'the file'
/** How what was sealed is given again. */
const again = (details: FailureDetails): string => details.credential === 'certificate' ? 'choose the certificate\'s file again' : 'enter the client secret again'

const named = (backend: string | undefined, otherwise: string): string => backend === undefined ? otherwise : backendName(backend)

/** The way back to the keyring that sealed the secret. */
function backThere({ sealedBy = '' }: FailureDetails): string {
  const command = startCommand(sealedBy)
  return command
    ? `If that keyring runs here, start XDR Desk from a terminal with “${command}”`
    : 'Start XDR Desk in the desktop session where it was saved'
}

const fields: Readonly<Record<string, string>> = {
  tenantId: 'its tenant ID', clientId: 'its client ID', certificate: 'its certificate', sealed: 'its sealed secret', api: 'its API', cloud: 'its cloud',
}

/** An API or a cloud that is not known may be one of a newer version; anything else is damage. */
function profileUnusable({ profile = '', field = '' }: FailureDetails): Message {
  if (field === 'api' || field === 'cloud') {
    return {
      what: `The profile “${profile}” cannot be used.`,
      why: `This version of XDR Desk does not know ${fields[field]}. Nothing was deleted.`,
      next: 'Install the version that saved it, or choose the profile and save its credentials again.',
      go: 'settings',
    }
  }
  return {
    what: 'Part of the settings file is damaged.',
    why: `The profile “${profile}” cannot be read${fields[field] ? `: ${fields[field]} is missing or not valid` : ''}. Nothing was deleted, and other profiles still work.`,
    next: 'Restore the file from a backup and restart, or choose the profile and save its credentials again: a copy of the file is kept then.',
    go: 'settings',
  }
}

export const storageMessages = {
  'no-credentials': () => ({
    what: 'No credentials are saved yet.',
    why: 'XDR Desk signs in as an app of your tenant.',
    next: 'Enter tenant ID, client ID and a client secret or certificate in Settings.',
    go: 'settings',
  }),
  'secret-missing': ({ credential }) => credential === 'certificate'
    ? ({
        what: 'The certificate\'s key is not saved.',
        why: 'Only the ids were kept: the key was for one session.',
        next: 'Choose the certificate\'s file in Settings.',
        go: 'settings',
      })
    : ({
        what: 'The client secret is not saved.',
        why: 'Only the ids were kept: the secret was for one session.',
        next: 'Enter the client secret in Settings.',
        go: 'settings',
      }),
  'settings-damaged': details => ({
    what: 'The settings file is damaged.',
    why: `${file(details)} does not hold valid settings. Nothing was deleted.`,
    next: 'Restore the file from a backup and restart, or save the credentials again: the damaged file is kept under another name.',
    go: 'settings',
  }),
  'keyring-locked': details => ({
    what: 'The keyring stayed locked.',
    why: 'Its prompt was dismissed, and the system does not ask again before the next start. The sealed secret is still there.',
    next: `Restart XDR Desk and answer the prompt, or ${again(details)} in Settings, for this session only.`,
    go: 'settings',
  }),
  'keyring-changed': details => ({
    what: 'The saved secret belongs to another keyring.',
    why: `It was sealed by ${named(details.sealedBy, 'another keyring')}, and this session uses ${named(details.backend, 'none')}. The sealed secret is still there.`,
    next: `${backThere(details)}, or ${again(details)} in Settings.`,
    go: 'settings',
  }),
  'keyring-unavailable': details => ({
    what: 'The keyring does not answer.',
    why: `The secret was sealed by ${named(details.sealedBy, 'a keyring')}, which is not running or has no key. The sealed secret is still there.`,
    next: `Start the keyring (for example gnome-keyring) and restart XDR Desk, or ${again(details)} in Settings.`,
    go: 'settings',
  }),
  'secret-unreadable': details => ({
    what: 'The saved secret cannot be opened.',
    why: `${named(details.backend, 'The keyring')} no longer has the key that sealed it. The sealed secret is still there.`,
    next: details.credential === 'certificate'
      ? 'Choose the certificate\'s file again in Settings, or restore the keyring and restart.'
      : 'Enter the client secret again in Settings, or restore the keyring and restart.',
    go: 'settings',
  }),
  'secret-mismatch': details => ({
    what: 'What is sealed is not what the settings say.',
    why: details.credential === 'certificate' ? 'They name a certificate, but no private key is sealed beside it.' : 'They name a client secret, but a private key is sealed beside it.',
    next: 'The settings file was changed by something else. Save the credentials again in Settings.',
    go: 'settings',
  }),
  'profile-not-found': () => ({
    what: 'That profile is gone.',
    why: 'It was deleted meanwhile.',
    next: 'Choose another one.',
  }),
  'profile-unusable': profileUnusable,
} satisfies Partial<Record<ErrorCode, MessageOf>>
