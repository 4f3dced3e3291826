/** @file Incidents of Defender for Cloud Apps, Data Loss Prevention, app governance and Sentinel. */
import type { AlertKind, FileFacts, Service } from '../model'
import type { Random } from '../random'
import type { IncidentKind, Scene } from './kind'
import { addresses, administrator, computerOf, file, mailOf, servers, serviceAccounts, staff } from '../contoso'
import { blockedFile, document, ip, mail, message, oauthApp, suspect, user } from '../entities'
import { expected, falsePositive, oneEndpoint, oneUser, truePositive } from './kind'

type Facts = Omit<AlertKind, 'title' | 'service' | 'detection' | 'family'>
const from = (service: Service, detection: string) => (title: string, facts: Facts): AlertKind => ({ title, service, detection, family: null, ...facts })
const cloudApps = from('MicrosoftDefenderForCloudApps', 'MCAS')
const dataLoss = from('DataLossPrevention', 'DataLossPrevention')

const documents = ['Customer list.xlsx', 'Price list 2027.xlsx', 'Salary bands.xlsx', 'Supplier contracts.docx'].map(name => file(name, 'https://contoso.sharepoint.com/sites/Shared/Documents', 184_320))
const backup = file('restore.dll', 'D:\\Backup\\Agent', 91_136)

const seenFrom = (places: readonly string[]) => (random: Random): Scene => {
  const person = random.pick(staff.slice(4))
  return { subject: oneUser, people: [person], devices: [], entities: [suspect(person), ...places.map(ip)] }
}

function shared(random: Random, files: readonly FileFacts[] = documents): Scene {
  const person = random.pick(staff.slice(4))
  return { subject: oneUser, people: [person], devices: [computerOf(person)], entities: [user(person), document(random.pick(files))] }
}

function sent(random: Random): Scene {
  const person = random.pick(staff)
  const facts = mail(random, { subject: 'Card payment details', sender: mailOf(person), senderIp: addresses.office, recipient: 'orders@adatum.example', delivery: 'Blocked' })
  return { subject: oneUser, people: [person], devices: [], entities: [user(person), message(facts)] }
}

const apps = [['Survey Wizard', '3f0b1c52-77aa-4a5e-8f1d-2f0f6f0d1a01', 'Adatum'], ['Calendar Bridge', '9c6d2a84-0b1e-4f57-b0a9-64f1d8c3e702', 'Proseware']] as const

function consented(random: Random): Scene {
  const person = random.pick(staff)
  const [name, id, publisher] = random.pick(apps)
  return { subject: oneUser, people: [person], devices: [], entities: [oauthApp(name, id, publisher), user(person)] }
}

const activity: readonly IncidentKind[] = [
  {
    count: 9, scene: seenFrom([addresses.hotel, addresses.office]), isAutomatic: false,
    alert: cloudApps('Impossible travel activity', {
      severity: 'Medium', category: 'InitialAccess', techniques: ['T1078.004'],
      description: 'The user was active in two places within a time that is too short to travel between them.', actions: 'Confirm both activities with the user.',
    }),
    outcomes: [expected('ConfirmedActivity', 'Phone on roaming, laptop on VPN.'), falsePositive('Clean', 'Location of the office address was outdated.')],
  },
  {
    count: 5, scene: seenFrom([addresses.mobile]), isAutomatic: false,
    alert: cloudApps('Activity from infrequent country', {
      severity: 'Low', category: 'DefenseEvasion', techniques: ['T1078.004'],
      description: 'Activity came from a country where nobody of the organization was active before.', actions: 'Confirm the activity with the user.',
    }),
    outcomes: [expected('ConfirmedActivity', 'Conference trip, in the team calendar.')],
  },
  {
    count: 3, scene: random => shared(random), isAutomatic: false,
    alert: cloudApps('Mass download by a single user', {
      severity: 'Medium', category: 'Exfiltration', techniques: ['T1530'],
      description: 'A user downloaded far more files than usual.', actions: 'Ask the user and the owner of the site.',
    }),
    outcomes: [expected('ConfirmedActivity', 'Laptop replacement, files synchronized again.')],
  },
]

