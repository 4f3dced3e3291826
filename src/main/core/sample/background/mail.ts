/** @file Incidents of Defender for Office 365: four phishing campaigns, newsletters that users report, and mail removed after delivery. */
import type { AlertKind, FileFacts, Person } from '../model'
import type { Random } from '../random'
import type { IncidentKind, Scene } from './kind'
import { computerOf, file, mailOf, staff } from '../contoso'
import { cluster, document, mail, mailbox, message, removedMessage, suspect, url, user } from '../entities'
import { expected, falsePositive, oneUser, truePositive } from './kind'

const kind = (title: string, facts: Omit<AlertKind, 'title' | 'service' | 'detection' | 'family'>): AlertKind =>
  ({ title, service: 'MicrosoftDefenderForOffice365', detection: 'OfficeATP', family: null, ...facts })

interface Campaign { readonly subject: string, readonly sender: string, readonly senderIp: string, readonly url: string, readonly attachment: FileFacts }

const attached = (name: string): FileFacts => file(name, '', 38_400)

/** Each campaign recurs in several incidents. */
const campaigns: readonly Campaign[] = [
  { subject: 'Your mailbox is almost full', sender: 'no-reply@mail-quota.example', senderIp: '198.51.100.61', url: 'https://mail-quota.example/login', attachment: attached('Quota notice.html') },
  { subject: 'Invoice 88213 is overdue', sender: 'billing@fabrikam-invoices.example', senderIp: '198.51.100.64', url: 'https://fabrikam-invoices.example/pay/88213', attachment: attached('Invoice 88213.html') },
  { subject: 'Package waiting for delivery', sender: 'track@parcel-desk.example', senderIp: '203.0.113.120', url: 'https://parcel-desk.example/t/7714', attachment: attached('Delivery slip.html') },
  { subject: 'Updated travel policy', sender: 'hr@contoso-benefits.example', senderIp: '203.0.113.124', url: 'https://contoso-benefits.example/policy', attachment: attached('Travel policy.docm') },
]
const newsletters = [
  { subject: 'This week at Northwind Traders', sender: 'news@northwind.example', senderIp: '198.51.100.90' },
  { subject: 'Webinar: close the quarter faster', sender: 'events@adatum.example', senderIp: '198.51.100.92' },
]

const to = (random: Random, { subject, sender, senderIp }: Pick<Campaign, 'subject' | 'sender' | 'senderIp'>, person: Person, delivery: 'Blocked' | 'Delivered' = 'Delivered') =>
  mail(random, { subject, sender, senderIp, recipient: mailOf(person), delivery })

function reported(random: Random): Scene {
  const person = random.pick(staff)
  const campaign = random.pick(campaigns)
  const isPhishing = random.chance(0.6)
  const received = message(to(random, isPhishing ? campaign : random.pick(newsletters), person))
  return { subject: oneUser, people: [person], devices: [], entities: [user(person), received, ...(isPhishing ? [url(campaign.url)] : [])] }
}

function withLink(random: Random): Scene {
  const campaign = random.pick(campaigns)
  const person = random.pick(staff)
  const copies = cluster(`${campaign.subject};${campaign.sender.split('@')[1] ?? ''}`, random.int(3, 46))
  const removed = removedMessage(to(random, campaign, person))
  return { subject: oneUser, people: [person], devices: [], entities: [mailbox(person), removed, url(campaign.url), copies] }
}

function withFile(random: Random): Scene {
  const campaign = random.pick(campaigns)
  const person = random.pick(staff)
  const removed = removedMessage(to(random, campaign, person))
  return { subject: oneUser, people: [person], devices: [], entities: [mailbox(person), removed, document(campaign.attachment)] }
}

function clicked(random: Random): Scene {
  const campaign = random.pick(campaigns)
  const person = random.pick(staff)
  const received = message(to(random, campaign, person))
  return { subject: oneUser, people: [person], devices: [computerOf(person)], entities: [suspect(person), url(campaign.url), received] }
}

function sending(random: Random): Scene {
  const person = random.pick(staff)
  return { subject: oneUser, people: [person], devices: [], entities: [suspect(person), mailbox(person)] }
}

export const mailKinds: readonly IncidentKind[] = [
  {
    count: 25, scene: reported, isAutomatic: false,
    alert: kind('Email reported by user as malware or phish', {
      severity: 'Low', category: 'InitialAccess', techniques: ['T1566'],
      description: 'A user reported a message as malware or phish.',
      actions: 'Check the sender, the links and the attachments. Remove copies from other mailboxes if the message is malicious.',
    }),
    outcomes: [
      truePositive('Phishing', 'Phishing confirmed. All copies removed, sender blocked.'), falsePositive('Clean', 'Newsletter that the user subscribed to. No threat.'),
      truePositive('Phishing', 'Same campaign as earlier today. URL is blocked in the tenant allow/block list.'),
    ],
  },
  {
    count: 14, scene: withLink, isAutomatic: true,
    alert: kind('Email messages containing malicious URL removed after delivery', {
      severity: 'Informational', category: 'InitialAccess', techniques: ['T1566.002'],
      description: 'Messages with a URL that was found malicious after delivery were moved to quarantine.',
      actions: 'Check whether a recipient opened the URL before the messages were removed.',
    }),
    outcomes: [truePositive('Phishing', 'Automated investigation: all messages of the cluster were removed. No clicks.')],
  },
  {
    count: 7, scene: withFile, isAutomatic: true,
    alert: kind('Email messages containing malicious file removed after delivery', {
      severity: 'Informational', category: 'InitialAccess', techniques: ['T1566.001'],
      description: 'Messages with a file that was found malicious after delivery were moved to quarantine.',
      actions: 'Check whether a recipient opened the file before the messages were removed.',
    }),
    outcomes: [truePositive('Malware', 'Automated investigation: attachment removed from all mailboxes.')],
  },
  {
    count: 5, scene: clicked, isAutomatic: false,
    alert: kind('A potentially malicious URL click was detected', {
      severity: 'Medium', category: 'InitialAccess', techniques: ['T1566.002'],
      description: 'A user opened a URL that was later found malicious.',
      actions: 'Ask the user what they entered. Reset the password and revoke sessions if they entered credentials.',
    }),
    outcomes: [truePositive('Phishing', 'User closed the page without entering anything. Password reset as a precaution.')],
  },
  {
    count: 3, scene: sending, isAutomatic: false,
    alert: kind('Suspicious email sending patterns detected', {
      severity: 'Medium', category: 'SuspiciousActivity', techniques: ['T1586.002'],
      description: 'A mailbox sent more external mail than usual.',
      actions: 'Check the sent items. Reset the password if the owner did not send them.',
    }),
    outcomes: [expected('ConfirmedActivity', 'Customer mailing, announced by the team. Rate limit raised for the week.')],
  },
]
