/** @file The icons of entity types. Types without an icon of their own share that of their kind. */
import type { IconName } from '../../ui/icons/icons'

/** The types of each icon, by the type's name in the app (shared/vocabulary/entity-labels.ts). */
const typesOf = {
  person: ['User', 'GitHubUser'],
  group: ['SecurityGroup', 'ActiveDirectoryDomain', 'GitHubOrganization'],
  device: ['Device', 'IoTDevice'],
  network: ['Nic', 'NetworkConnection'],
  file: ['File'],
  hash: ['FileHash'],
  process: ['Process'],
  registry: ['Registry'],
  bug: ['Malware'],
  place: ['Ip'],
  globe: ['Url', 'Dns'],
  mail: ['MailMessage', 'SubmissionMail'],
  mails: ['MailCluster'],
  mailbox: ['Mailbox', 'MailboxConfiguration'],
  chat: ['TeamsMessage'],
  app: ['CloudApplication', 'OAuthApplication', 'ServicePrincipal'],
  agent: ['AIAgent'],
  cloud: ['AzureResource', 'AmazonResource', 'GoogleCloudResource'],
  login: ['CloudLogonRequest', 'CloudLogonSession', 'HostLogonSession'],
  storage: ['BlobContainer', 'Blob'],
  container: ['Container', 'ContainerImage', 'ContainerRegistry'],
  cluster: ['KubernetesCluster', 'KubernetesController', 'KubernetesNamespace', 'KubernetesPod', 'KubernetesService'],
  key: ['SasToken', 'KubernetesSecret', 'KubernetesServiceAccount'],
  code: ['GitHubRepo'],
} as const satisfies Readonly<Partial<Record<IconName, readonly string[]>>>

const byType = new Map<string, IconName>(Object.entries(typesOf).flatMap(([icon, types]) => types.map(type => [type, icon as keyof typeof typesOf] as const)))

/** Returns the icon of a type; unknown types have an icon, too. */
export const entityIcon = (type: string): IconName => byType.get(type) ?? 'other'
