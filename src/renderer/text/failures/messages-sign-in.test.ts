import type { FailureDetails } from '../../../shared/contract/failure'
import { expect, it } from 'vitest'
import { aadstsCodes } from '../../../shared/rules/failure-facts'
import { messageText } from './fixtures'
import { messageOf } from './messages'

/** AADSTS numbers for refusals of apps that sign in without a user, each with the parts of its message. */
const refusals: readonly (readonly [numbers: readonly number[], what: RegExp, why: RegExp, next: RegExp])[] = [
  [[7000215, 70002], /rejected the client secret/, /Secret ID was pasted instead of the Value/, /create a new client secret/],
  [[7000222], /secret has expired/, /no longer accepts/, /create a new client secret/],
  [[7000218, 7000216], /received no credential/, /neither a client secret nor a certificate/, /Save the credentials again/],
  [[700016], /cannot find this app/, /client ID is wrong/, /Application \(client\) ID/],
  [[7000229], /not installed in this tenant/, /service principal/, /grant consent/],
  [[7000112], /app is disabled/, /turned off sign-in/, /Enabled for users to sign-in/],
  [[90002], /cannot find this tenant/, /another cloud/, /Directory \(tenant\) ID/],
  [[900023, 900021], /does not accept this form of tenant ID/, /neither a GUID nor a verified domain/, /Directory \(tenant\) ID/],
  [[90038, 900382, 900432], /is in another cloud/, /clouds/, /tenant/],
  [[500011, 50001], /has no Defender XDR API/, /Microsoft Threat Protection/, /security\.microsoft\.com once/],
  [[650052, 500014], /turned off Defender XDR, or never subscribed/, /subscription has ended/, /licenses/],
  [[650057], /has no permission for Defender XDR/, /registration lists no permission/, /Incident\.Read\.All.*admin consent/],
  [[70011, 1002012], /the requested scope/, /the \/\.default scope of Defender XDR/, /tenant ID/],
  [[53003, 530032, 530031], /Conditional Access blocked/, /workload identities/, /sign-in log/],
  [[700027], /does not recognize the certificate/, /not among the certificates of the app registration/, /Upload the \.cer/],
  [[700030, 50012], /rejected the certificate/, /key does not match/, /upload the certificate/],
  [[1000502], /certificate expired/, /no longer accepts/, /upload its \.cer file/],
  [[700024], /rejected the sign-in's timestamp/, /clock is off/, /Set the clock/],
  [[700025], /public client/, /cannot use a secret/, /Allow public client flows/],
  [[65001, 90094], /no admin consent/, /administrator must grant/, /Grant admin consent/],
  [[50196], /blocked this app temporarily/, /in a loop/, /few minutes/],
  [[90033, 90006, 90024], /cannot issue a token right now/, /temporary error/, /few minutes/],
  [[90055], /is throttling/, /too many requests/, /Try again in/],
]

it('every AADSTS number of a failure has an expected message', () => {
  expect(new Set(refusals.flatMap(([numbers]) => numbers))).toEqual(new Set(aadstsCodes.keys()))
})

it.each(refusals.flatMap(([numbers, ...parts]) => numbers.map(number => [number, ...parts] as const)))('AADSTS%d has a title, a cause and a fix', (number, what, why, next) => {
  const code = aadstsCodes.get(number)
  if (!code) throw new Error('this number has no failure')
  const message = messageOf({ code, details: { aadsts: `AADSTS${number}`, host: 'login.microsoftonline.com' } })
  expect(message.what).toMatch(what)
  expect(message.why).toMatch(why)
  expect(message.next).toMatch(next)
})

it.each([
  ['invalid_client', /does not accept the app's credential/],
  ['unauthorized_client', /does not let this app sign in/],
  ['invalid_request', /does not accept the request/],
  ['invalid_grant', /does not issue a token/],
  ['interaction_required', /requires a user/],
  ['constructor', /does not know the reason/],
])('explains an unknown number by its OAuth error %s and the server\'s text', (serverCode, why) => {
  const message = messageOf({ code: 'sign-in-refused', details: { serverCode, serverMessage: 'AADSTS999: Text.' } })
  expect(message.why).toMatch(why)
  expect(message.why).toContain('The server says: “AADSTS999: Text.”')
})

it('suggests looking up a number, or sending the IDs if they are shown', () => {
  const refused = (details: FailureDetails) => messageText('sign-in-refused', { host: 'login.example', status: 400, ...details })
  expect(refused({ aadsts: 'AADSTS1', serverCode: 'x', correlationId: 'c' })).toMatch(/Look up AADSTS1 on Microsoft Learn, or send it to Microsoft support with the IDs below\.$/)
  expect(refused({ aadsts: 'AADSTS1', serverCode: '' })).toMatch(/Look up AADSTS1 on Microsoft Learn\.$/)
  expect(refused({ serverCode: 'x', traceId: 't' })).toMatch(/sign-in log in Entra, or send the IDs below to Microsoft support\.$/)
  expect(refused({ serverCode: 'x' })).toMatch(/Check the app's sign-in log in Entra\.$/)
})
