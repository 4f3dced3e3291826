/** @file Devices and entities as in captured responses: null fields are omitted, and new entity types may appear. */
import type { Random } from '../../src/main/core/sample/random'

export type Json = Record<string, unknown>

const names = ['adele.vance', 'alex.wilber', 'diego.siciliani', 'grady.archie', 'isaiah.langer', 'lidia.holloway', 'megan.bowen', 'nestor.wilke', 'patti.fernandez']
const files = ['invoice_2026-11.pdf.exe', 'update.ps1', 'rundll32.exe', 'Q4-salaries.xlsm', '\u202Egpj.exe', '<img src=x onerror=alert(1)>.lnk', 'résumé.docx']

export const person = (random: Random): string => random.pick(names)

export function device(random: Random): Json {
  return {
    mdatpDeviceId: random.hex(40),
    aadDeviceId: random.chance(0.5) ? random.guid() : null,
    deviceDnsName: `${random.pick(['wks', 'srv', 'lap'])}-${random.int(1, 999)}.contoso.example`,
    osPlatform: random.pick(['Windows10', 'Windows11', 'WindowsServer2016', 'Other']),
    version: random.pick(['22H2', '23H2', 'Other']),
    osProcessor: 'x64',
    osBuild: random.int(14393, 26100),
    healthStatus: random.pick(['Active', 'Inactive']),
    riskScore: random.pick(['None', 'Informational', 'Medium', 'High']),
    rbacGroupName: null,
    firstSeen: '2024-03-01T08:15:30.9Z',
    tags: [],
    defenderAvStatus: 'Updated',
    onboardingStatus: 'Onboarded',
    vmMetadata: null,
    loggedOnUsers: [{ accountName: person(random), domainName: 'CONTOSO' }],
  }
}

const makers: readonly (readonly [string, (random: Random) => Json])[] = [
  ['User', random => ({ accountName: person(random), domainName: random.pick(['CONTOSO', '']), userSid: `S-1-5-21-${random.int(1e8, 9e8)}-1104`, aadUserId: random.guid(), userPrincipalName: `${person(random)}@contoso.example` })],
  ['Ip', random => random.chance(0.03) ? {} : { ipAddress: random.chance(0.1) ? '2001:db8::7' : `203.0.113.${random.int(1, 254)}` }],
  ['Url', random => ({ url: `https://${random.hex(8)}.example/login?redirect=%2F${random.hex(4)}` })],
  ['File', random => ({ sha1: random.hex(40), sha256: random.hex(64), fileName: random.pick(files), filePath: 'C:\\Users\\Public\\Downloads', detectionStatus: random.pick(['Detected', 'Prevented']), deviceId: random.hex(40) })],
  ['Process', random => ({ sha1: random.hex(40), sha256: random.hex(64), fileName: 'powershell.exe', filePath: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0', processId: random.int(400, 30_000), processCommandLine: `powershell.exe -nop -w hidden -enc ${random.hex(40)} "a\\b" \u0007`, processCreationTime: '2026-11-23T10:00:00.1234567Z', parentProcessId: random.int(400, 30_000), accountName: person(random), domainName: 'CONTOSO', detectionStatus: 'Detected' })],
  ['Mailbox', random => ({ userPrincipalName: `${person(random)}@contoso.example`, mailboxDisplayName: 'Finance', mailboxAddress: 'finance@contoso.example' })],
  ['MailMessage', random => ({ userPrincipalName: `${person(random)}@contoso.example`, sender: `billing@${random.hex(6)}.example`, recipient: 'finance@contoso.example', subject: random.pick(['=HYPERLINK("https://evil.example","Invoice")', 'Overdue invoice \u2069\u202Efdp', 'Re: payment']), internetMessageId: `<${random.hex(16)}@mail.example>`, deliveryAction: random.pick(['Blocked', 'Delivered']) })],
  ['MailCluster', random => ({ clusterBy: 'Subject;SenderIp;AntispamDirection;ContentType', clusterByValue: random.hex(20), emailCount: random.int(1, 400) })],
  ['OAuthApplication', random => ({ applicationId: random.guid(), applicationName: 'Mail Sync Pro' })],
  ['Registry', () => ({ registryHive: 'HKEY_LOCAL_MACHINE', registryKey: 'SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Run', registryValueType: 'String', registryValue: 'C:\\x.exe' })],
  ['QuantumWidget', random => ({ widgetState: { spin: random.int(-1, 1) }, label: 'an unknown type' })],
]

export function entity(random: Random): Json {
  const [entityType, make] = random.pick(makers)
  return {
    entityType,
    evidenceCreationTime: '2026-11-23T09:58:12.4366667Z',
    verdict: random.pick(['Suspicious', 'Malicious']),
    remediationStatus: random.pick(['None', 'Remediated', 'Active', 'NotFound']),
    ...make(random),
  }
}
