/** @file The questions before saved credentials are lost: replaced by ones that could not be checked, or forgotten. */
import type { CredentialMethodDeps, ForgetQuestion, ReplaceQuestion } from '../../core/methods/credential-methods'
import type { Ask, Question } from './confirm'
import { excerpt } from '../../core/base/errors'

const losses: Readonly<Record<ReplaceQuestion['saved'], string>> = {
  secret: 'the saved client secret is gone; Entra does not show it again',
  certificate: 'the key of the saved certificate is deleted from this computer',
}

/** Characters that are not shown, or change how others are shown. */
const hidden = /\p{C}/gu

const shown = (profile: string): string => `“${excerpt(profile.replace(hidden, ''), 100)}”`

const replaceQuestion = ({ profile, saved }: ReplaceQuestion): Question => ({
  title: 'Replace the saved credentials?',
  message: 'Replace the saved credentials without checking the new ones?',
  detail: `Entra could not check the new credentials of the profile ${shown(profile)}. `
    + `If you replace the saved ones and the new ones are wrong, XDR Desk cannot sign in, and ${losses[saved]}.`,
  no: 'Keep saved credentials',
  yes: 'Replace',
})

const forgetQuestion = ({ profile, isLast, losesKey }: ForgetQuestion): Question => ({
  title: 'Forget the credentials?',
  message: `Forget the credentials of ${shown(profile)}?`,
  detail: [
    'This deletes the profile from this computer: its tenant ID, its client ID and its client secret or certificate key. Its token and its incidents are deleted from memory.',
    isLast ? 'Auto-refresh is off then.' : 'Other profiles stay.',
    ...(losesKey ? ['The certificate that is not saved yet is discarded, and its key is lost.'] : []),
    'The app registration in Entra and files you exported stay.',
  ].join(' '),
  no: 'Keep them',
  yes: 'Forget them',
})

export function createCredentialDialogs(ask: Ask): Pick<CredentialMethodDeps, 'askToReplace' | 'askToForget'> {
  return {
    askToReplace: question => ask(replaceQuestion(question)),
    askToForget: question => ask(forgetQuestion(question)),
  }
}
