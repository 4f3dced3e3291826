/** @file The icons of entity types, which the list does not load. Types without an icon of their own share that of their kind. */
import type { IconNode } from 'lucide'
import {
  Bot, Box, Bug, Circle, Cloud, CodeXml, Container, Database, File, Globe, Grid2x2, Hash, KeyRound, LogIn, Mail, Mailbox, Mails, MapPin,
  MessageSquareText, Monitor, Network, ShipWheel, SquareTerminal, User, Users,
} from 'lucide'

/** The types of each icon, by the type's name in the app (shared/vocabulary/entity-labels.ts). */
const typesOf: readonly (readonly [IconNode, readonly string[]])[] = [
  [User, ['User', 'GitHubUser']],
  [Users, ['SecurityGroup', 'ActiveDirectoryDomain', 'GitHubOrganization']],
  [Monitor, ['Device', 'IoTDevice']],
  [Network, ['Nic', 'NetworkConnection']],
  [File, ['File']],
  [Hash, ['FileHash']],
  [SquareTerminal, ['Process']],
  [Grid2x2, ['Registry']],
  [Bug, ['Malware']],
  [MapPin, ['Ip']],
  [Globe, ['Url', 'Dns']],
  [Mail, ['MailMessage', 'SubmissionMail']],
  [Mails, ['MailCluster']],
  [Mailbox, ['Mailbox', 'MailboxConfiguration']],
  [MessageSquareText, ['TeamsMessage']],
  [Box, ['CloudApplication', 'OAuthApplication', 'ServicePrincipal']],
  [Bot, ['AIAgent']],
  [Cloud, ['AzureResource', 'AmazonResource', 'GoogleCloudResource']],
  [LogIn, ['CloudLogonRequest', 'CloudLogonSession', 'HostLogonSession']],
  [Database, ['BlobContainer', 'Blob']],
  [Container, ['Container', 'ContainerImage', 'ContainerRegistry']],
  [ShipWheel, ['KubernetesCluster', 'KubernetesController', 'KubernetesNamespace', 'KubernetesPod', 'KubernetesService']],
  [KeyRound, ['SasToken', 'KubernetesSecret', 'KubernetesServiceAccount']],
  [CodeXml, ['GitHubRepo']],
]

const byType = new Map(typesOf.flatMap(([icon, types]) => types.map(type => [type, icon] as const)))

/** Returns the icon of a type; unknown types have an icon, too. */
export const entityIcon = (type: string): IconNode => byType.get(type) ?? Circle
