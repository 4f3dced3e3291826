/**
 * @file The fields that name and identify the entities of each type, in both APIs. Microsoft Graph documents 48 types of evidence
 * (learn.microsoft.com/en-us/graph/api/resources/security-alertevidence) and may add more. A pattern is the name of one field, or a text with
 * field names in braces.
 */
import type { Json } from '../json/values'
import { asText } from '../json/values'

export interface EntityType {
  /** Patterns of an entity's name on screen, best first. */
  readonly names: readonly string[]
  /** Patterns of an entity's identifier, best first. Mentions with the same identifier are one entity. */
  readonly ids: readonly string[]
  /** Whether identifiers are case-sensitive. */
  readonly exact: boolean
  /** Further fields that the search of the list covers, besides those of the patterns. */
  readonly searched: readonly string[]
}

const none: readonly string[] = []
const type = (names: readonly string[], ids = names, searched = none): EntityType => ({ names, ids, exact: false, searched })
const exact = (names: readonly string[], ids = names, searched = none): EntityType => ({ names, ids, exact: true, searched })

/** The fields of an account, which Graph nests inside other objects. */
const account = (within: string) => [`${within}userPrincipalName`, `${within}accountName`, `${within}displayName`, `${within}userSid`, `${within}azureAdUserId`]
const accountIds = (within: string) => [
  `${within}userPrincipalName`, `${within}userSid`, `${within}azureAdUserId`, `${within}aadUserId`, `{${within}accountName} {${within}domainName}`, `${within}accountName`, `${within}displayName`,
]
const hashes = (within: string) => ['sha256', 'sha1', 'md5'].map(name => `${within}${name}`)
const inNamespace = type(['{namespace.name}/{name}', 'name'], ['{namespace.cluster.name} {namespace.name} {name}', '{namespace.name} {name}', '{cluster.name} {name}', 'name'])

