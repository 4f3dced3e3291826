/**
 * @file The intrusion: a password spray finds one password in Finance, the intruder signs in, hides mail from banks with an inbox rule, keeps access with
 * an OAuth app, phishes the chief financial officer from inside, and takes documents out.
 */
import type { AlertKind, Device, Entity, Service } from '../model'
import type { Random } from '../random'
import { addresses, adele, computerOf, file, finance, lee, mailOf, patti, serviceAccounts, staff } from '../contoso'
import { document, hostileIp, mail, mailbox, message, oauthApp, suspect, url, user } from '../entities'

/** One step of the intrusion. */
export interface Step {
  readonly kind: AlertKind
  /** Minutes before now: the first activity, the last one, and the alert. */
  readonly first: number
  readonly last: number
  readonly alert: number
  readonly devices: readonly Device[]
  readonly entities: (random: Random) => readonly Entity[]
}

type Facts = Omit<AlertKind, 'title' | 'service' | 'detection' | 'family'>
const from = (service: Service, detection: string) => (title: string, facts: Facts): AlertKind => ({ title, service, detection, family: null, ...facts })
const entra = from('AADIdentityProtection', 'AAD')
const cloudApps = from('MicrosoftDefenderForCloudApps', 'MCAS')
const office = from('MicrosoftDefenderForOffice365', 'OfficeATP')
const apps = from('MicrosoftApplicationProtection', 'AppGovernanceDetection')
const dataLoss = from('DataLossPrevention', 'DataLossPrevention')
const crossDomain = from('Microsoft365Defender', 'Microsoft365Defender')

const app = oauthApp('Mail Sync Pro', '5e8f2b7c-1d34-4c9a-a6f0-93b7e2d41c58', 'mailsync.example')
const intruder = hostileIp(addresses.intruder)
const sprayed = [adele, lee, patti, ...staff.slice(4, 9), serviceAccounts.adSync]
const taken = ['Payment run November.xlsx', 'Bank details suppliers.xlsx', 'Forecast Q4.xlsx'].map(name => file(name, 'https://contoso.sharepoint.com/sites/Finance/Documents', 512_000))
const lure = 'https://contoso-payments.example/approve'

const internal = (random: Random) =>
  mail(random, { subject: 'Please approve: payment run', sender: mailOf(adele), senderIp: addresses.intruder, recipient: mailOf(patti), delivery: 'Delivered' })

/** The earlier attempt, which failed: an incident of its own. */
export const rehearsal: Step = {
  kind: entra('Password spray', {
    severity: 'High', category: 'CredentialAccess', techniques: ['T1110.003'],
    description: 'Many accounts were tried with a few common passwords from one address. No sign-in succeeded.',
    actions: 'Block the address. Check that multifactor authentication is required.',
  }),
  first: 2905, last: 2868, alert: 2861, devices: [], entities: () => [...sprayed.slice(3).map(user), hostileIp(addresses.spray)],
}

const access: readonly Step[] = [
  {
    kind: crossDomain('Password spray attack with a successful sign-in', {
      severity: 'High', category: 'CredentialAccess', techniques: ['T1110.003', 'T1078.004'],
      description: 'Many accounts were tried with a few common passwords from one address. One sign-in succeeded.',
      actions: 'Reset the password of the account that was signed in. Block the address.',
    }),
    first: 2472, last: 2437, alert: 2426, devices: [], entities: () => [suspect(adele), ...sprayed.slice(1).map(user), hostileIp(addresses.spray)],
  },
  {
    kind: entra('Unfamiliar sign-in properties', {
      severity: 'Medium', category: 'InitialAccess', techniques: ['T1078.004'],
      description: 'A sign-in had properties that the user\'s earlier sign-ins did not have.', actions: 'Confirm the sign-in with the user.',
    }),
    first: 2421, last: 2421, alert: 2407, devices: [], entities: () => [suspect(adele), intruder],
  },
  {
    kind: cloudApps('Suspicious inbox manipulation rule', {
      severity: 'Medium', category: 'DefenseEvasion', techniques: ['T1564.008'],
      description: 'A rule was created that moves messages with "invoice", "bank" or "payment" to the folder RSS Feeds.', actions: 'Delete the rule. Read the messages in that folder.',
    }),
    first: 2402, last: 2402, alert: 2391, devices: [], entities: () => [suspect(adele), mailbox(adele), intruder],
  },
]