const dataKinds: readonly IncidentKind[] = [
  {
    count: 8, scene: random => shared(random), isAutomatic: false,
    alert: dataLoss('DLP policy match for a document in SharePoint', {
      severity: 'Low', category: 'Exfiltration', techniques: ['T1567.002'],
      description: 'A document with customer data was shared with people outside of the organization.', actions: 'Ask the owner to remove the link if it is not needed.',
    }),
    outcomes: [expected('ConfirmedActivity', 'Shared with the auditor, link expires on Monday.'), truePositive('Other', 'Shared by mistake, link removed by the user.')],
  },
  {
    count: 4, scene: sent, isAutomatic: false,
    alert: dataLoss('DLP policy match for an email with card numbers', {
      severity: 'Medium', category: 'Exfiltration', techniques: ['T1048'],
      description: 'An email with several card numbers was blocked.', actions: 'Show the user the encrypted portal.',
    }),
    outcomes: [truePositive('MaliciousUserActivity', 'Second time this month, manager informed.'), expected('ConfirmedActivity', 'Test numbers of the payment provider.')],
  },
]

const rare: readonly IncidentKind[] = [
  {
    count: 3, scene: consented, isAutomatic: false,
    alert: from('MicrosoftApplicationProtection', 'AppGPolicy')('New app with high-privilege permissions', {
      severity: 'Low', category: 'Persistence', techniques: ['T1098.003'],
      description: 'A user granted an app permissions that the app catalog rates as high.', actions: 'Review the app\'s publisher and permissions.',
    }),
    outcomes: [expected('LineOfBusinessApplication', 'App is in the approved list.')],
  },
  {
    count: 1, isAutomatic: false,
    scene: () => ({ subject: oneUser, people: [administrator], devices: [], entities: [suspect(administrator), ip(addresses.office)] }),
    alert: from('MicrosoftSentinel', 'ScheduledAlerts')('Sign-in with a break-glass account', {
      severity: 'High', category: 'PrivilegeEscalation', techniques: ['T1078.004'],
      description: 'The emergency account was used.', actions: 'Call the holder of the sealed password.',
    }),
    outcomes: [expected('SecurityTesting', 'Half-yearly test of the emergency access, witnessed.')],
  },
  {
    count: 2, isAutomatic: false,
    scene: () => {
      const { deploy } = serviceAccounts
      return { subject: oneUser, people: [deploy], devices: [servers.build], entities: [user(deploy), ip(servers.build.ip)] }
    },
    alert: from('MicrosoftSentinel', 'ScheduledAlerts')('Rare number of resource deployments', {
      severity: 'Low', category: 'Impact', techniques: ['T1578.002'],
      description: 'A service account deployed more resources than on other days.', actions: 'Compare with the release calendar.',
    }),
    outcomes: [expected('LineOfBusinessApplication', 'Release 14.2.')],
  },
  {
    count: 1, isAutomatic: false,
    scene: () => ({
      subject: oneEndpoint,
      people: [serviceAccounts.backup],
      devices: [servers.files],
      entities: [blockedFile(backup, servers.files), user(serviceAccounts.backup)],
    }),
    alert: from('MicrosoftDefenderForEndpoint', 'WindowsDefenderAtp')('Ransomware behavior was blocked', {
      severity: 'High', category: 'Ransomware', techniques: ['T1486'],
      description: 'A process renamed many files in a short time. It was stopped.', actions: 'Confirm what the process belongs to before releasing it.',
    }),
    outcomes: [falsePositive('Clean', 'Restore test of the backup agent. Exclusion for the folder added.')],
  },
]

export const cloudKinds: readonly IncidentKind[] = [...activity, ...dataKinds, ...rare]