const types = {
  // Identity
  User: type([...account('userAccount.'), ...account(''), 'aadUserId'], [...accountIds('userAccount.'), ...accountIds('')]),
  ServicePrincipal: type(['servicePrincipalName', 'appId', 'servicePrincipalObjectId'], ['servicePrincipalObjectId', 'appId', 'servicePrincipalName']),
  SecurityGroup: type(['displayName', 'securityGroupName', 'sid', 'securityGroupId'], ['sid', 'securityGroupId', 'displayName', 'securityGroupName']),
  ActiveDirectoryDomain: type(['activeDirectoryDomainName']),
  CloudLogonRequest: exact(['requestId']),
  CloudLogonSession: exact(['sessionId', 'account.userAccount.userPrincipalName', 'userAgent'], ['sessionId']),
  // Session IDs are small numbers that repeat on every host.
  HostLogonSession: exact(['sessionId', 'account.userAccount.userPrincipalName', 'host.deviceDnsName'], ['{host.deviceDnsName} {sessionId}', '{host.mdeDeviceId} {sessionId}', 'sessionId']),
  // Endpoints
  Device: type(
    ['deviceDnsName', 'hostName', 'mdeDeviceId', 'mdatpDeviceId', 'azureAdDeviceId', 'aadDeviceId'], undefined, ['lastIpAddress', 'lastExternalIpAddress', 'ipInterfaces'],
  ),
  File: type(
    ['fileDetails.fileName', 'fileName', 'fileDetails.sha256', 'sha256', 'fileDetails.sha1', 'sha1', 'fileDetails.md5', 'md5', 'fileDetails.filePath', 'filePath'],
    [
      'fileDetails.sha256', 'sha256', 'fileDetails.sha1', 'sha1', 'fileDetails.md5', 'md5', '{fileDetails.filePath} {fileDetails.fileName}', '{filePath} {fileName}',
      'fileDetails.fileName', 'fileName', 'fileDetails.filePath', 'filePath',
    ],
  ),
  FileHash: type(['value'], ['{algorithm} {value}', 'value']),
  Process: exact(
    ['processCommandLine', 'imageFile.fileName', 'fileName', 'imageFile.filePath', 'processId'],
    ['{processId} {processCreationDateTime} {mdeDeviceId}', '{processId} {processCreationTime} {deviceId}', '{processId} {processCreationDateTime}', '{processId} {processCreationTime}'],
    [
      ...hashes('imageFile.'), ...hashes(''), 'filePath', ...['fileName', 'filePath', 'sha256', 'sha1'].map(name => `parentProcessImageFile.${name}`), 'parentProcessFileName',
      'parentProcessFilePath', 'parentProcessCommandLine', 'userAccount.userPrincipalName', 'userAccount.accountName', 'userPrincipalName', 'accountName',
    ],
  ),
  Registry: type(
    ['{registryHive}\\{registryKey}\\{registryValueName}', '{registryHive}\\{registryKey}', '{registryKey}\\{registryValueName}', 'registryKey', 'registryValueName', 'registryValue'],
    [
      '{registryHive} {registryKey} {registryValueName}', '{registryHive} {registryKey} {registryValue}', '{registryHive} {registryKey}',
      '{registryKey} {registryValueName}', '{registryKey} {registryValue}', 'registryKey',
    ],
  ),
  Malware: type(['name']),
  IoTDevice: type(['deviceName', 'deviceId', 'macAddress'], ['deviceId', 'deviceName', 'macAddress'], ['ipAddress.ipAddress', 'serialNumber']),
  Nic: type(['macAddress'], undefined, ['ipAddress.ipAddress']),
  // Network
  Ip: type(['ipAddress']),
  Url: exact(['url']),
  Dns: type(['domainName'], undefined, ['dnsServerIp.ipAddress', 'hostIpAddress.ipAddress']),
  NetworkConnection: type(['{destinationAddress.ipAddress}:{destinationPort}', 'destinationAddress.ipAddress'], undefined, ['sourceAddress.ipAddress']),
  // Mail and Teams
  MailMessage: exact(
    ['subject', 'internetMessageId', 'networkMessageId', 'p1Sender.emailAddress', 'p2Sender.emailAddress', 'sender', 'senderFromAddress', 'recipientEmailAddress', 'recipient'],
    [
      '{recipientEmailAddress} {networkMessageId}', 'networkMessageId', '{recipientEmailAddress} {internetMessageId}', '{recipient} {internetMessageId}', 'internetMessageId',
    ],
    ['senderIp', 'urls'],
  ),
  MailCluster: exact(['{clusterBy}: {clusterByValue}', 'clusterBy', 'clusterByValue', 'query'], ['{clusterBy} {clusterByValue}', 'query']),
  Mailbox: type(
    ['primaryAddress', 'mailboxAddress', 'upn', 'displayName', 'mailboxDisplayName', 'userPrincipalName', 'userAccount.userPrincipalName'],
    ['primaryAddress', 'mailboxAddress', 'upn', 'userPrincipalName', 'userAccount.userPrincipalName', 'displayName', 'mailboxDisplayName'],
  ),
  MailboxConfiguration: exact(['{mailboxPrimaryAddress} {configurationId}', 'mailboxPrimaryAddress', 'configurationId', 'displayName']),
  SubmissionMail: exact(['{subject} ({submissionId})', 'submissionId', 'subject'], ['submissionId', '{recipient} {networkMessageId}', 'subject'], ['sender', 'senderIp']),
  TeamsMessage: exact(['{subject} ({messageId})', 'messageId', 'subject', 'senderFromAddress'], ['messageId', 'subject', 'senderFromAddress']),
  // Apps and agents
  CloudApplication: type(['displayName', 'appId', 'instanceName'], ['{appId} {instanceName}', 'appId', 'displayName', 'instanceName']),
  OAuthApplication: type(['displayName', 'applicationName', 'appId', 'applicationId', 'objectId'], ['appId', 'applicationId', 'objectId', 'displayName', 'applicationName']),
  AIAgent: type(['agentName', 'agentId'], ['agentId', 'agentName']),
  // Clouds
  AzureResource: type(['resourceId', 'resourceName']),
  AmazonResource: exact(['amazonResourceId', 'resourceName']),
  GoogleCloudResource: exact(['fullResourceName', 'resourceName']),
  BlobContainer: exact(['url', 'name']),
  Blob: exact(['url', 'name']),
  SasToken: exact(['signatureHash']),
  Container: exact(['{name} ({containerId})', 'containerId', 'name'], ['containerId', 'name']),
  ContainerImage: exact(['digestImage', 'digestImage.imageId', 'imageId']),
  ContainerRegistry: type(['registry']),
  KubernetesCluster: exact(['name']),
  KubernetesController: inNamespace,
  KubernetesNamespace: exact(['name'], ['{cluster.name} {name}', 'name']),
  KubernetesPod: inNamespace,
  KubernetesSecret: inNamespace,
  KubernetesServiceAccount: inNamespace,
  KubernetesService: inNamespace,
  // Code
  GitHubOrganization: type(['login', 'displayName', 'orgId']),
  GitHubRepo: type(['baseUrl', 'repoId', 'login']),
  GitHubUser: type(['login', 'name', 'userId', 'email']),
} as const satisfies Readonly<Record<string, EntityType>>

