/**
 * @file The names of entity types on screen, by the type's name in the app. Microsoft Graph documents 48 types
 * (learn.microsoft.com/en-us/graph/api/resources/security-alertevidence); the Defender XDR API's types are among them.
 */
const labels: ReadonlyMap<string, string> = new Map(Object.entries({
  User: 'User', ServicePrincipal: 'Service principal', SecurityGroup: 'Security group', ActiveDirectoryDomain: 'Active Directory domain', CloudLogonRequest: 'Cloud logon request',
  CloudLogonSession: 'Cloud logon session', HostLogonSession: 'Host logon session', Device: 'Device', File: 'File', FileHash: 'File hash', Process: 'Process', Registry: 'Registry',
  Malware: 'Malware', IoTDevice: 'IoT device', Nic: 'Network adapter', Ip: 'IP address', Url: 'URL', Dns: 'Domain', NetworkConnection: 'Network connection', MailMessage: 'Email',
  MailCluster: 'Email cluster', Mailbox: 'Mailbox', MailboxConfiguration: 'Mailbox configuration', SubmissionMail: 'Submitted email', TeamsMessage: 'Teams message',
  CloudApplication: 'Cloud app', OAuthApplication: 'OAuth app', AIAgent: 'AI agent', AzureResource: 'Azure resource', AmazonResource: 'AWS resource', GoogleCloudResource: 'Google Cloud resource',
  BlobContainer: 'Blob container', Blob: 'Blob', SasToken: 'SAS token', Container: 'Container', ContainerImage: 'Container image', ContainerRegistry: 'Container registry',
  KubernetesCluster: 'Kubernetes cluster', KubernetesController: 'Kubernetes controller', KubernetesNamespace: 'Kubernetes namespace', KubernetesPod: 'Kubernetes pod',
  KubernetesSecret: 'Kubernetes secret', KubernetesServiceAccount: 'Kubernetes service account', KubernetesService: 'Kubernetes service', GitHubOrganization: 'GitHub organization',
  GitHubRepo: 'GitHub repository', GitHubUser: 'GitHub user',
}))

/** The types that have a label. */
export const labeledEntityTypes: readonly string[] = [...labels.keys()]

/** Returns the label of an entity type; undefined for an unknown type. */
export const entityTypeLabel = (type: string): string | undefined => labels.get(type)