const persistence: readonly Step[] = [
  {
    kind: apps('Suspicious OAuth app with access to mail', {
      severity: 'High', category: 'Persistence', techniques: ['T1528', 'T1098.003'],
      description: 'A user granted the app Mail Sync Pro permission to read all mail, from an address that tried passwords before.', actions: 'Disable the app and revoke its grants.',
    }),
    first: 2377, last: 2340, alert: 2318, devices: [], entities: () => [app, suspect(adele), intruder],
  },
  {
    kind: apps('Unusual activity of an app in Exchange Online', {
      severity: 'Medium', category: 'Collection', techniques: ['T1114.002'],
      description: 'The app read far more messages than on other days: 6,140 of two mailboxes.', actions: 'Find out which messages were read.',
    }),
    first: 2210, last: 1985, alert: 1962, devices: [], entities: () => [app, mailbox(adele), mailbox(finance)],
  },
  {
    kind: office('Internal phishing message from a compromised mailbox', {
      severity: 'High', category: 'LateralMovement', techniques: ['T1534'],
      description: 'A message with a phishing URL was sent from one mailbox of the organization to others.', actions: 'Remove the message. Reset the password of those who opened the URL.',
    }),
    first: 1516, last: 1498, alert: 1481, devices: [computerOf(adele)],
    entities: random => [suspect(adele), mailbox(adele), message(internal(random)), url(lure)],
  },
  {
    kind: entra('Anonymous IP address', {
      severity: 'Medium', category: 'InitialAccess', techniques: ['T1078.004', 'T1090.003'],
      description: 'A sign-in came from an anonymous IP address.', actions: 'Confirm the sign-in with the user. Require a password change if they deny it.',
    }),
    first: 1388, last: 1388, alert: 1371, devices: [computerOf(patti)], entities: () => [suspect(patti), intruder, url(lure)],
  },
]

const exfiltration: readonly Step[] = [
  {
    kind: cloudApps('Mass download by a single user', {
      severity: 'High', category: 'Exfiltration', techniques: ['T1530'],
      description: 'The user downloaded 1,204 files from the site Finance within 22 minutes.', actions: 'Suspend the user. Ask the owner of the site what the files contain.',
    }),
    first: 412, last: 390, alert: 371, devices: [], entities: () => [suspect(patti), intruder, ...taken.map(document)],
  },
  {
    kind: dataLoss('Documents were shared with a new external domain', {
      severity: 'High', category: 'Exfiltration', techniques: ['T1567.002'],
      description: 'Documents labeled Confidential were shared with an address at archive-box.example.', actions: 'Remove the links. Keep the audit log.',
    }),
    first: 356, last: 341, alert: 333, devices: [], entities: () => [suspect(patti), ...taken.slice(0, 2).map(document), url('https://archive-box.example/u/4471')],
  },
  {
    kind: cloudApps('Impossible travel activity', {
      severity: 'Medium', category: 'InitialAccess', techniques: ['T1078.004'],
      description: 'The user was active in two places within a time that is too short to travel between them.', actions: 'Confirm both activities with the user.',
    }),
    first: 58, last: 47, alert: 34, devices: [computerOf(patti)], entities: () => [suspect(patti), intruder, hostileIp(addresses.hotel)],
  },
]

/** The steps of the intrusion, oldest first. */
export const steps: readonly Step[] = [...access, ...persistence, ...exfiltration]
