/** @file Creates the entities of alerts. */
import type { Device, Entity, FileFacts, MessageFacts, Person, ProcessFacts } from './model'
import type { Random } from './random'
import { countryOf, file } from './contoso'

const suspicious = { verdict: 'Suspicious', remediation: 'Active' } as const
const malicious = { verdict: 'Malicious', remediation: 'Active' } as const
const none = { verdict: 'Unknown', remediation: 'None' } as const
const prevented = { verdict: 'Malicious', remediation: 'Prevented' } as const
const removed = { verdict: 'Malicious', remediation: 'Remediated' } as const

export const user = (person: Person): Entity => ({ type: 'User', person, ...none })
export const suspect = (person: Person): Entity => ({ type: 'User', person, ...suspicious })
export const ip = (address: string): Entity => ({ type: 'Ip', address, country: countryOf(address), ...none })
export const hostileIp = (address: string): Entity => ({ type: 'Ip', address, country: countryOf(address), ...suspicious })
export const url = (address: string): Entity => ({ type: 'Url', url: address, ...malicious })
export const blockedUrl = (address: string): Entity => ({ type: 'Url', url: address, ...prevented })
export const document = (facts: FileFacts): Entity => ({ type: 'File', file: facts, device: null, ...none })
export const blockedFile = (facts: FileFacts, device: Device): Entity => ({ type: 'File', file: facts, device, ...prevented })
export const mailbox = (person: Person): Entity => ({ type: 'Mailbox', person, ...suspicious })
export const message = (facts: MessageFacts): Entity => ({ type: 'MailMessage', message: facts, ...(facts.delivery === 'Blocked' ? prevented : suspicious) })
export const removedMessage = (facts: MessageFacts): Entity => ({ type: 'MailMessage', message: facts, ...removed })
export const cluster = (value: string, count: number): Entity => ({ type: 'MailCluster', by: 'Subject;P2SenderDomain;ContentType', value, count, ...removed })
export const oauthApp = (name: string, appId: string, publisher: string): Entity => ({ type: 'OAuthApplication', name, appId, publisher, ...suspicious })
export const process = (facts: ProcessFacts, device: Device): Entity => ({ type: 'Process', process: facts, device, ...suspicious })

export const powershell = file('powershell.exe', 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0', 455_680)
export const scheduler = file('schtasks.exe', 'C:\\Windows\\System32', 235_008)

/** Creates the facts of a process that a person started. */
export const started = (random: Random, image: FileFacts, commandLine: string, by: Person, parent = 'explorer.exe'): ProcessFacts =>
  ({ image, commandLine, id: random.int(1_200, 24_000), parentId: random.int(600, 9_000), parent, user: by })

/** Creates the facts of a message. */
export const mail = (random: Random, facts: Pick<MessageFacts, 'subject' | 'sender' | 'senderIp' | 'recipient' | 'delivery'>): MessageFacts =>
  ({ ...facts, messageId: `<${random.hex(12)}.${random.hex(6)}@${facts.sender.slice(facts.sender.indexOf('@') + 1)}>`, networkId: random.guid() })
