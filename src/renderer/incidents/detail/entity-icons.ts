/** @file The icons of entity types, drawn as lines in a box of 16 × 16. Types without an icon of their own share that of their kind. */
const shapes = {
  person: 'M8 8a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 8 8ZM3 13.5c.4-2.6 2.4-4 5-4s4.6 1.4 5 4',
  group: 'M6 8a2.2 2.2 0 1 0 0-4.4A2.2 2.2 0 0 0 6 8ZM2 13c.3-2.2 1.9-3.4 4-3.4S9.7 10.8 10 13M10.5 4a2 2 0 0 1 0 3.9M11.8 9.9c1.3.4 2.1 1.5 2.3 3.1',
  device: 'M2.5 3.5h11v7.5h-11ZM6 13.5h4M8 11v2.5',
  network: 'M8 2v4M3.5 14v-3h9v3M8 6v5M6 2h4v4H6Z',
  file: 'M4 2h5l3.5 3.5V14H4ZM9 2v3.5h3.5',
  hash: 'M6.5 2.5 5 13.5M11 2.5 9.5 13.5M2.8 6h11M2.3 10h11',
  process: 'M2.5 3h11v10h-11ZM5 6.5l2 1.7-2 1.8M8.5 10.5h2.5',
  registry: 'M2.5 2.5h4.5v4.5H2.5ZM9 2.5h4.5v4.5H9ZM2.5 9H7v4.5H2.5ZM9 9h4.5v4.5H9Z',
  bug: 'M5 7a3 3 0 0 1 6 0v3a3 3 0 0 1-6 0ZM8 4v9M2.5 5.5 5 7M13.5 5.5 11 7M2 9.5h3M14 9.5h-3M3 13.5l2.3-2M13 13.5l-2.3-2M6 3l.7 1.2M10 3 9.3 4.2',
  pin: 'M8 14s4.5-4.2 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 9.8 8 14 8 14ZM8 8a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3Z',
  globe: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM2 8h12M8 2c2 1.7 2.8 3.7 2.8 6S10 12.3 8 14c-2-1.7-2.8-3.7-2.8-6S6 3.7 8 2Z',
  mail: 'M2 3.5h12v9H2ZM2 4.5 8 9l6-4.5',
  mails: 'M2 5.5h9.5v7.5H2ZM2 6.3l4.75 3.5 4.75-3.5M4.5 3H14v7.5',
  mailbox: 'M2.5 9 4.5 3h7l2 6v4h-11ZM2.5 9h3.3l.7 1.8h3L10.2 9h3.3',
  chat: 'M2.5 3h11v8H7l-3 2.5V11H2.5ZM5.5 6h5M5.5 8.2h3',
  app: 'M8 1.8 13.5 5v6L8 14.2 2.5 11V5ZM2.5 5 8 8.2 13.5 5M8 8.2v6',
  agent: 'M3 5.5h10V13H3ZM8 3v2.5M6 8.5v1.3M10 8.5v1.3M8 2.6h.01',
  cloud: 'M4.5 12.5a2.7 2.7 0 0 1-.2-5.4 3.9 3.9 0 0 1 7.5.8 2.3 2.3 0 0 1-.1 4.6Z',
  login: 'M7 3h6v10H7M2 8h7M6.5 5.5 9 8l-2.5 2.5',
  storage: 'M3 4c0-1 2.2-1.8 5-1.8S13 3 13 4v8c0 1-2.2 1.8-5 1.8S3 13 3 12ZM3 4c0 1 2.2 1.8 5 1.8S13 5 13 4M3 8c0 1 2.2 1.8 5 1.8S13 9 13 8',
  container: 'M2 4.5h12v8H2ZM5 4.5v8M8 4.5v8M11 4.5v8',
  cluster: 'M8 1.8 13.5 4.5 14 10.5 10 14.2H6L2 10.5 2.5 4.5ZM8 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  key: 'M5.5 10.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM8.5 7.5H14v2.5M11.5 7.5v2',
  code: 'M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5',
  other: 'M8 13.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM8 8h.01',
} as const

type Shape = keyof typeof shapes

/** The types of each shape, by the type's name in the app (shared/vocabulary/entity-labels.ts). */
const typesOf: Readonly<Partial<Record<Shape, readonly string[]>>> = {
  person: ['User', 'GitHubUser'],
  group: ['SecurityGroup', 'ActiveDirectoryDomain', 'GitHubOrganization'],
  device: ['Device', 'IoTDevice'],
  network: ['Nic', 'NetworkConnection'],
  file: ['File'],
  hash: ['FileHash'],
  process: ['Process'],
  registry: ['Registry'],
  bug: ['Malware'],
  pin: ['Ip'],
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
}

const byType = new Map<string, string>(Object.entries(typesOf).flatMap(([shape, types]) => types.map(type => [type, shapes[shape as Shape]] as const)))

/** Returns the path of a type's icon; unknown types have an icon, too. */
export const entityIcon = (type: string): string => byType.get(type) ?? shapes.other
