/** @file The form's checks before it sends anything. Main repeats them. */
import type { SecretExpiry } from '../../../shared/contract/credential'
import { isKeyText } from '../../../shared/contract/credential'
import { isGuid, isTenantId, trimmedId } from '../../../shared/values/ids'
import { secretDoubt, secretOf } from './secret-rules'

const shared = new Set(['common', 'organizations', 'consumers'])

/** Returns a note if more than white space is removed around an ID; otherwise ''. */
export function idNote(text: string): string {
  return trimmedId(text) !== '' && trimmedId(text) !== text.trim() ? 'Quotes and invisible characters around it are left out.' : ''
}

/** Returns the problem with a tenant ID; '' if there is none. */
export function tenantProblem(text: string): string {
  const value = trimmedId(text)
  if (value === '') return 'Enter the tenant ID.'
  if (shared.has(value.toLowerCase())) return `“${value}” is not a single tenant. Enter the directory (tenant) ID.`
  return isTenantId(value) ? '' : 'Enter a GUID, or a domain name of the tenant such as contoso.onmicrosoft.com.'
}

/** Returns the problem with a client ID; '' if there is none. */
export function clientProblem(text: string): string {
  const value = trimmedId(text)
  if (value === '') return 'Enter the client ID.'
  return isGuid(value) ? '' : 'Enter the application (client) ID: a GUID.'
}

/** Returns the problem with a secret; '' if there is none. `saved`: whether an empty box keeps a saved secret. */
export function secretProblem(text: string, saved: boolean): string {
  const secret = secretOf(text)
  if (secret === '') return saved ? '' : 'Enter the client secret.'
  if (isKeyText(text)) return 'That is a key or a certificate. Choose “Certificate” above and its file.'
  if (secretDoubt(text)?.text === '') return 'That contains no client secret, only quotes or invisible characters.'
  return secret.length > 4096 ? 'That is too long for a client secret.' : ''
}

/** `chosen`: a certificate was read or made; `saved`: a certificate is saved; `locked`: a chosen file needs its passphrase. */
interface CertificateState { readonly chosen: boolean, readonly saved: boolean, readonly locked: boolean }

/** Returns the problem with the choice of a certificate; '' if there is none. */
export function certificateProblem({ chosen, saved, locked }: CertificateState): string {
  if (locked) return 'Open the file with its passphrase first, or choose another one.'
  return chosen || saved ? '' : 'Choose a certificate file, or create a certificate.'
}

/** Returns a note if a day (YYYY-MM-DD or '') is past at `now` (ms); otherwise ''. */
export function dayNote(day: string, now: number): string {
  return day !== '' && new Date(`${day}T23:59:59`).getTime() < now ? 'That day has passed. Entra shows the day beside the secret.' : ''
}

/** `usable`: a saved secret that nothing speaks against; `expired` and `rejected`: Entra refused the saved secret. */
export type SavedSecret = 'none' | 'usable' | 'expired' | 'rejected'

/** The note and the placeholder of the box. A refused secret must not be kept, so the note asks for another one. */
export const savedSecretText: Readonly<Record<SavedSecret, { readonly note: string, readonly placeholder: string }>> = {
  none: { note: 'The Value of a client secret, from the app\'s Certificates & secrets page.', placeholder: '' },
  usable: { note: 'A secret is saved. Leave the box empty to keep it.', placeholder: 'Saved · type to replace it' },
  expired: { note: 'The saved secret has expired. Paste the Value of a new one.', placeholder: 'Expired · paste a new secret' },
  rejected: { note: 'Entra rejected the saved secret. Paste the right Value, or that of a new secret.', placeholder: 'Rejected · paste the Value' },
}

/** Returns the state of the saved secret. `keeps`: whether an empty box keeps one; `rejected`: whether the last connection test found it wrong. */
export function savedSecret(
  { keeps, known, rejected }: { readonly keeps: boolean, readonly known: SecretExpiry | null, readonly rejected: boolean },
): SavedSecret {
  if (!keeps) return 'none'
  return known?.source === 'entra' ? 'expired' : rejected ? 'rejected' : 'usable'
}

/** Returns a hint that does not prevent saving; '' if there is none. */
export function secretHint(text: string): string {
  const value = secretDoubt(text)?.text ?? secretOf(text)
  return isGuid(value) ? 'This looks like the secret\'s ID. The secret\'s Value is needed: Entra shows it once, when the secret is made.' : ''
}