/** A map, because an API may send a type named `constructor`. */
const byName: ReadonlyMap<string, EntityType> = new Map(Object.entries(types))
/** Types by their lowercase spelling, because the documentation and captured responses differ in case. The last entries are Graph's names for shared types. */
const spellings: ReadonlyMap<string, string> = new Map([
  ...Object.keys(types).map(each => [each.toLowerCase(), each] as const),
  ['analyzedmessage', 'MailMessage'], ['registrykey', 'Registry'], ['registryvalue', 'Registry'],
])
const unknownType = type(['displayName', 'name'], [])

/** The property of a row that lists the names of an impacted asset. */
export type AssetList = 'devices' | 'users' | 'otherAssets'

/** The types that are assets of the organization, as the Defender portal's Assets tab shows them. */
const assets: ReadonlyMap<string, AssetList> = new Map<string, AssetList>([
  ['Device', 'devices'], ['IoTDevice', 'devices'], ['User', 'users'],
  ...([
    'Mailbox', 'ServicePrincipal', 'CloudApplication', 'OAuthApplication', 'AIAgent', 'AzureResource', 'AmazonResource', 'GoogleCloudResource', 'BlobContainer', 'ContainerRegistry',
    'KubernetesCluster', 'GitHubOrganization', 'GitHubRepo',
  ] as const satisfies readonly (keyof typeof types)[]).map(name => [name, 'otherAssets'] as const),
])

/** The names of types as received. Cached, because every entity states its type; an API may send any number of unknown ones. */
const received = new Map<string, string>()
const maxReceived = 500

function canonicalName(text: string): string {
  const short = /^#?microsoft\.graph\.security\.([a-z]\w*)Evidence$/i.exec(text)?.[1]
  return spellings.get((short ?? text).trim().toLowerCase()) ?? (short === undefined ? text : `${short.charAt(0).toUpperCase()}${short.slice(1)}`)
}

/** Returns the canonical name of a type: `File` for `#microsoft.graph.security.fileEvidence`. Unknown names are returned as received. */
export function typeName(text: string): string {
  const known = received.get(text)
  if (known !== undefined) return known
  const name = canonicalName(text)
  if (received.size >= maxReceived) received.clear()
  received.set(text, name)
  return name
}

/** Returns the canonical name of the type that an entity states, or else of `otherwise`. */
export const typeOf = (entity: Json, otherwise: string): string => typeName(asText(entity['@odata.type']) || asText(entity.entityType) || otherwise)

/** Returns the list of a row that contains the entities of a type; undefined if they are not assets. */
export const assetList = (name: string): AssetList | undefined => assets.get(name)

/** Returns the patterns for the entities of a type. */
export const entityType = (name: string): EntityType => byName.get(name) ?? unknownType
