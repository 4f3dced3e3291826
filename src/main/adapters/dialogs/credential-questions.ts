/** @file The confirmations before saved credentials are replaced by credentials that could not be checked, or are forgotten together with their profile. */
import type { CredentialMethodDeps, ForgetQuestion, ReplaceQuestion } from '../../core/methods/credential-methods'
import type { Confirm, Confirmation } from './confirm'
import { excerpt } from '../../core/base/errors'

const losses: Readonly<Record<ReplaceQuestion['saved'], string>> = {
  secret: 'the saved client secret is lost; Entra does not show it again',
  certificate: 'the key of the saved certificate is deleted from this computer',
}

/** Characters that are invisible or change how others look. */
const invisible = /\p{C}/gu

const quoted = (profile: string): string => `“${excerpt(profile.replace(invisible, ''), 100)}”`

const replaceConfirmation = ({ profile, saved }: ReplaceQuestion): Confirmation => ({
  title: 'Replace the saved credentials?',
  message: 'Replace the saved credentials without checking the new ones?',
  detail: `Entra could not check the new credentials of the profile ${quoted(profile)}. `
    + `If you replace the saved ones and the new ones are wrong, XDR Desk cannot sign in, and ${losses[saved]}.`,
  no: 'Keep saved credentials',
  yes: 'Replace',
})

const forgetConfirmation = ({ profile, isLast, losesKey }: ForgetQuestion): Confirmation => ({
  title: 'Forget the credentials?',
  message: `Forget the credentials of ${quoted(profile)}?`,
  detail: [
    'This deletes the profile from this computer: its tenant ID, its client ID and its client secret or certificate key. Its token and its incidents are deleted from memory.',
    isLast ? 'Auto-refresh is turned off.' : 'Other profiles are kept.',
    ...(losesKey ? ['The unsaved certificate is discarded, and its key is lost.'] : []),
    'The app registration in Entra and the files you exported are kept.',
  ].join(' '),
  no: 'Keep credentials',
  yes: 'Forget credentials',
})

export function createCredentialQuestions(confirm: Confirm): Pick<CredentialMethodDeps, 'askToReplace' | 'askToForget'> {
  return {
    askToReplace: question => confirm(replaceConfirmation(question)),
    askToForget: question => confirm(forgetConfirmation(question)),
  }
}
