/** @file Messages for settings, profiles and the keyring. */
import type { ErrorCode, FailureDetails } from '../../../shared/contract/failure'
import type { Message, MessageOf } from './message'
import { maxStars, maxViews } from '../../../shared/contract/preferences'
import { count, withUnit } from '../format'
import { backendText, startCommand } from '../keyring-text'

/** Returns how the user provides the encrypted credential again. */
const provideAgain = ({ credential }: FailureDetails): string => credential === 'certificate' ? 'choose the certificate\'s file again' : 'enter the client secret again'

const backendOr = (backend: string | undefined, otherwise: string): string => backend === undefined ? otherwise : backendText(backend)

/** Returns how to start the app with the keyring that encrypted the secret. */
function useThatKeyring({ sealedBy = '' }: FailureDetails): string {
  const command = startCommand(sealedBy)
  return command
    ? `If that keyring runs here, start XDR Desk from a terminal with “${command}”`
    : 'Start XDR Desk in the desktop session where it was saved'
}

const fieldNames: Readonly<Record<string, string>> = {
  tenantId: 'its tenant ID', clientId: 'its client ID', certificate: 'its certificate', sealed: 'its encrypted secret', api: 'its API', cloud: 'its cloud',
}

/** An unknown API or cloud may be from a newer version; any other unreadable member means that the file is damaged. */
function profileUnusable({ profile = '', field = '' }: FailureDetails): Message {
  if (field === 'api' || field === 'cloud') {
    return {
      what: `The profile “${profile}” cannot be used.`,
      why: `This version of XDR Desk does not support ${fieldNames[field]}. Nothing was deleted.`,
      next: 'Install the version that saved it, or choose the profile and save its credentials again.',
      go: 'settings',
    }
  }
  return {
    what: 'Part of the settings file is damaged.',
    why: `The profile “${profile}” cannot be read${fieldNames[field] ? `: ${fieldNames[field]} is missing or not valid` : ''}. Nothing was deleted, and other profiles still work.`,
    next: 'Restore the file from a backup and restart XDR Desk. Or choose the profile and save its credentials again, which keeps a copy of the file.',
    go: 'settings',
  }
}

export const storageMessages = {
  'no-credentials': () => ({
    what: 'No credentials are saved yet.',
    why: 'XDR Desk signs in as an app in your tenant.',
    next: 'Enter the tenant ID, the client ID and a client secret or certificate in Settings.',
    go: 'settings',
  }),
  'secret-missing': ({ credential }) => credential === 'certificate'
    ? ({
        what: 'The certificate\'s key is not saved.',
        why: 'Only the IDs are saved: the key was kept for one session.',
        next: 'Choose the certificate\'s file in Settings.',
        go: 'settings',
      })
    : ({
        what: 'The client secret is not saved.',
        why: 'Only the IDs are saved: the secret was kept for one session.',
        next: 'Enter the client secret in Settings.',
        go: 'settings',
      }),
  'settings-damaged': ({ path = 'The file' }) => ({
    what: 'The settings file is damaged.',
    why: `${path} does not contain valid settings. Nothing was deleted.`,
    next: 'Restore the file from a backup and restart XDR Desk. Or save the credentials again, which keeps the damaged file under another name.',
    go: 'settings',
  }),
  'keyring-locked': details => ({
    what: 'The keyring is still locked.',
    why: 'Its prompt was dismissed, and the system does not show it again until the next start. The encrypted secret is still there.',
    next: `Restart XDR Desk and answer the prompt, or ${provideAgain(details)} in Settings for this session only.`,
    go: 'settings',
  }),
  'keyring-changed': details => ({
    what: 'The saved secret belongs to another keyring.',
    why: `It was encrypted by ${backendOr(details.sealedBy, 'another keyring')}, but this session uses ${backendOr(details.backend, 'none')}. The encrypted secret is still there.`,
    next: `${useThatKeyring(details)}, or ${provideAgain(details)} in Settings.`,
    go: 'settings',
  }),
  'keyring-unavailable': details => ({
    what: 'The keyring does not respond.',
    why: `The secret was encrypted by ${backendOr(details.sealedBy, 'a keyring')}, which is not running or has no key. The encrypted secret is still there.`,
    next: `Start the keyring (for example gnome-keyring) and restart XDR Desk, or ${provideAgain(details)} in Settings.`,
    go: 'settings',
  }),
  'secret-unreadable': details => ({
    what: 'The saved secret cannot be decrypted.',
    why: `${backendOr(details.backend, 'The keyring')} no longer has the key that encrypted it. The encrypted secret is still there.`,
    next: details.credential === 'certificate'
      ? 'Choose the certificate\'s file again in Settings, or restore the keyring and restart XDR Desk.'
      : 'Enter the client secret again in Settings, or restore the keyring and restart XDR Desk.',
    go: 'settings',
  }),
  'secret-mismatch': details => ({
    what: 'The encrypted secret does not match the settings.',
    why: details.credential === 'certificate' ? 'The settings name a certificate, but the encrypted secret is not a private key.' : 'The settings name a client secret, but the encrypted secret is a private key.',
    next: 'Something else changed the settings file. Save the credentials again in Settings.',
    go: 'settings',
  }),
  'profile-not-found': () => ({
    what: 'That profile no longer exists.',
    why: 'It was deleted in the meantime.',
    next: 'Choose another profile.',
  }),
  'profile-unusable': profileUnusable,
  'views-full': () => ({
    what: 'The view was not saved.',
    why: `A profile has at most ${withUnit(count(maxViews), 'saved views')}.`,
    next: 'Delete a view that you no longer need, then save again.',
  }),
  'stars-full': () => ({
    what: 'No incident was starred.',
    why: `A profile has at most ${withUnit(count(maxStars), 'stars')}.`,
    next: 'Remove the stars that you no longer need, then try again.',
  }),
} satisfies Partial<Record<ErrorCode, MessageOf>>
